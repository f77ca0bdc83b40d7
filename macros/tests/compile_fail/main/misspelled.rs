use configtest::prelude::*;

#[config_test]
fn check(_bucket: &s3::Bucket) {}

configtest::main!(mok = acme);

fn acme() -> Snapshot {
    Snapshot::mock()
}
