//! The bytes of a cache file: a magic word, a checksum, the length, the content.
//!
//! A file that was cut short, or that another release wrote, does not pass.

use serde::{Deserialize, Serialize};

use super::CachedKind;

const MAGIC: &[u8; 8] = b"cfgtest1";
const HEAD: usize = MAGIC.len() + 4 + 8;

/// The content, so that a file that was moved is not taken for another.
#[derive(Serialize, Deserialize)]
struct Content {
    tool: String,
    kind: String,
    cached: CachedKind,
}

const TOOL: &str = concat!("configtest ", env!("CARGO_PKG_VERSION"));

pub(super) fn encode(kind: &str, cached: &CachedKind) -> Result<Vec<u8>, postcard::Error> {
    let content = Content { tool: TOOL.to_owned(), kind: kind.to_owned(), cached: cached.clone() };
    let content = postcard::to_stdvec(&content)?;
    let mut bytes = Vec::with_capacity(HEAD + content.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&crc32fast::hash(&content).to_le_bytes());
    bytes.extend_from_slice(&(content.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&content);
    Ok(bytes)
}

/// The content, or in a few words why it is not to be trusted.
pub(super) fn decode(kind: &str, bytes: &[u8]) -> Result<CachedKind, &'static str> {
    let (head, content) = bytes.split_at_checked(HEAD).ok_or("it is cut short")?;
    let (magic, head) = head.split_at(MAGIC.len());
    if magic != MAGIC {
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
    if content.tool != TOOL {
        return Err("another release wrote it");
    }
    if content.kind != kind {
        return Err("it holds another kind");
    }
    Ok(content.cached)
}
