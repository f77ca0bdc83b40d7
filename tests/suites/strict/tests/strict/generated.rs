//! Checks that a macro of the suite writes.

use ct::prelude::*;

macro_rules! check {
    (
        $(#[$attribute:meta])*
        $name:ident($parameter:ty, $number:ty) {
            $severity:literal, $control:literal, $pattern:expr, $when:expr, $($value:expr),+
        }
        $title:expr
    ) => {
        $(#[$attribute])*
        #[doc = $title]
        #[config_test(
            crate = ct,
            severity = $severity,
            controls($control),
            resource = $pattern,
            when = $when
        )]
        fn $name(resource: $parameter, #[values($($value),+)] number: $number) {
            assert!(resource.name().starts_with("acme-") && number > 0);
        }
    };
}

check! {
    /// Buckets have a good name.
    #[cfg(any(unix, windows))]
    of_a_type(&s3::Bucket, u8) {
        "high", "NAMES: 1", "acme-*", |bucket| bucket.name() != "acme-web", 1, 1 + 1
    }
    " More of it."
}

macro_rules! kind {
    ($kind:ty, $name:ident, $ct:path, $word:literal) => {
        #[config_test(crate = $ct)]
        fn $name(resource: &$kind, all: &All<$kind>, #[values($word)] word: &str) {
            assert!(!all.is_empty() && resource.name().contains(word));
        }
    };
}

kind!(s3::Bucket, of_buckets, ct, "acme");

macro_rules! all {
    ($($name:ident: $kind:ty),*) => {
        $(
            #[config_test(crate = ct)]
            fn $name(all: &All<$kind>) {
                assert!(!all.is_empty());
            }
        )*
    };
}

all!(groups: ec2::SecurityGroup, buckets: s3::Bucket);
