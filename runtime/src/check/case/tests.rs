use std::collections::BTreeMap;

use super::*;
use crate::check::{BARE, ParameterValues};
use crate::resource::{Filter, Identity, Kind, KindSpec, Record, Timestamp, ec2};
use crate::snapshot::{CallLog, KindSnapshot};

const GROUPS: &KindSpec = ec2::SecurityGroup::SPEC;

static CHECK: Check = Check { over: Over::Each(GROUPS), ..BARE };

static OF_TWO_PORTS: Check = Check {
    values: &[
        ParameterValues { parameter: "port", texts: &["22", "3389"] },
        ParameterValues { parameter: "protocol", texts: &["tcp", "udp"] },
    ],
    resource: Some("sg-1*"),
    ..CHECK
};

static OF_ALL: Check = Check { over: Over::All(GROUPS), ..CHECK };
static OF_ALL_OR_NONE: Check = Check { allow_empty: true, ..OF_ALL };
static OF_ALL_CALLED_X: Check = Check { resource: Some("x-*"), ..OF_ALL };

fn listing(region: &str, unknown: Option<Unknown>) -> CallLog {
    let at = Timestamp::parse("2026-11-24T05:00:00Z").unwrap();
    CallLog {
        operation: GROUPS.list.qualified(),
        account: "111122223333".to_owned(),
        region: Some(region.to_owned()),
        start: at,
        end: at,
        outcomes: BTreeMap::new(),
        unknown,
    }
}

fn snapshot(ids: &[(&str, &str)], calls: Vec<CallLog>) -> Snapshot {
    let mut kind = KindSnapshot { records: Vec::new(), calls };
    for (region, id) in ids {
        let identity = Identity {
            account: "111122223333".to_owned(),
            region: Some((*region).to_owned()),
            id: (*id).to_owned(),
            arn: String::new(),
        };
        kind.insert(Record { identity, facets: BTreeMap::new() });
    }
    let mut snapshot = Snapshot::default();
    snapshot.kinds.insert(GROUPS.name.to_owned(), kind);
    snapshot
}

fn names_of(check: &'static Check, snapshot: &Snapshot) -> Vec<String> {
    let cases = Cases::of(check, snapshot, None);
    (0..cases.len()).map(|case| cases.name(case)).collect()
}

fn names(ids: &[(&str, &str)], calls: Vec<CallLog>) -> Vec<String> {
    names_of(&CHECK, &snapshot(ids, calls))
}

fn regions() -> Vec<CallLog> {
    vec![listing("eu-west-1", None), listing("us-east-1", None)]
}

#[test]
fn names_are_the_resources_and_never_twice_the_same() {
    let ids = [("us-east-1", "sg-1"), ("eu-west-1", "sg-2"), ("eu-west-1", "sg-1")];
    let expected = [
        "module::check::sg-1@111122223333/eu-west-1",
        "module::check::sg-1@111122223333/us-east-1",
        "module::check::sg-2",
    ];
    assert_eq!(names(&ids, regions()), expected);
    assert_eq!(names(&[], regions()), ["module::check"]);
}

#[test]
fn a_region_that_could_not_be_listed_is_a_case_beside_the_resources() {
    let unknown = Unknown::not_collected(GROUPS.list, "no");
    let calls = vec![listing("eu-west-1", Some(unknown)), listing("us-east-1", None)];
    let expected = ["module::check::sg-1", "module::check::[111122223333/eu-west-1]"];
    assert_eq!(names(&[("us-east-1", "sg-1")], calls.clone()), expected);
    assert_eq!(names(&[], vec![]), ["module::check"], "nobody listed anything");
    let all = Cases::of(&OF_ALL_OR_NONE, &snapshot(&[], calls), None).case(0).subject;
    assert!(matches!(all, Subject::Unlisted { .. }), "all but some are not all");
}

#[test]
fn values_multiply_what_the_check_speaks_of() {
    let ids = [("us-east-1", "sg-10"), ("us-east-1", "sg-11"), ("us-east-1", "sg-2")];
    let expected = [
        "module::check::port=22,protocol=tcp::sg-10",
        "module::check::port=22,protocol=tcp::sg-11",
        "module::check::port=22,protocol=udp::sg-10",
        "module::check::port=22,protocol=udp::sg-11",
        "module::check::port=3389,protocol=tcp::sg-10",
        "module::check::port=3389,protocol=tcp::sg-11",
        "module::check::port=3389,protocol=udp::sg-10",
        "module::check::port=3389,protocol=udp::sg-11",
    ];
    let snapshot = snapshot(&ids, regions());
    assert_eq!(names_of(&OF_TWO_PORTS, &snapshot), expected);
    let cases = Cases::of(&OF_TWO_PORTS, &snapshot, None);
    assert_eq!(cases.case(5).values, [1, 0]);
}

#[test]
fn what_is_gone_is_looked_for_among_what_was_not_listed() {
    let denied = Some(Unknown::access_denied("ec2:DescribeSecurityGroups"));
    let ids = [("eu-west-1", "sg-11"), ("us-east-1", "sg-12")];
    let cases = Cases::of(&OF_TWO_PORTS, &snapshot(&ids, regions()), None);
    let calls = vec![listing("eu-west-1", None), listing("us-east-1", denied)];
    let now = Cases::of(&OF_TWO_PORTS, &snapshot(&[("eu-west-1", "sg-10")], calls), None);
    let after = |name: &str| -> Vec<String> {
        let is_it = |case: &usize| cases.name(*case).ends_with(name);
        let earlier = cases.case((0..cases.len()).find(is_it).unwrap());
        now.after(&earlier).iter().map(Case::name).collect()
    };
    let unlisted = "module::check::port=3389,protocol=tcp::[111122223333/us-east-1]";
    assert_eq!(after("port=3389,protocol=tcp::sg-12"), [unlisted], "with its values alone");
    assert_eq!(after("port=3389,protocol=tcp::sg-11"), [""; 0], "its region was listed");
}

#[test]
fn a_check_over_all_has_one_case_and_none_to_look_at_is_none() {
    let subject = |check, snapshot: &Snapshot| {
        let cases = Cases::of(check, snapshot, None);
        assert_eq!((cases.len(), cases.name(0).as_str()), (1, "module::check"));
        cases.case(0).subject
    };
    let some = snapshot(&[("us-east-1", "sg-1")], regions());
    let none = snapshot(&[], regions());
    assert!(matches!(subject(&OF_ALL, &some), Subject::All));
    assert!(matches!(subject(&OF_ALL, &none), Subject::Nothing { passed_over: 0 }));
    assert!(matches!(subject(&OF_ALL_OR_NONE, &none), Subject::All), "none is an answer");
    assert!(matches!(subject(&OF_ALL_CALLED_X, &some), Subject::Nothing { passed_over: 1 }));
}

#[test]
fn filters_of_several_checks_come_together() {
    let identity = |id: &str| Identity {
        account: String::new(),
        region: None,
        id: id.to_owned(),
        arn: String::new(),
    };
    let of = |patterns: &[&str]| {
        Filter::all_of(patterns.iter().map(|pattern| Pattern::new(pattern)).collect())
    };
    let mut filter = of(&["a*", "*z"]);
    filter.extend(&of(&["b*"]));
    let spoken_of = ["az", "a", "b", "cz"].map(|id| filter.matches(&identity(id)));
    assert_eq!(spoken_of, [true, false, true, false]);
    assert_eq!(Filter::of_texts(&filter.texts()), filter);
    assert!(!filter.is_every());
    filter.extend(&of(&[]));
    assert!(filter.is_every() && filter.matches(&identity("c")));
}

#[test]
fn a_name_is_a_line_that_does_nothing() {
    let hostile = "sg-1\n::error::x\u{1b}[2J##[y]";
    let names = names(
        &[("eu-west-1", hostile), ("us-east-1", "sg-2")],
        vec![listing("eu-\nwest-1", Some(Unknown::access_denied("ec2:DescribeSecurityGroups")))],
    );
    let ends: Vec<&str> =
        names.iter().map(|name| name.strip_prefix(&CHECK.path()).unwrap()).collect();
    assert_eq!(
        ends,
        ["::sg-1\\n::error::x\\u{1b}[2J#\\#[y]", "::sg-2", "::[111122223333/eu-\\nwest-1]"]
    );
}
