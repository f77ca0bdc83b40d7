use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket) -> Result<bool, String> {
    Ok(true)
}

fn main() {}
