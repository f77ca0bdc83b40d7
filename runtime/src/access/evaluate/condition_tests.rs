//! Conditions, one by one.

use super::super::{Key, Request};
use super::support::*;
use super::{Outcome, Reason};

/// Whether a condition is met by a key of this value: `-` is none, and `|` stands between several.
fn met(operator: &str, values: &str, value: &str) -> &'static str {
    let statement = format!(
        r#"{{"Effect": "Allow", "Action": "*", "Resource": "*",
            "Condition": {{"{operator}": {{"x:Key": {values}}}}}}}"#
    );
    let request = ask("x:Do", "*").with("x:Team", "red*").with("x:Off", "false");
    let request = match value {
        "-" => request,
        "none|" => request.with_many("x:key", Vec::<String>::new()),
        _ if value.contains('|') => request.with_many("x:key", value.split('|')),
        _ => request.with("x:key", value),
    };
    match word(&policy(&statement).decide(&request)) {
        "allowed" => "yes",
        "nothing" => "no",
        other => other,
    }
}

fn check(cases: &[(&str, &str, &str, &str)]) {
    for (operator, values, value, expected) in cases {
        assert_eq!(met(operator, values, value), *expected, "{operator} {values} {value}");
    }
}

#[test]
fn texts() {
    check(&[
        ("StringEquals", r#""a""#, "a", "yes"),
        ("StringEquals", r#""a""#, "A", "no"),
        ("StringEquals", r#"["b", "a"]"#, "a", "yes"),
        ("StringEquals", r#"[]"#, "a", "no"),
        // Wildcards stand for themselves.
        ("StringEquals", r#""a*""#, "ab", "no"),
        ("StringEquals", r#""a*""#, "a*", "yes"),
        ("StringNotEquals", r#"["a", "b"]"#, "b", "no"),
        ("StringNotEquals", r#"["a", "b"]"#, "c", "yes"),
        ("StringEqualsIgnoreCase", r#""Äb""#, "äB", "yes"),
        ("StringNotEqualsIgnoreCase", r#""Ab""#, "aB", "no"),
        ("StringLike", r#""a*c?""#, "abbcd", "yes"),
        ("StringLike", r#""a*c?""#, "abbc", "no"),
        ("StringLike", r#""*""#, "", "yes"),
        ("StringNotLike", r#""a*""#, "b", "yes"),
        ("StringNotLike", r#""a*""#, "a", "no"),
        // Variables, whose values have no wildcards.
        ("StringEquals", r#""${x:team}""#, "red*", "yes"),
        ("StringLike", r#""${x:team}""#, "redder", "no"),
        ("StringEqualsIgnoreCase", r#""${x:team}!""#, "RED*!", "yes"),
        ("StringEquals", r#""${x:none}""#, "", "no"),
        ("StringNotEquals", r#""${x:none}""#, "", "yes"),
        ("StringEquals", r#""${x:none, 'd'}""#, "d", "yes"),
        ("StringEquals", r#"["${aws:userid}", "a"]"#, "a", "yes"),
        ("StringEquals", r#"["${aws:userid}", "a"]"#, "b", "unknown"),
    ]);
}

/// "IAM JSON policy elements: Condition operators", on keys that are not there; "Set operators for multivalued context
/// keys".
#[test]
fn keys_that_are_not_there() {
    check(&[
        ("StringEquals", r#""a""#, "-", "no"),
        ("StringNotEquals", r#""a""#, "-", "yes"),
        ("StringNotLike", r#""a""#, "-", "yes"),
        ("ArnNotLike", r#""arn:aws:s3:::b""#, "-", "yes"),
        ("NotIpAddress", r#""10.0.0.0/8""#, "-", "yes"),
        ("IpAddress", r#""10.0.0.0/8""#, "-", "no"),
        ("NumericNotEquals", "1", "-", "yes"),
        ("DateNotEquals", r#""2020-01-01""#, "-", "yes"),
        ("Bool", "false", "-", "no"),
        ("StringEqualsIfExists", r#""a""#, "-", "yes"),
        ("StringEqualsIfExists", r#""a""#, "b", "no"),
        ("StringNotEqualsIfExists", r#""a""#, "-", "yes"),
        ("StringNotEqualsIfExists", r#""a""#, "a", "no"),
        ("BoolIfExists", "false", "-", "yes"),
        ("ForAllValues:StringEquals", r#""a""#, "-", "yes"),
        ("ForAllValues:StringNotEquals", r#""a""#, "-", "yes"),
        ("ForAnyValue:StringEquals", r#""a""#, "-", "no"),
        ("ForAnyValue:StringNotEquals", r#""a""#, "-", "no"),
        ("ForAnyValue:StringEqualsIfExists", r#""a""#, "-", "yes"),
        ("ForAllValues:StringEquals", r#""a""#, "none|", "yes"),
        ("ForAnyValue:StringEquals", r#""a""#, "none|", "no"),
        ("Null", "true", "-", "yes"),
        ("Null", "false", "-", "no"),
        ("Null", "true", "a", "no"),
        ("Null", r#""false""#, "a", "yes"),
        ("Null", r#""true""#, "none|", "yes"),
        ("Null", r#"["true", "false"]"#, "a", "yes"),
        ("Null", r#""maybe""#, "a", "unknown"),
        ("ForAllValues:Null", "true", "-", "unknown"),
    ]);
}

#[test]
fn keys_with_several_values() {
    check(&[
        ("ForAllValues:StringEquals", r#"["a", "b"]"#, "a|b", "yes"),
        ("ForAllValues:StringEquals", r#"["a", "b"]"#, "a|c", "no"),
        ("ForAllValues:StringNotEquals", r#"["a", "b"]"#, "c|d", "yes"),
        ("ForAllValues:StringNotEquals", r#"["a", "b"]"#, "c|a", "no"),
        ("ForAnyValue:StringEquals", r#"["a", "b"]"#, "a|c", "yes"),
        ("ForAnyValue:StringEquals", r#"["a", "b"]"#, "c|d", "no"),
        ("ForAnyValue:StringNotEquals", r#"["a", "b"]"#, "a|c", "yes"),
        ("ForAnyValue:StringNotEquals", r#"["a", "b"]"#, "a|b", "no"),
        ("ForAnyValue:StringLike", r#""x*""#, "a|xy", "yes"),
        ("ForAnyValue:StringEquals", r#""a""#, "a", "yes"),
        // No prefix where there are several: known only if it does not matter.
        ("StringEquals", r#"["a", "b"]"#, "a|b", "yes"),
        ("StringEquals", r#"["a", "b"]"#, "a|c", "unknown"),
        ("StringNotEquals", r#"["a", "b"]"#, "c|d", "yes"),
    ]);
}

#[test]
fn numbers() {
    check(&[
        ("NumericEquals", "10", "10", "yes"),
        ("NumericEquals", r#""10""#, "10.0", "yes"),
        ("NumericEquals", "9007199254740993", "9007199254740992", "no"),
        ("NumericNotEquals", r#"["1", "2"]"#, "2", "no"),
        ("NumericNotEquals", r#"["1", "2"]"#, "3", "yes"),
        ("NumericLessThan", "10", "9.99", "yes"),
        ("NumericLessThan", "10", "10", "no"),
        ("NumericLessThan", "10", "9", "yes"),
        ("NumericLessThanEquals", "10", "10", "yes"),
        ("NumericGreaterThan", "-1", "0", "yes"),
        ("NumericGreaterThan", r#"["5", "7"]"#, "6", "yes"),
        ("NumericGreaterThanEquals", "10", "9", "no"),
        ("NumericEquals", "10", "ten", "unknown"),
        ("NumericEquals", r#""inf""#, "10", "unknown"),
        ("NumericEquals", r#"["x", "10"]"#, "10", "yes"),
        ("ForAllValues:NumericLessThan", "5", "1|2", "yes"),
    ]);
}

#[test]
fn dates() {
    check(&[
        ("DateEquals", r#""2020-04-01T00:00:00Z""#, "2020-04-01", "yes"),
        ("DateEquals", r#""2020-04-01T02:00:00+02:00""#, "2020-04-01T00:00Z", "yes"),
        ("DateEquals", r#""2020-03-31T19:30:00-04:30""#, "2020-04-01T00:00:00.000Z", "yes"),
        ("DateEquals", r#""2020-04""#, "2020-04-01", "yes"),
        ("DateEquals", "1585699200", "2020-04-01", "yes"),
        ("DateNotEquals", r#""2020-04-01""#, "1585699200", "no"),
        ("DateLessThan", r#""2020-06-30T23:59:59Z""#, "2020-06-30T23:59:58Z", "yes"),
        ("DateLessThan", r#""2020-06-30T23:59:59Z""#, "2020-06-30T23:59:59Z", "no"),
        ("DateLessThanEquals", r#""2020-06-30T23:59:59Z""#, "2020-06-30T23:59:59Z", "yes"),
        ("DateGreaterThan", r#""2020-04-01T00:00:00Z""#, "2020-04-01T00:00:00.5Z", "yes"),
        ("DateGreaterThanEquals", r#""2020-04-01T00:00:00Z""#, "2019-12-31T00:00:00Z", "no"),
        // A year, or seconds.
        ("DateGreaterThan", r#""2020""#, "2021-01-01", "unknown"),
        ("DateGreaterThan", r#""2020-13-01""#, "2021-01-01", "unknown"),
        ("DateGreaterThan", r#""2020-01-01""#, "soon", "unknown"),
        ("DateGreaterThan", r#""2020-01-01""#, "2021-01-01T00:00:00", "unknown"),
    ]);
}

#[test]
fn booleans_bytes_and_addresses() {
    check(&[
        ("Bool", "true", "true", "yes"),
        ("Bool", r#""True""#, "true", "yes"),
        ("Bool", "true", "false", "no"),
        ("Bool", r#""${x:off}""#, "false", "yes"),
        ("Bool", "true", "1", "unknown"),
        ("Bool", r#""yes""#, "true", "unknown"),
        ("BinaryEquals", r#""QmluYXJ5""#, "QmluYXJ5", "yes"),
        ("BinaryEquals", r#""QmluYXJ5""#, "QmluYXJ6", "no"),
        ("BinaryEquals", r#""?""#, "QmluYXJ5", "unknown"),
        ("IpAddress", r#""203.0.113.0/24""#, "203.0.113.255", "yes"),
        ("IpAddress", r#""203.0.113.0/24""#, "203.0.114.0", "no"),
        ("IpAddress", r#""203.0.113.9/24""#, "203.0.113.1", "yes"),
        ("IpAddress", r#""203.0.113.9""#, "203.0.113.9", "yes"),
        ("IpAddress", r#""203.0.113.9""#, "203.0.113.8", "no"),
        (
            "IpAddress",
            r#"["10.0.0.0/8", "2001:DB8:1234:5678::/64"]"#,
            "2001:db8:1234:5678::1",
            "yes",
        ),
        ("IpAddress", r#""2001:db8::1""#, "2001:db8::1", "yes"),
        ("IpAddress", r#""0.0.0.0/0""#, "2001:db8::1", "no"),
        ("IpAddress", r#""::/0""#, "203.0.113.9", "no"),
        ("NotIpAddress", r#"["10.0.0.0/8", "203.0.113.0/24"]"#, "203.0.113.9", "no"),
        ("NotIpAddress", r#""10.0.0.0/8""#, "2001:db8::1", "yes"),
        ("IpAddress", r#""10.0.0.0/33""#, "10.0.0.1", "unknown"),
        ("IpAddress", r#""10.0.0.0/8""#, "home", "unknown"),
    ]);
}

/// "Amazon Resource Name (ARN) condition operators", with the page's own example.
#[test]
fn arns() {
    let finance = r#""arn:aws:someservice:*:111122223333:finance/*""#;
    let store = "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/d.txt";
    check(&[
        ("StringLike", finance, store, "yes"),
        ("ArnLike", finance, store, "no"),
        ("ArnEquals", finance, "arn:aws:someservice:us-east-2:111122223333:finance/x:y", "yes"),
        ("ArnEquals", r#""arn:aws:sns:*:*:t""#, "arn:aws:sns:us-east-1:111122223333:T", "no"),
        ("ArnNotEquals", r#""arn:aws:sns:*:*:t""#, "arn:aws:sns:us-east-1:111122223333:t", "no"),
        ("ArnNotLike", finance, store, "yes"),
        ("ArnLike", r#""arn:aws:iam::*:role/${x:team}""#, "arn:aws:iam::1:role/red*", "yes"),
        ("ArnLike", finance, "not an arn", "no"),
        ("ArnNotLike", finance, "not an arn", "yes"),
        // Not an ARN.
        ("ArnLike", r#""*""#, store, "unknown"),
        ("ArnLike", r#""arn:aws:sqs:*""#, store, "no"),
    ]);
}

#[test]
fn what_is_not_known_is_not_decided() {
    check(&[
        ("StringSounds", r#""a""#, "a", "unknown"),
        ("StringSoundsIfExists", r#""a""#, "-", "unknown"),
    ]);
    let userid = r#"[{"Effect": "Allow", "Action": "*", "Resource": "*",
        "Condition": {"StringLike": {"aws:userid": "AROA1:*"}}}]"#;
    let request = Request::new(who(SESSION), "x:Do", "*");
    assert_eq!(request.key("aws:userid"), Key::Unstated);
    assert_eq!(word(&policy(userid).decide(&request)), "unknown");
    let stated = request.with("aws:userid", "AROA1:monday");
    assert_eq!(word(&policy(userid).decide(&stated)), "allowed");
}

/// All keys and operators have to be met; a no among them decides.
#[test]
fn conditions_are_a_conjunction() {
    let both = policy(
        r#"{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {
            "StringEquals": {"x:a": "1", "x:b": "2"}, "StringSounds": {"x:c": "3"}}}"#,
    );
    let request = ask("x:Do", "*").with("x:a", "1");
    assert_eq!(word(&both.decide(&request)), "nothing");
    assert_eq!(word(&both.decide(&request.with("x:b", "2"))), "unknown");
    // Why something is not known that does not matter, is not told.
    let two = policy(
        r#"[{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {
              "StringSounds": {"x:c": "3"}, "StringLike": {"x:b": "2"}}},
            {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {
              "StringTastes": {"x:c": "3"}}}]"#,
    );
    let why = vec![Reason::Operator("StringTastes".to_owned())];
    assert_eq!(two.decide(&ask("x:Do", "*")).outcome, Outcome::Unknown(why));
}
