//! What is sent is signed as AWS asks for: moto computes every signature again.

use crate::support::{Account, Moto, Program, scratch};

#[test]
fn every_service_accepts_our_signatures_and_none_a_forged_one() {
    let (moto, key) = Moto::that_verifies();
    let (id, secret) = key.trim().split_once(' ').unwrap();
    let record = |secret: &str| {
        let mut account = Account::at(moto.endpoint());
        for (name, value) in &mut account.variables {
            match *name {
                "AWS_ACCESS_KEY_ID" => *value = id.to_owned(),
                "AWS_SECRET_ACCESS_KEY" => *value = secret.to_owned(),
                _ => {}
            }
        }
        let folder = scratch();
        Program::new(folder.path(), &["record", "--source", "aws", "--out", "acme"])
            .with_account(&account)
            .run()
    };
    let recorded = record(secret);
    assert_eq!(recorded.status, 0, "{recorded}");
    assert!(recorded.stdout.contains("1 bucket\n"), "{recorded}");
    for word in ["AccessDenied", "AuthFailure", "RegionDisabled", "Signature"] {
        assert!(!recorded.stdout.contains(word), "`{word}` is in: {recorded}");
    }
    let forged = record("not the secret");
    assert_eq!(forged.status, 2, "{forged}");
    assert!(forged.stderr.contains("SignatureDoesNotMatch"), "{forged}");
}
