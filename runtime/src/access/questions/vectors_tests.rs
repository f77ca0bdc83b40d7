//! The engine against labels that others have made.

#![expect(clippy::print_stdout, reason = "what is seen by those who run it by hand")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::*;
use crate::access::{Policy, Version};

#[derive(Deserialize)]
struct Pair<'a> {
    file: String,
    direction: String,
    #[serde(borrow)]
    new: &'a RawValue,
    #[serde(borrow)]
    existing: &'a RawValue,
    no_new_access: bool,
    quacky_ms: f64,
}

/// Labels that are wrong, by what the documentation of AWS says.
///
/// `aws:MultiFactorAuthPresent` is in requests with temporary credentials alone ("AWS global condition context
/// keys"), and an operator with `IfExists` is met where the key is absent ("IAM JSON policy elements: Condition
/// operators"). So `BoolIfExists: false` is met by requests with the value `false` and by those without the key.
///
/// - The pairs `0_0` and `1_0` have the same statements on both sides: each allows what the other does.
/// - In `0_3` and `1_3`, the second policy denies `ec2:*` where the first denies two actions of it, under the same
///   condition. What the second allows, the first allows, too.
const WRONG: [(&str, &str); 6] = [
    ("0_0", "P1=>P2"),
    ("0_0", "P2=>P1"),
    ("0_3", "P2=>P1"),
    ("1_0", "P1=>P2"),
    ("1_0", "P2=>P1"),
    ("1_3", "P2=>P1"),
];

/// Where they stand.
const OF: &str = "samples/mutations/ec2/exp_single/ec2_require_mfa_session_token/policy/";

/// A policy of the artifact. One that was mutated lost its version there, which its labels do not heed: to them
/// `${aws:username}` is a variable in both.
fn read(raw: &RawValue) -> Policy {
    let mut policy = Policy::parse(raw.get()).expect("a policy");
    policy.version.get_or_insert(Version::V2012);
    policy
}

#[test]
#[ignore = "needs the vectors: SHARED_VECTORS"]
#[expect(clippy::disallowed_methods, reason = "the folder of the vectors, and how long each takes")]
fn the_pairs_of_quacky_are_answered_as_they_are_labelled() {
    let folder = std::env::var_os("SHARED_VECTORS").expect("the folder of the vectors");
    let text = std::fs::read_to_string(PathBuf::from(folder).join("quacky.jsonl"))
        .expect("the vectors are read");
    let mut times: Vec<(Duration, String)> = Vec::new();
    let mut theirs = Vec::new();
    let mut wrong = Vec::new();
    let mut unknown = Vec::new();
    for line in text.lines() {
        let pair: Pair<'_> = serde_json::from_str(line).expect("a pair");
        let (new, existing) = (read(pair.new), read(pair.existing));
        let name = format!("{} {}", pair.file, pair.direction);
        let answer = check_no_new_access(&new, &existing);
        // Other work on the machine only makes it look slower.
        let turns = (0..3).map(|_| {
            let start = Instant::now();
            let again = check_no_new_access(&new, &existing);
            assert_eq!(again, answer, "{name}");
            start.elapsed()
        });
        times.push((turns.min().unwrap_or_default(), name.clone()));
        theirs.push(pair.quacky_ms);
        match answer {
            Answer::Unknown(_) => unknown.push(format!("{name}: {answer}")),
            _ if answer.holds() == pair.no_new_access => {}
            _ => wrong.push((pair.file, pair.direction, answer)),
        }
    }
    times.sort();
    theirs.sort_by(f64::total_cmp);
    let at = |part: f64| ((times.len() - 1) as f64 * part) as usize;
    println!("of {} pairs, in ms:   here   quacky", times.len());
    for (name, part) in [("median", 0.5), ("90 %", 0.9), ("99 %", 0.99), ("most", 1.0)] {
        let (own, of) = &times[at(part)];
        println!("{name:8} {:8.3} {:8.1}  {of}", own.as_secs_f64() * 1000.0, theirs[at(part)]);
    }
    println!("unknown: {unknown:#?}");
    assert!(unknown.is_empty());
    let mut found: Vec<_> = wrong
        .iter()
        .map(|(file, direction, _)| {
            let name = file.strip_prefix(OF).and_then(|name| name.strip_suffix(".json"));
            (name.unwrap_or(file), direction.as_str())
        })
        .collect();
    found.sort_unstable();
    assert_eq!(found, WRONG, "{wrong:#?}");
    assert!(wrong.iter().all(|(_, _, answer)| answer.holds()));
}
