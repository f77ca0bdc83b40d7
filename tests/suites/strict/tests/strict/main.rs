//! Checks under every lint, in many files.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    future_incompatible,
    keyword_idents,
    let_underscore,
    missing_docs,
    rust_2018_idioms,
    rust_2024_compatibility,
    unused,
    explicit_outlives_requirements,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unreachable_pub,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    clippy::all,
    clippy::pedantic
)]

mod bare;
mod conditional;
mod documented;
mod forms;
mod generated;
mod names;
mod shadowed;

use ct::prelude::*;
use strict as _;

fn acme() -> Snapshot {
    let bucket = s3::Bucket::mock;
    Snapshot::mock()
        .with(bucket("acme-logs"))
        .with(bucket("acme-web").with_tags([Tag::new("public", "yes")]))
        .with(ec2::SecurityGroup::mock("sg-1"))
        .with(s3::AccountSettings::mock("111122223333"))
        .with(ec2::RegionSettings::mock("us-east-1"))
}

ct::main!(mock = acme);
