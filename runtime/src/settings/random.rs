//! The one door through which randomness comes in.

use std::io;

/// Bytes that nobody can guess and no other run has.
///
/// # Errors
///
/// The system has no randomness to give.
pub(crate) fn random_bytes<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}
