//! Replacements: the same for the same original, and another one for another.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

/// How often a replacement is drawn before two originals may share one.
const ATTEMPTS: u32 = 2000;
/// How often an account is drawn from those that AWS's documentation has.
const DOCUMENTED: u32 = 20;

/// What stands for what.
pub(super) struct Names {
    salt: String,
    known: BTreeMap<(&'static str, String), String>,
    taken: BTreeSet<String>,
    originals: BTreeSet<String>,
}

impl Names {
    /// `originals` are never handed out, lest a replacement be taken for an original.
    pub(super) fn new(salt: &str, originals: BTreeSet<String>) -> Self {
        let taken = originals.clone();
        Self { salt: salt.to_owned(), known: BTreeMap::new(), taken, originals }
    }

    /// Whether a resource or an account is called so.
    pub(super) fn is_of_a_resource(&self, text: &str) -> bool {
        self.originals.contains(text)
    }

    /// The replacement of a text, drawn from random bytes.
    pub(super) fn replace(
        &mut self,
        class: &'static str,
        original: &str,
        draw: impl Fn(&[u8]) -> String,
    ) -> String {
        self.replace_by_attempt(class, original, |bytes, _| draw(bytes))
    }

    /// The same; `draw` is also told how many attempts there were.
    pub(super) fn replace_by_attempt(
        &mut self,
        class: &'static str,
        original: &str,
        draw: impl Fn(&[u8], u32) -> String,
    ) -> String {
        let key = (class, original.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let mut replacement = String::new();
        for attempt in 0..ATTEMPTS {
            replacement = draw(&self.bytes(class, original, attempt), attempt);
            if replacement != original && self.taken.insert(replacement.clone()) {
                break;
            }
        }
        self.known.insert(key, replacement.clone());
        replacement
    }

    /// A name in place of a name: a bucket may be called so, and so may all else.
    pub(super) fn name(&mut self, original: &str) -> String {
        self.replace("name", original, |bytes| format!("name-{}", hex(bytes, 10)))
    }

    /// An account in place of an account: of the kind that AWS's documentation has, while there are
    /// some of these, and twelve digits of any kind after that. Two accounts never share one.
    pub(super) fn account(&mut self, original: &str) -> String {
        self.replace_by_attempt("account", original, |bytes, attempt| {
            let digit = |position: usize| bytes.get(position).map_or(1, |byte| byte % 9 + 1);
            let group = if attempt < DOCUMENTED { 4 } else { 1 };
            (0..12 / group).map(|position| digit(position).to_string().repeat(group)).collect()
        })
    }

    /// Hexadecimal digits in place of those of a text, whatever stands between them.
    pub(super) fn digits(&mut self, original: &str) -> String {
        self.replace("digits", original, |bytes| {
            let drawn = hex(bytes, original.len());
            let draw = |(old, new): (char, char)| match old {
                _ if !old.is_ascii_hexdigit() => old,
                _ if old.is_ascii_uppercase() => new.to_ascii_uppercase(),
                _ => new,
            };
            original.chars().zip(drawn.chars()).map(draw).collect()
        })
    }

    /// Capital letters and digits, of that length.
    pub(super) fn capitals(&mut self, original: &str) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        self.replace("capitals", original, |bytes| {
            let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
            bytes.iter().cycle().take(original.len()).map(letter).collect()
        })
    }

    /// What no replacement reveals the original of, for bits of addresses.
    pub(super) fn bit(&self, class: &'static str, prefix: &[u8]) -> bool {
        let text: String = prefix.iter().map(|byte| format!("{byte:02x}")).collect();
        self.bytes(class, &text, 0).first().is_some_and(|byte| byte & 1 == 1)
    }

    /// What stands for a secret.
    pub(super) fn salt(&self) -> &str {
        &self.salt
    }

    fn bytes(&self, class: &str, original: &str, attempt: u32) -> Vec<u8> {
        let mut hash = Sha256::new();
        for part in [self.salt.as_bytes(), class.as_bytes(), original.as_bytes()] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        hash.update(attempt.to_le_bytes());
        hash.finalize().to_vec()
    }
}

fn hex(bytes: &[u8], length: usize) -> String {
    let digits = bytes.iter().cycle().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.take(length).map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0')).collect()
}
