use configtest::prelude::*;

#[config_test]
fn check<'a>(bucket: &'a s3::Bucket) -> Result<(), Box<dyn std::error::Error + 'a>> {
    Err(bucket.name().into())
}

fn main() {}
