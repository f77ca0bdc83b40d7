//! Any text is read without a panic; what is read is written back as it was, and is read again.

#![no_main]

// The room alone, which imports no other: with every branch of the whole crate counted, a build would
// take a quarter of an hour.
#[path = "../../runtime/src/access/mod.rs"]
#[expect(dead_code, unused_imports, reason = "this calls a part of it")]
mod access;

use access::Policy;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let policy = match Policy::parse(text) {
        Ok(policy) => policy,
        Err(error) => {
            let line = text.split('\n').nth(error.line() - 1).expect("the line is in the text");
            assert!((1..=line.chars().count() + 1).contains(&error.column()), "{error}");
            return;
        }
    };
    let written = policy.to_json();
    assert_eq!(Policy::parse(&written).as_ref(), Ok(&policy), "{written}");
    let pretty = policy.to_json_pretty();
    assert_eq!(Policy::parse(&pretty).as_ref(), Ok(&policy), "{pretty}");
    for unknown in policy.unknown() {
        assert!(!unknown.to_string().contains('\n'), "{unknown}");
    }
    // Numbers beyond what it holds are JSON, too, and no value of it.
    if let Ok(read) = serde_json::from_str::<Value>(text) {
        assert_eq!(serde_json::from_str::<Value>(&written).ok().as_ref(), Some(&read));
        assert_eq!(serde_json::from_str::<Value>(&pretty).ok(), Some(read));
    }
});
