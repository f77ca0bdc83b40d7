use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket) -> Result<(), Error> {
    Err(Error)
}

fn main() {}

struct Error;
