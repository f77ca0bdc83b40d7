//! One check for each way in which a check can end, over a mock of one bucket.

use configtest::prelude::*;
use configtest::{Fact, Unknown};

#[config_test]
fn passes(bucket: &s3::Bucket) {
    assert_eq!(bucket.name(), "acme-logs");
}

#[config_test]
fn fails(bucket: &s3::Bucket) {
    assert_eq!(bucket.tags(), []);
    assert!(bucket.versioning().is_enabled(), "versioning is not enabled");
}

#[config_test]
fn returns_ok(bucket: &s3::Bucket) -> Result<(), String> {
    bucket.encryption().map(|_| ()).ok_or_else(|| "no encryption".to_owned())
}

#[config_test]
fn returns_an_error(bucket: &s3::Bucket) -> Result<(), String> {
    bucket.policy().map(|_| ()).ok_or_else(|| "no policy".to_owned())
}

#[config_test]
fn has_nothing(_instance: &ec2::Instance) {}

#[config_test(allow_empty)]
fn may_have_nothing(_group: &ec2::SecurityGroup) {}

mod nested {
    use configtest::prelude::*;

    #[config_test]
    fn passes(_bucket: &s3::Bucket) {}
}

mod noted {
    use configtest::prelude::*;

    #[config_test]
    fn goes_on(bucket: &s3::Bucket) {
        check!(bucket.versioning().is_enabled());
        check_eq!(bucket.tag("env"), Some("prod"));
        check_ne!(bucket.name(), "acme-web");
    }

    #[config_test]
    fn holds(bucket: &s3::Bucket) {
        check!(bucket.name().starts_with("acme-"));
        check_eq!(bucket.tags(), []);
    }

    #[config_test]
    fn before_what_is_unknown(bucket: &s3::Bucket) {
        check!(bucket.versioning().is_enabled());
        assert!(bucket.logging().is_some());
    }

    #[config_test]
    fn after_what_is_unknown(bucket: &s3::Bucket) {
        assert!(bucket.logging().is_some());
        check!(bucket.versioning().is_enabled());
    }
}

mod unknown {
    use configtest::prelude::*;

    #[config_test]
    fn is_read(bucket: &s3::Bucket) {
        let _ = bucket.logging();
    }

    #[config_test]
    fn is_swallowed(bucket: &s3::Bucket) {
        let _ = std::panic::catch_unwind(|| bucket.logging().is_some());
    }

    #[config_test]
    fn is_swallowed_before_a_failure(bucket: &s3::Bucket) {
        let logs = std::panic::catch_unwind(|| bucket.logging().is_some());
        assert!(logs.unwrap_or(false));
    }

    #[config_test]
    fn is_lost_in_a_thread(bucket: &s3::Bucket) {
        let read = || bucket.logging().is_some();
        std::thread::scope(|scope| scope.spawn(read).join().unwrap_or(true));
    }

    #[config_test]
    fn is_handed_on(bucket: &s3::Bucket) -> Result<(), configtest::Unknown> {
        configtest::known(|| bucket.logging().is_some()).map(|_| ())
    }

    #[config_test]
    fn is_handled(bucket: &s3::Bucket) {
        assert!(configtest::known(|| bucket.logging().is_some()).is_err());
    }

    #[config_test]
    fn is_of_no_interest(bucket: &s3::Bucket) {
        assert!(bucket.encryption().is_some());
    }

    #[config_test(when = |bucket| bucket.logging().is_some())]
    fn is_what_when_asks(_bucket: &s3::Bucket) {}

    #[config_test]
    async fn is_awaited(bucket: &s3::Bucket) {
        async { bucket.logging().is_some() }.await;
    }
}

mod threads {
    use configtest::prelude::*;

    #[config_test]
    fn panic(_bucket: &s3::Bucket) {
        std::thread::scope(|scope| {
            scope.spawn(|| panic!("in a thread"));
        });
    }

    #[config_test]
    fn panic_and_are_asked(_bucket: &s3::Bucket) {
        std::thread::spawn(|| panic!("in a thread")).join().unwrap();
    }

    /// As in a test of Rust: what nobody asks for nobody learns.
    #[config_test]
    fn panic_and_nobody_asks(_bucket: &s3::Bucket) {
        let _ = std::thread::spawn(|| panic!("in a thread")).join();
    }
}

mod ignored {
    use configtest::prelude::*;

    #[config_test(ignore = "until the logs are there")]
    fn would_fail(bucket: &s3::Bucket) {
        assert!(bucket.policy().is_some());
    }

    #[config_test(ignore = "until it is known")]
    fn would_be_unknown(bucket: &s3::Bucket) {
        assert!(bucket.logging().is_some());
    }

    #[config_test(ignore = "\"quoted\" & <marked>")]
    fn would_pass(_bucket: &s3::Bucket) {}

    #[config_test(ignore = "until there are some")]
    fn would_have_nothing(_instance: &ec2::Instance) {}
}

/// Nobody may read how it is logged.
fn acme() -> Snapshot {
    let denied = Fact::Unknown(Unknown::access_denied("s3:GetBucketLogging"));
    Snapshot::mock().with(s3::Bucket::mock("acme-logs").with_logging(denied))
}

configtest::main!(mock = acme);
