use configtest::prelude::*;

#[config_test(when = is_public)]
fn check(_bucket: &s3::Bucket) {}

fn is_public(_group: &ec2::SecurityGroup) -> bool {
    true
}

fn main() {}
