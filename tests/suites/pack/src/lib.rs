//! Checks in a library, which knows configtest by another name.

pub mod naming {
    use ct::prelude::*;

    /// Buckets carry the company's name.
    #[config_test(crate = ct)]
    pub fn of_buckets(bucket: &s3::Bucket) {
        assert!(bucket.name().starts_with("acme-"));
    }
}
