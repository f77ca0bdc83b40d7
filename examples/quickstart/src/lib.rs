//! A first suite of configuration checks, to run and to copy: see `tests/config`.
//!
//! ```text
//! cargo test -p quickstart                                    the account, as recorded
//! CONFIGTEST_SOURCE=before-the-fix cargo test -p quickstart   what failures look like
//! CONFIGTEST_SOURCE=mock cargo test -p quickstart             resources built in code
//! ```
