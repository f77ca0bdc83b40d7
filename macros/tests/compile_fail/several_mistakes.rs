use configtest::prelude::*;

#[config_test(severity = "urgent", allow_emtpy)]
async fn check<T>(bucket: s3::Bucket, other: T) {
    let _ = (bucket, other);
}

fn main() {}
