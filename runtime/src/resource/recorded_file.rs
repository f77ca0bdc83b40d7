//! A file of a recording, for the places of facts in it.

use std::fmt;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

/// A file that facts were read from. Lines, and whether it was edited, are looked up when somebody
/// asks: a check that passes asks for neither.
pub struct RecordedFile {
    /// The file, as an editor finds it.
    path: Arc<str>,
    text: String,
    /// The digest when it was recorded; none where that is not told.
    recorded: Option<String>,
    edited: OnceLock<bool>,
    breaks: OnceLock<Vec<usize>>,
}

impl RecordedFile {
    /// The file `path` with that text, and its digest when it was recorded.
    pub fn new(path: impl Into<Arc<str>>, text: String, recorded: Option<String>) -> Self {
        let (edited, breaks) = (OnceLock::new(), OnceLock::new());
        Self { path: path.into(), text, recorded, edited, breaks }
    }

    /// The file, as an editor finds it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where `part`, a slice of its text, begins.
    pub fn offset_of(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    /// The line of an offset, from 1.
    pub fn line(&self, offset: usize) -> u32 {
        let breaks = self.breaks.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            breaks.map(|(position, _)| position).collect()
        });
        let line = breaks.partition_point(|position| *position < offset) + 1;
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// Whether it was changed since it was recorded.
    pub fn is_edited(&self) -> bool {
        *self.edited.get_or_init(|| {
            self.recorded.as_ref().is_some_and(|recorded| digest(&self.text) != *recorded)
        })
    }
}

impl fmt::Debug for RecordedFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RecordedFile({})", self.path)
    }
}

impl PartialEq for RecordedFile {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text == other.text
    }
}

impl Eq for RecordedFile {}

/// The digest of a file. A checkout may have turned its line ends, which changes nothing.
pub fn digest(content: &str) -> String {
    let mut hash = Sha256::new();
    for part in content.split("\r\n") {
        // The `\n` that ended the part before, and before the first there is none.
        if part.as_ptr() != content.as_ptr() {
            hash.update(b"\n");
        }
        hash.update(part);
    }
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
