//! Snapshots of live sources on disk, shared by the processes of a run and by the next run.

mod file;
mod kind;
mod store;
#[cfg(test)]
mod tests;

pub use kind::{CachedKind, Freshness, Need};
pub use store::{CacheError, Store};
