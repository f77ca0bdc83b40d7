// What the README calls the guide is a page of this documentation here, and a folder there.
//! [guide]: crate::guide
//! [`config_test`]: macro@crate::config_test
#![doc = include_str!("../README.md")]
//!
//! # What is here
//!
//! * [`config_test`](macro@config_test): the attribute that makes a function a check, with everything
//!   that it takes.
//! * [`main!`]: the `main` of a test target of checks.
//! * [`s3`], [`ec2`]: the kinds of resources, and what there is to ask of each.
//! * [`All`], [`Account`], [`Region`], [`Snapshot`]: what a check can look at besides one resource;
//!   [`FromContext`]: whatever else it wants to be handed.
//! * [`check!`], [`check_eq!`], [`check_ne!`]: assertions after which the check goes on.
//! * [`known`], [`Fact`], [`Unknown`]: the third value.
//! * [`verdict`], and the mocks of each kind: checks put to the test themselves.
#![cfg_attr(feature = "access", doc = "* [`access`]: what policies really allow.")]
//! * [`guide`]: how all of it is used.
//!
//! # Features
//!
//! * `access`: what policies really allow, and who can reach a bucket. It adds some seconds to a cold build.
//! * `aws`: the AWS SDK inside the test binary. Without it, which is the default, a live source is
//!   read by the program `cargo-configtest`, and a suite builds in seconds.

#![warn(rustdoc::missing_crate_level_docs)]

#[cfg(feature = "access")]
pub mod access;
mod cache;
mod check;
mod gate;
pub mod guide;
mod harness;
mod report;
mod resource;
mod run;
mod settings;
mod snapshot;
mod source;

pub use check::{Context, FromContext, Severity};
#[doc = include_str!("config_test.md")]
pub use configtest_macros::config_test;
pub use resource::{Fact, Kind, Reason, Secret, Tag, Text, Unknown, ec2, known, s3};
pub use run::{Verdict, verdict};
pub use snapshot::{Account, All, FixtureError, Iter, Region, Snapshot};

/// What a test file of checks needs.
///
/// ```
/// use configtest::prelude::*;
/// ```
pub mod prelude {
    pub use crate::{
        Account, All, Region, Snapshot, Tag, check, check_eq, check_ne, config_test, ec2, s3,
    };
}

/// Becomes the `main` of a test target that says `harness = false`.
///
/// `mock = FUNCTION` names a `fn() -> Snapshot` that builds what the source `mock` hands out.
///
/// ```
/// # mod config {
/// use configtest::prelude::*;
///
/// fn acme() -> Snapshot {
///     Snapshot::mock().with(s3::Bucket::mock("acme-logs"))
/// }
///
/// configtest::main!(mock = acme);
/// # }
/// ```
#[macro_export]
macro_rules! main {
    () => {
        $crate::main!(@ ::core::option::Option::None);
    };
    (mock = $mock:expr $(,)?) => {
        $crate::main!(@ {
            let mock: fn() -> $crate::__private::Snapshot = $mock;
            ::core::option::Option::Some(mock)
        });
    };
    (@ $mock:expr) => {
        fn main() -> ::std::process::ExitCode {
            $crate::__private::run(&$crate::__private::Suite {
                package: ::core::env!("CARGO_MANIFEST_DIR"),
                file: ::core::file!(),
                name: ::core::option_env!("CARGO_PKG_NAME"),
                target: ::core::module_path!(),
                target_tmp: ::core::option_env!("CARGO_TARGET_TMPDIR"),
                mock: $mock,
            })
        }
    };
    ($($other:tt)*) => {
        ::core::compile_error!(
            "write `configtest::main!();`, or `configtest::main!(mock = acme);` with a function `fn acme() -> Snapshot`"
        );
        fn main() {}
    };
}

/// What the macros' output refers to. Not public: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use crate::check::{
        Check, Choosable, Conclude, Context, FromContext, ParameterValues, Returned, RunsOver,
        Severity, TakenByValue, When, block_on,
    };
    pub use crate::check::{Parts, Probe, Values, compared, show};
    pub use crate::harness::{Suite, run, run_twin};
    pub use crate::resource::Handle;
    pub use crate::snapshot::Snapshot;
    pub use configtest_macros::check_condition as check;
    pub use core::option::Option;
    pub use core::{concat, format_args, stringify};
    pub use inventory;
}

/// What the program `cargo-configtest` is made of. Not public: it changes without notice.
#[doc(hidden)]
pub mod __collector {
    pub use crate::cache::{Freshness, Store};
    pub use crate::gate::{Baseline, BaselineEntry, BaselineError, Conclusion, Status, Waiver};
    pub use crate::harness::{findings_folder_name, run_folder};
    #[cfg(feature = "reports")]
    pub use crate::report::{
        CheckResults, FINDINGS_SCHEMA, Format, Gap, Results, ResultsError, read_results,
    };
    pub use crate::report::{cut_inert, diff_json, diff_text, error as error_text};
    /// What the processes of a run write down of their findings.
    pub mod record {
        pub use crate::report::record::*;
    }
    pub use crate::resource::Timestamp;
    #[cfg(feature = "aws")]
    pub use crate::resource::table;
    pub use crate::resource::{KINDS, Operation, inert, inert_line, kind_named, new_salt};
    pub use crate::run::{Verdict as RunVerdict, everything, what_is_held};
    #[cfg(feature = "aws")]
    pub use crate::settings::{AwsSettings, Regions};
    pub use crate::settings::{
        Clock, Date, Environment, GateOverride, ReportSettings, Settings, SettingsError, Severity,
        SourceSettings, check_secret, did_you_mean,
    };
    pub use crate::snapshot::{
        Compared, Difference, Fixture, FixtureError, Recording, Snapshot, Verdict, anonymize,
        compare, read_fixture, refuse_to_lose_files, salt_of_fixture, write_fixture,
    };
    #[cfg(feature = "aws")]
    pub use crate::source::aws::collect;
    pub use crate::source::protocol::{
        Answer, AwsSource, Greeting, NeedDoc, PROTOCOL, Request, SuiteNeeds,
    };
    pub use crate::source::{Live, SourceError, check_age};

    /// What is asked and how answers are read: a test holds it against AWS's own description.
    #[cfg(feature = "aws")]
    pub mod model {
        pub use crate::resource::shape::{Member, Order, Structure, Type};
        pub use crate::resource::table::operations;
        pub use crate::resource::{Answer, Arn, FacetSpec, KINDS, KindSpec, Operation, Request};
        pub use crate::source::aws::token_of;
    }
}
