//! The bytes of a cache file: a magic word, a checksum, the length, the content.
//!
//! A file that was cut short, or that another release wrote, does not pass.

use serde::Deserialize;

use super::CachedKind;

/// The format of a cache file. The suite reads what the program wrote, of another release maybe,
/// so this is also what the two agree on before: see `source::protocol`.
pub const FORMAT: u32 = 4;

const MAGIC: &[u8; 8] = b"cfgtest\n";
const HEAD: usize = MAGIC.len() + 4 + 4 + 8;

/// The content, so that a file that was moved is not taken for another.
#[derive(Deserialize)]
struct Content {
    kind: String,
    cached: CachedKind,
}

pub(super) fn encode(kind: &str, cached: &CachedKind) -> Result<Vec<u8>, postcard::Error> {
    // The same bytes as of `Content`, without a copy of the resources.
    let content = postcard::to_stdvec(&(kind, cached))?;
    let mut bytes = Vec::with_capacity(HEAD + content.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    bytes.extend_from_slice(&crc32fast::hash(&content).to_le_bytes());
    bytes.extend_from_slice(&(content.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&content);
    Ok(bytes)
}

/// The content, or in a few words why it is not to be trusted.
pub(super) fn decode(kind: &str, bytes: &[u8]) -> Result<CachedKind, &'static str> {
    let (head, content) = bytes.split_at_checked(HEAD).ok_or("it is cut short")?;
    let (magic, head) = head.split_at(MAGIC.len());
    let (format, head) = head.split_at(4);
    if magic != MAGIC || format != FORMAT.to_le_bytes() {
        return Err("it is not a cache file of this release");
    }
    let (checksum, length) = head.split_at(4);
    if length != (content.len() as u64).to_le_bytes() {
        return Err("it is cut short");
    }
    if checksum != crc32fast::hash(content).to_le_bytes() {
        return Err("its checksum is wrong");
    }
    let content: Content =
        postcard::from_bytes(content).map_err(|_| "it is not a cache file of this release")?;
    if content.kind != kind {
        return Err("it holds another kind");
    }
    Ok(content.cached)
}
