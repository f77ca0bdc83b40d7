//! Configuration tests for the cloud, as ordinary Rust tests.
//!
//! A check is a function under [`#[config_test]`](config_test) that asserts something of one
//! configured resource. A suite of them is an ordinary test target:
//!
//! ```toml
//! [dev-dependencies]
//! configtest = "0.1"
//!
//! [[test]]
//! name = "config"
//! harness = false
//! ```
//!
//! ```
//! // tests/config.rs
//! use configtest::prelude::*;
//!
//! /// Buckets keep every public-access block switched on.
//! ///
//! /// # Remediation
//! /// `aws s3api put-public-access-block --bucket NAME --public-access-block-configuration ...`
//! #[config_test(severity = "high", controls("CIS AWS 5.0: 2.1.4", "FSBP: S3.8"))]
//! fn buckets_block_public_access(bucket: &s3::Bucket) {
//!     let block = bucket.public_access_block().expect("no public access block is set");
//!     assert!(block.blocks_everything());
//! }
//!
//! # mod hidden {
//! configtest::main!();
//! # }
//! ```
//!
//! `cargo test` runs the function once for each bucket of the source that `configtest.toml`
//! names: a recording, a live account, or a mock built in code.
//!
//! # Features
//!
//! * `aws`: the AWS SDK inside the test binary. Without it, which is the default, a live source
//!   is read by the program `cargo-configtest`, and a suite builds in seconds.

#![warn(rustdoc::missing_crate_level_docs)]

mod cache;
mod check;
mod harness;
mod report;
mod resource;
mod run;
mod settings;
mod snapshot;
mod source;

pub use check::{Context, FromContext, Severity};
/// Marks a function as a check: an assertion about one configured resource.
///
/// The function takes the resource by reference, and the type of that parameter is the kind that
/// it runs over: one of the resources of [`s3`] and [`ec2`]. Under `cargo test`
/// it becomes one test case per resource of the source, called `module::check::resource`; under
/// cargo-nextest one per check, called `module::check`. It fails by a panic, as of `assert!`, or
/// by returning an error. The function itself stays as it is written, and can be called like any
/// other: see [`verdict`].
///
/// The first paragraph of the doc comment is the title that a failure shows; what stands under the
/// heading `Remediation` says how to mend it.
///
/// A check that finds no resource fails, and so does one that reads a fact which the source could
/// not tell ([`Unknown`]): the attribute's method does not return then.
///
/// # Options
///
/// ## `severity`
///
/// How much a failure matters: `informational`, `low`, `medium` (the default), `high`, `critical`.
///
/// ```
/// use configtest::prelude::*;
///
/// /// Buckets keep the old versions of their objects.
/// #[config_test(severity = "high")]
/// fn keep_old_versions(bucket: &s3::Bucket) {
///     assert!(bucket.versioning().is_enabled());
/// }
/// ```
///
/// ## `controls`
///
/// The controls of standards that a failure breaks, as a failure shows them.
///
/// ```
/// use configtest::prelude::*;
///
/// /// The metadata service answers with a session token alone.
/// #[config_test(controls("CIS AWS 5.0: 5.7", "FSBP: EC2.8"))]
/// fn require_imds_v2(instance: &ec2::Instance) {
///     assert!(instance.metadata_options().is_some_and(|options| options.refuses_imds_v1()));
/// }
/// ```
///
/// ## `allow_empty`
///
/// Passes where there is no resource of the kind. Where the resources could not be listed, it does
/// not pass.
///
/// ```
/// use configtest::prelude::*;
///
/// /// Where there are instances, they have no public address.
/// #[config_test(allow_empty)]
/// fn have_no_public_address(instance: &ec2::Instance) {
///     assert_eq!(instance.public_addresses(), Vec::<&str>::new());
/// }
/// ```
///
/// # Errors
///
/// A check may return a `Result<(), E>` where `E` is `Debug`:
///
/// ```
/// use configtest::prelude::*;
///
/// #[config_test]
/// fn have_a_policy_that_parses(bucket: &s3::Bucket) -> Result<(), Box<dyn std::error::Error>> {
///     let policy = bucket.policy().ok_or("no bucket policy is set")?.document()?;
///     assert!(policy["Statement"].is_array());
///     Ok(())
/// }
/// ```
pub use configtest_macros::config_test;
pub use resource::{Fact, Kind, Reason, Secret, Tag, Unknown, ec2, known, s3};
pub use run::{Verdict, verdict};
pub use snapshot::{Account, All, FixtureError, Iter, Region, Snapshot};

/// What a test file of checks needs.
///
/// ```
/// use configtest::prelude::*;
/// ```
pub mod prelude {
    pub use crate::{Account, All, Region, Snapshot, Tag, config_test, ec2, s3};
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
        Check, Choosable, Conclude, Context, FromContext, Returned, RunsOver, Severity,
        TakenByValue, Values, When, block_on,
    };
    pub use crate::harness::{Suite, run, run_twin};
    pub use crate::resource::Handle;
    pub use crate::snapshot::Snapshot;
    pub use inventory;
}

/// What the program `cargo-configtest` is made of. Not public: it changes without notice.
#[doc(hidden)]
pub mod __collector {
    pub use crate::cache::{Freshness, Store};
    pub use crate::report::{diff_json, diff_text, error as error_text};
    pub use crate::resource::Timestamp;
    #[cfg(feature = "aws")]
    pub use crate::resource::table;
    pub use crate::resource::{KINDS, Operation, kind_named, new_salt};
    pub use crate::run::{everything, what_is_held};
    #[cfg(feature = "aws")]
    pub use crate::settings::{AwsSettings, Regions};
    pub use crate::settings::{
        Clock, Environment, Settings, SettingsError, SourceSettings, check_secret,
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
    pub use crate::source::{Live, SourceError};

    /// What is asked and how answers are read: a test holds it against AWS's own description.
    #[cfg(feature = "aws")]
    pub mod model {
        pub use crate::resource::shape::{Member, Order, Structure, Type};
        pub use crate::resource::table::operations;
        pub use crate::resource::{Answer, Arn, FacetSpec, KINDS, KindSpec, Operation, Request};
        pub use crate::source::aws::token_of;
    }
}
