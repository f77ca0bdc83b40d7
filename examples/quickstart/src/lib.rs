//! A first suite of configuration checks, to run and to copy.
//!
//! `tests/config` holds the checks, `tests/unit.rs` the tests of the checks themselves.
//!
//! ```text
//! cargo test -p quickstart
//!     the account, as recorded
//! CONFIGTEST_SOURCE=before-the-fix cargo test -p quickstart
//!     what failures look like
//! CONFIGTEST_SOURCE=mock cargo test -p quickstart --test config
//!     resources built in code
//! ```
