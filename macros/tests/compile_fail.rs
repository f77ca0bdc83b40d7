//! What is no check is a compile error at the mistake: one file per mistake, in `compile_fail`.
//!
//! `TRYBUILD=overwrite cargo test -p configtest-macros` writes the messages anew; read the
//! difference before it is committed.

#[test]
fn mistakes_are_shown_where_they_are() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*/*.rs");
}
