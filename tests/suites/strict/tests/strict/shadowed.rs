//! Where the words of the standard library and of the macro's output mean other things.

#![expect(
    dead_code,
    non_camel_case_types,
    unused_imports,
    unused_macros,
    reason = "what stands here is in the way, no more"
)]

mod alloc {}
mod configtest {}
mod core {}
mod std {}

struct Option;
struct Some;
struct None;
struct Vec;
struct String;
struct Result;
struct Ok;
struct Err;
struct Box;
struct Check;
struct Severity;
struct Values;
struct When;
struct bool;
struct str;
struct u8;
struct usize;

// Another attribute than the language's.
use ::ct::config_test as test;

const CONTEXT: () = ();

fn context() {}
fn subject() {}
fn handle() {}
fn snapshot() {}
fn applies() {}
fn parameter_0() {}
fn conclude() {}
fn run() {}

macro_rules! concat {
    ($($tokens:tt)*) => {
        compile_error!("another macro")
    };
}

macro_rules! module_path {
    ($($tokens:tt)*) => {
        concat!()
    };
}

macro_rules! file {
    ($($tokens:tt)*) => {
        module_path!()
    };
}

macro_rules! stringify {
    ($($tokens:tt)*) => {
        file!()
    };
}

/// Is called as usual.
#[::ct::config_test(crate = ::ct, severity = "low", when = |handle| handle.name() == "acme-web")]
fn check(context: &::ct::s3::Bucket, #[values(2 - 1)] subject: i32, applies: &::ct::Snapshot) {
    assert_eq!((context.name(), subject), ("acme-web", 1));
    assert_eq!(applies.accounts().len(), 1);
}

#[::ct::config_test(crate = ::ct)]
fn core_(core: &::ct::s3::Bucket, std: &::ct::Snapshot) {
    assert_eq!((core.name().is_empty(), std.accounts().len()), (false, 1));
}
