use configtest::prelude::*;

struct Mute;

#[config_test]
fn check(bucket: &s3::Bucket) {
    check!(Mute == Mute && bucket.is_safe());
    let mute = Mute;
    check!(bucket.versioning().is_on() || mute == Mute);
}

fn main() {}
