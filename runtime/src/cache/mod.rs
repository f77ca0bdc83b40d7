//! Snapshots of live sources on disk, shared by the processes of a run and by the next run.

mod anew;
mod file;
mod kind;
mod run;
mod store;
#[cfg(test)]
mod tests;

pub use anew::{Anew, Places};
pub use file::FORMAT;
pub use kind::{CachedKind, Freshness, Need};
pub use run::run_began;
pub use store::{CacheError, Store, cache_folder};
