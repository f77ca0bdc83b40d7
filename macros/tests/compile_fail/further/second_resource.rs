use configtest::prelude::*;

#[config_test]
fn check(bucket: &s3::Bucket, group: &ec2::SecurityGroup) {
    let _ = (bucket, group);
}

fn main() {}
