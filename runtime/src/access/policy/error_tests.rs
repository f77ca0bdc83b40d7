use super::*;

/// Texts that are not JSON, each with its message.
const NOT_JSON: &[(&str, &str)] = &[
    (
        "",
        "line 1, column 1: not JSON: the text is empty\n\
         help: write a policy: an object in `{ }`",
    ),
    (
        "  \n ",
        "line 2, column 2: not JSON: the text is empty\n\
         help: write a policy: an object in `{ }`",
    ),
    (
        "{",
        "line 1, column 2: not JSON: the text ends where a name belongs\n\
         help: the end of the text is missing: look whether it was cut off",
    ),
    (
        "{} {}",
        "line 1, column 4: not JSON: there is more behind the end of the policy\n\
         help: a text holds one policy: put all statements into its one `Statement` list",
    ),
    (
        "{'a': 1}",
        "line 1, column 2: not JSON: a quotation mark of another kind stands where a name belongs\n\
         help: write texts in `\"`",
    ),
    (
        "// x\n{}",
        "line 1, column 1: not JSON: a comment stands where a value belongs\n\
         help: JSON has no comments: take it away",
    ),
    (
        r#"{"a" 1}"#,
        "line 1, column 6: not JSON: `1` stands where a `:` belongs\n\
         help: write a `:` between the name and its value",
    ),
    (
        r#"{"a": 1,}"#,
        "line 1, column 8: not JSON: a `,` stands before the closing `}`\n\
         help: take the comma away",
    ),
    (
        "{\"a\": [1,\n  ]}",
        "line 1, column 9: not JSON: a `,` stands before the closing `]`\n\
         help: take the comma away",
    ),
    (
        r#"{"a": [1 2]}"#,
        "line 1, column 10: not JSON: `2` stands where a `,` or `]` belongs\n\
         help: write a comma between two values, and close what is opened",
    ),
    (
        r#"{"a": [1}"#,
        "line 1, column 9: not JSON: `}` stands where a `,` or `]` belongs\n\
         help: write a comma between two values, and close what is opened",
    ),
    (
        r#"{"a": True}"#,
        "line 1, column 7: not JSON: `True` is no value\n\
         help: write texts in `\"`; `true`, `false` and `null` have small letters",
    ),
    (
        r#"{"a": 01}"#,
        "line 1, column 7: not JSON: `01` is no number\n\
         help: write it without leading zeros and with a digit on both sides of the point, or as a text in `\"`",
    ),
    (
        r#"{"a": 1.e5}"#,
        "line 1, column 7: not JSON: `1.e5` is no number\n\
         help: write it without leading zeros and with a digit on both sides of the point, or as a text in `\"`",
    ),
    (
        r#"{"a": 1e+}"#,
        "line 1, column 7: not JSON: `1e+` is no number\n\
         help: write it without leading zeros and with a digit on both sides of the point, or as a text in `\"`",
    ),
    (
        r#"{"a": +1}"#,
        "line 1, column 7: not JSON: `+` stands where a value belongs\n\
         help: take it away, or write a value before it",
    ),
    (
        r#"{"a": }"#,
        "line 1, column 7: not JSON: `}` stands where a value belongs\n\
         help: take it away, or write a value before it",
    ),
    (
        "{\"é\": \"x\ny\"}",
        "line 1, column 9: not JSON: a text goes over the end of a line or has a control character in it\n\
         help: close the text with `\"`, or write `\\n` for the end of a line and `\\t` for a tab",
    ),
    (
        "{\"a\": \"x\\d\"}",
        "line 1, column 9: not JSON: a backslash in a text means nothing here\n\
         help: write `\\\\` for a backslash",
    ),
    (
        "{\"a\": \"\\u12g4\"}",
        "line 1, column 8: not JSON: a backslash in a text means nothing here\n\
         help: write `\\\\` for a backslash",
    ),
    (
        "{\"a\": \"\\ud800\"}",
        "line 1, column 7: not JSON: this text has half a character in it: one `\\u` of two\n\
         help: write both halves, or the character itself",
    ),
    (
        r#"{"é": "x"#,
        "line 1, column 7: not JSON: this text is not closed\n\
         help: close it with `\"`",
    ),
    (
        "{\"a\": \"x\\",
        "line 1, column 9: not JSON: a backslash in a text means nothing here\n\
         help: write `\\\\` for a backslash",
    ),
    (
        "\u{feff}{}",
        "line 1, column 1: not JSON: `\\u{feff}` stands where a value belongs\n\
         help: take it away, or write a value before it",
    ),
    (
        "{a: 1}",
        "line 1, column 2: not JSON: `a` stands where a name belongs\n\
         help: write each name in `\"`",
    ),
    (
        "😀",
        "line 1, column 1: not JSON: `😀` stands where a value belongs\n\
         help: take it away, or write a value before it",
    ),
];

/// JSON that is no policy.
const NO_POLICY: &[(&str, &str)] = &[
    (
        "[]",
        "line 1, column 1: the policy is an empty list, where an object belongs\n\
         help: write `{\"Version\": \"2012-10-17\", \"Statement\": [..]}`",
    ),
    (
        r#""{}""#,
        "line 1, column 1: the policy is a text, where an object belongs\n\
         help: this is a policy packed into a JSON text: unpack it first",
    ),
    (
        "null",
        "line 1, column 1: the policy is `null`, where an object belongs\n\
         help: write `{\"Version\": \"2012-10-17\", \"Statement\": [..]}`",
    ),
    (
        "{}",
        "line 1, column 1: the policy has no `Statement`\n\
         help: write `\"Statement\": [..]` with one statement at least",
    ),
    (
        r#"{"statement": []}"#,
        "line 1, column 1: the policy has no `Statement`; is `statement` in line 1, column 2 meant?\n\
         help: write `\"Statement\": [..]` with one statement at least",
    ),
    (
        r#"{"Statement": []}"#,
        "line 1, column 15: `Statement` is an empty list, where an object or a list of objects belongs\n\
         help: write one statement at least: AWS keeps no policy without",
    ),
    (
        r#"{"Statement": null}"#,
        "line 1, column 15: `Statement` is `null`, where an object or a list of objects belongs\n\
         help: write one statement at least: AWS keeps no policy without",
    ),
    (
        r#"{"Statement": "x"}"#,
        "line 1, column 15: `Statement` is a text, where an object or a list of objects belongs\n\
         help: write one statement at least: AWS keeps no policy without",
    ),
    (
        r#"{"Statement": [[]]}"#,
        "line 1, column 16: statement 1 is an empty list, where an object belongs\n\
         help: write a statement: `{\"Effect\": .., \"Action\": .., ..}`",
    ),
    (
        r#"{"Version": "2012-10-18", "Statement": []}"#,
        "line 1, column 13: `Version` cannot be `2012-10-18`; did you mean `2012-10-17`?\n\
         help: the versions of the policy language are `2012-10-17` and `2008-10-17`; it is not the date of the policy",
    ),
    (
        r#"{"Version": 2012, "Statement": []}"#,
        "line 1, column 13: `Version` is a number, where a text belongs\n\
         help: put it in `\"`",
    ),
    (
        r#"{"Version": "1"}"#,
        "line 1, column 13: `Version` cannot be `1`\n\
         help: the versions of the policy language are `2012-10-17` and `2008-10-17`; it is not the date of the policy",
    ),
    (
        r#"{"Id": null}"#,
        "line 1, column 8: `Id` is `null`, where a text belongs\n\
         help: write a value, or take the element away",
    ),
    (
        "{\"Id\": \"a\",\n \"Id\": \"b\"}",
        "line 2, column 2: `Id` is there twice in one object, first in line 1, column 2\n\
         help: keep one of them",
    ),
    (
        r#"{"A": {"x": 1, "y": [{"z": 1, "z": 2}]}}"#,
        "line 1, column 31: `z` is there twice in one object, first in line 1, column 23\n\
         help: keep one of them",
    ),
    (
        r#"{"Statement": [{"Effect": "allow"}], "Version": 1}"#,
        "line 1, column 27: `Effect` of statement 1 cannot be `allow`; did you mean `Allow`?\n\
         help: write `Allow` or `Deny`, with a capital letter",
    ),
    (
        r#"{"Statement": [{"Effect": "allow"}], "Version" 1}"#,
        "line 1, column 48: not JSON: `1` stands where a `:` belongs\n\
         help: write a `:` between the name and its value",
    ),
];

/// Statements that AWS would not keep.
const NO_STATEMENT: &[(&str, &str)] = &[
    (
        "",
        "line 2, column 1: statement 2 has no `Effect`\n\
         help: write `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`",
    ),
    (
        r#""Effect": "Allow""#,
        "line 2, column 1: statement 2 has no `Action` and no `NotAction`\n\
         help: name the actions that it is about; `\"Action\": \"*\"` is all of them",
    ),
    (
        r#""Efect": "Allow", "Action": "*""#,
        "line 2, column 1: statement 2 has no `Effect`; is `Efect` in line 2, column 2 meant?\n\
         help: write `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`",
    ),
    (
        r#""Effect": "allow", "Action": "*""#,
        "line 2, column 12: `Effect` of statement 2 cannot be `allow`; did you mean `Allow`?\n\
         help: write `Allow` or `Deny`, with a capital letter",
    ),
    (
        r#""Effect": true, "Action": "*""#,
        "line 2, column 12: `Effect` of statement 2 is `true`, where a text belongs\n\
         help: put it in `\"`",
    ),
    (
        r#""Effect": "Permit", "Action": "*""#,
        "line 2, column 12: `Effect` of statement 2 cannot be `Permit`\n\
         help: write `Allow` or `Deny`, with a capital letter",
    ),
    (
        r#""Effect": "Allow", "Sid": "AllowRead", "Action": "*", "NotAction": "*""#,
        "line 2, column 56: statement 2 (`AllowRead`) has both `Action` and `NotAction`\n\
         help: keep one of them; what both together are to say takes two statements",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Resource": "*", "NotResource": "*""#,
        "line 2, column 53: statement 2 has both `Resource` and `NotResource`\n\
         help: keep one of them; what both together are to say takes two statements",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "NotPrincipal": "*", "Principal": "*""#,
        "line 2, column 57: statement 2 has both `Principal` and `NotPrincipal`\n\
         help: keep one of them; what both together are to say takes two statements",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Sid": 1"#,
        "line 2, column 43: `Sid` of statement 2 is a number, where a text belongs\n\
         help: put it in `\"`",
    ),
    (
        r#""Effect": "Allow", "Actions": ["*"]"#,
        "line 2, column 1: statement 2 has no `Action` and no `NotAction`; is `Actions` in line 2, column 21 meant?\n\
         help: name the actions that it is about; `\"Action\": \"*\"` is all of them",
    ),
    (
        r#""Effect": "Allow", "Action": ["*", 1]"#,
        "line 2, column 37: a value of `Action` of statement 2 is a number, where a text belongs\n\
         help: put it in `\"`",
    ),
    (
        r#""Effect": "Allow", "Action": {}"#,
        "line 2, column 31: `Action` of statement 2 is an object, where a text or a list of texts belongs\n\
         help: write a text in `\"`",
    ),
    (
        r#""Effect": "Allow", "Action": ["*", ["*"]]"#,
        "line 2, column 37: a value of `Action` of statement 2 is a list, where a text belongs\n\
         help: write a text in `\"`",
    ),
    (
        r#""Effect": "Allow", "Action": null"#,
        "line 2, column 31: `Action` of statement 2 is `null`, where a text or a list of texts belongs\n\
         help: write a value, or take the element away",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Effect": "Deny""#,
        "line 2, column 36: `Effect` is there twice in one object, first in line 2, column 2\n\
         help: keep one of them",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Principal": "arn:aws:iam::111122223333:root""#,
        "line 2, column 49: `Principal` of statement 2 is `arn:aws:iam::111122223333:root`, where `\"*\"` or an object belongs\n\
         help: write `\"*\"` for everyone, or name the kind: `{\"AWS\": \"arn:aws:iam::111122223333:root\"}`",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Principal": ["*"]"#,
        "line 2, column 49: `Principal` of statement 2 is a list, where `\"*\"` or an object belongs\n\
         help: write `\"*\"` for everyone, or name the kind: `{\"AWS\": \"arn:aws:iam::111122223333:root\"}`",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Principal": {"AWS": 111122223333}"#,
        "line 2, column 57: `AWS` in `Principal` of statement 2 is a number, where a text or a list of texts belongs\n\
         help: put it in `\"`",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Principal": {"AWS": [111122223333]}"#,
        "line 2, column 58: a value of `AWS` in `Principal` of statement 2 is a number, where a text belongs\n\
         help: put it in `\"`",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Principal": {"AWS": "a", "AWS": "b"}"#,
        "line 2, column 62: `AWS` is there twice in one object, first in line 2, column 50\n\
         help: keep one of them",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Condition": []"#,
        "line 2, column 49: `Condition` of statement 2 is an empty list, where an object belongs\n\
         help: write operators with their keys: `{\"StringEquals\": {\"aws:PrincipalOrgID\": \"..\"}}`",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Condition": {"StringEquals": "x"}"#,
        "line 2, column 66: `StringEquals` in `Condition` of statement 2 is a text, where an object belongs\n\
         help: write the keys that it tests, with their values: `{\"aws:SourceVpc\": \"vpc-1\"}`",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Condition": {"StringEquals": {"a:b": null}}"#,
        "line 2, column 74: `a:b` of `StringEquals` in `Condition` of statement 2 is `null`, where a text, a number, a boolean or a list of these belongs\n\
         help: write the values as texts, numbers, `true` or `false`; `\"Null\": {\"KEY\": \"true\"}` asks whether a key is absent",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Condition": {"StringEquals": {"a:b": ["c", {}]}}"#,
        "line 2, column 80: `a:b` of `StringEquals` in `Condition` of statement 2 is an object, where a text, a number or a boolean belongs\n\
         help: write the values as texts, numbers, `true` or `false`; `\"Null\": {\"KEY\": \"true\"}` asks whether a key is absent",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Condition": {"StringEquals": {"aws:SourceArn": "a", "AWS:sourcearn": "b"}}"#,
        "line 2, column 89: `AWS:sourcearn` is there twice in one object, first in line 2, column 67\n\
         help: keep one of them, with the values of both: capital letters do not count in keys",
    ),
    (
        r#""Effect": "Allow", "Action": "*", "Condition": {"Bool": {"a": "b"}, "Bool": {"c": "d"}}"#,
        "line 2, column 70: `Bool` is there twice in one object, first in line 2, column 50\n\
         help: keep one of them",
    ),
];

fn check(text: &str, message: &str) {
    match Policy::parse(text) {
        Ok(policy) => panic!("{text} is read as {policy:?}"),
        Err(error) => assert_eq!(error.to_string(), message, "{text}"),
    }
}

#[test]
fn what_is_not_json_is_told_with_its_place() {
    for (text, message) in NOT_JSON {
        check(text, message);
    }
}

#[test]
fn what_is_no_policy_is_told_with_its_place() {
    for (text, message) in NO_POLICY {
        check(text, message);
    }
}

/// Each stands in line 2, behind a good one.
#[test]
fn what_is_no_statement_is_told_with_its_place() {
    for (statement, message) in NO_STATEMENT {
        let good = r#"{"Effect": "Deny", "Action": "*"}"#;
        check(&format!("{{\"Statement\": [{good},\n{{{statement}}}]}}"), message);
    }
}

#[test]
fn a_long_word_is_cut_in_a_message() {
    let long = "\u{1}é".repeat(1_000_000);
    let json = serde_json::Value::from(long).to_string();
    let text = format!(r#"{{"Statement": {{"Effect": {json}, "Action": "*"}}}}"#);
    let message = Policy::parse(&text).unwrap_err().to_string();
    assert!(
        message.starts_with(r"line 1, column 26: `Effect` of statement 1 cannot be `\u{1}é\u{1}é"),
        "{message}"
    );
    assert!(message.contains("…`\nhelp: ") && message.len() < 500, "{message}");
}

/// As deep and as many as are read, and one more.
#[test]
fn depth_and_number_are_bounded() {
    let deep = |levels: usize| {
        let nested = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        format!(r#"{{"A": {nested}, "Statement": {{"Effect": "Allow", "Action": "*"}}}}"#)
    };
    assert!(Policy::parse(&deep(json::DEEPEST)).is_ok());
    let what = "the text has more than 32 levels\nhelp: AWS keeps no policy of more than some ten \
                thousand characters; see what this text is";
    for levels in [json::DEEPEST + 1, 1_000_000] {
        check(&deep(levels), &format!("line 1, column 39: {what}"));
    }

    let many = |values: usize| {
        let list = vec!["1"; values].join(",");
        format!(
            "{{\"A\": [\n{list}], \"Statement\": {{\"Effect\": \"Allow\", \"Action\": \"*\"}}}}"
        )
    };
    // Five more are the policy, the list, the statement and its two elements.
    assert!(Policy::parse(&many(249_995)).is_ok());
    let what = what.replace("32 levels", "250000 values");
    check(&many(300_000), &format!("line 2, column 499997: {what}"));
    let what = what.replace("250000 values", "16777216 bytes");
    check(&" ".repeat(16 * 1024 * 1024 + 1), &format!("line 1, column 1: {what}"));
}
