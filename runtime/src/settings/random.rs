//! The one door through which randomness comes in that a person may be shown.

use std::io;

/// A number that no other run has.
///
/// # Errors
///
/// The system has no randomness to give.
pub(crate) fn random_seed() -> io::Result<u64> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(u64::from_le_bytes(bytes))
}
