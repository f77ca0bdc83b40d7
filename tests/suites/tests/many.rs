//! Two hundred checks, and an account that nobody is to ask for.

/// A module of ten checks for each name.
macro_rules! modules {
    ($($module:ident)*) => {
        $(mod $module {
            modules!(@ a b c d e f g h i j);
        })*
    };
    (@ $($check:ident)*) => {
        use configtest::prelude::*;

        $(#[config_test]
        fn $check(bucket: &s3::Bucket) {
            assert!(bucket.versioning().is_enabled());
        })*
    };
}

modules! {
    m00 m01 m02 m03 m04 m05 m06 m07 m08 m09
    m10 m11 m12 m13 m14 m15 m16 m17 m18 m19
}

fn nobody_asks() -> configtest::Snapshot {
    panic!("somebody asked")
}

configtest::main!(mock = nobody_asks);
