//! Two policies, with a line of `----` between them: every question is answered within its budget, what is shown is
//! confirmed by the evaluator, and a policy allows nothing that it does not allow.

#![no_main]

#[path = "../../runtime/src/access/mod.rs"]
#[expect(dead_code, unused_imports, reason = "this calls a part of it")]
mod access;

use access::{
    Answer, Policy, ResourceType, TrustZone, check_access_not_granted, check_no_new_access,
    check_no_public_access, confused_deputies, policy_status, who_has_access,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some((new, existing)) = text.split_once("\n----\n") else { return };
    let (Ok(new), Ok(existing)) = (Policy::parse(new), Policy::parse(existing)) else { return };
    for (one, other) in [(&new, &existing), (&existing, &new)] {
        if let Answer::Violated(witness) = check_no_new_access(one, other) {
            assert!(one.decide(witness.request()).is_allowed(), "{witness}");
            assert!(!other.decide(witness.request()).is_allowed(), "{witness}");
        }
    }
    assert!(check_no_new_access(&new, &new).witness().is_none());
    let answers = [
        check_no_public_access(&new, ResourceType::S3Bucket),
        check_access_not_granted(&new, &["s3:*"], &[]),
    ];
    for witness in answers.iter().filter_map(Answer::witness) {
        assert!(new.decide(witness.request()).is_allowed(), "{witness}");
    }
    for access in who_has_access(&new, &TrustZone::default()).access {
        assert!(access.witnesses.iter().all(|one| new.decide(one.request()).is_allowed()));
    }
    policy_status(&new);
    confused_deputies(&new);
});
