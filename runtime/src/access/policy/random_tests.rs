use proptest::prelude::*;

use super::super::PolicyError;
use super::*;

/// A text in JSON.
fn quoted_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Z0-9:*/?${}-]{0,12}",
        1 => any::<String>(),
    ]
    .prop_map(|text| serde_json::Value::from(text).to_string())
}

fn number() -> impl Strategy<Value = String> {
    "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?"
}

fn one_or_list(one: impl Strategy<Value = String> + Clone + 'static) -> BoxedStrategy<String> {
    let list =
        prop::collection::vec(one.clone(), 0..4).prop_map(|all| format!("[{}]", all.join(",")));
    prop_oneof![one, list].boxed()
}

/// An object of these values, whose names differ, even in small letters.
fn object(
    name: impl Strategy<Value = String> + 'static,
    value: impl Strategy<Value = String> + 'static,
    least: usize,
) -> BoxedStrategy<String> {
    prop::collection::vec((name, value), least..4)
        .prop_map(|members| {
            let mut seen = std::collections::HashSet::new();
            let members = members
                .into_iter()
                .filter(|(name, _)| seen.insert(name.to_ascii_lowercase()))
                .map(|(name, value)| format!("{name}:{value}"));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        })
        .boxed()
}

/// Something that stands at an unknown element.
fn anything() -> BoxedStrategy<String> {
    let leaf =
        prop_oneof![quoted_text(), number(), Just("null".to_owned()), Just("true".to_owned())];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            object(quoted_text(), inner.clone(), 0),
            prop::collection::vec(inner, 0..4).prop_map(|all| format!("[{}]", all.join(","))),
        ]
    })
    .boxed()
}

fn quoted_word(words: Vec<String>) -> impl Strategy<Value = String> {
    prop::sample::select(words).prop_map(|word| format!("\"{word}\""))
}

fn operator() -> impl Strategy<Value = String> {
    prop_oneof![8 => quoted_word(Operator::words()), 1 => quoted_text()]
}

fn statement() -> BoxedStrategy<String> {
    let element = |names: &'static [&'static str], value: BoxedStrategy<String>| {
        prop::option::of(
            (prop::sample::select(names), value)
                .prop_map(|(name, value)| format!("\"{name}\":{value}")),
        )
    };
    let always = |names: &'static [&'static str], value: BoxedStrategy<String>| {
        (prop::sample::select(names), value)
            .prop_map(|(name, value)| Some(format!("\"{name}\":{value}")))
    };
    let kinds = PRINCIPAL_KINDS.map(str::to_owned).to_vec();
    let kind = prop_oneof![8 => quoted_word(kinds), 1 => quoted_text()];
    let principals =
        prop_oneof![Just("\"*\"".to_owned()), object(kind, one_or_list(quoted_text().boxed()), 0)]
            .boxed();
    let scalar = prop_oneof![
        4 => quoted_text(), 1 => number(), 1 => prop::sample::select(vec!["true".to_owned(), "false".to_owned()])
    ]
    .boxed();
    let keys = object("\"[a-zA-Z]{1,8}:[a-zA-Z/]{1,8}\"", one_or_list(scalar), 0);
    (
        element(&["Sid"], quoted_text().boxed()),
        always(&["Effect"], quoted_word(vec!["Allow".to_owned(), "Deny".to_owned()]).boxed()),
        element(&["Principal", "NotPrincipal"], principals),
        always(&["Action", "NotAction"], one_or_list(quoted_text().boxed())),
        element(&["Resource", "NotResource"], one_or_list(quoted_text().boxed())),
        element(&["Condition"], operators(keys)),
        element(&["Nonsense", "action", "A\\\"b"], anything()),
    )
        .prop_map(|(a, b, c, d, e, f, g)| [a, b, c, d, e, f, g])
        .prop_shuffle()
        .prop_map(|elements| {
            format!("{{{}}}", elements.into_iter().flatten().collect::<Vec<_>>().join(","))
        })
        .boxed()
}

/// Their names differ in capital letters at most.
fn operators(keys: BoxedStrategy<String>) -> BoxedStrategy<String> {
    object(operator(), keys, 0)
}

/// A policy, as `to_json` writes it.
fn document() -> BoxedStrategy<String> {
    let statements = prop_oneof![
        statement(),
        prop::collection::vec(statement(), 1..4).prop_map(|all| format!("[{}]", all.join(","))),
    ];
    let version = prop::sample::select(vec!["2012-10-17", "2008-10-17"]);
    (
        prop::option::of(version.prop_map(|version| format!("\"Version\":\"{version}\""))),
        prop::option::of(quoted_text().prop_map(|id| format!("\"Id\":{id}"))),
        statements.prop_map(|all| Some(format!("\"Statement\":{all}"))),
        prop::option::of(anything().prop_map(|any| format!("\"version\":{any}"))),
    )
        .prop_map(|(a, b, c, d)| [a, b, c, d])
        .prop_shuffle()
        .prop_map(|elements| {
            format!("{{{}}}", elements.into_iter().flatten().collect::<Vec<_>>().join(","))
        })
        .boxed()
}

/// Reads it; what is wrong stands in the text, and what is right is written as it was.
fn survives(text: &str) -> Result<Option<Policy>, TestCaseError> {
    match Policy::parse(text) {
        Ok(policy) => {
            for place in policy.unknown().iter().map(super::super::Unknown::place) {
                stands_in(text, place.line, place.column, 0)?;
            }
            let again = [policy.to_json(), policy.to_json_pretty()].map(|text| text.parse());
            prop_assert_eq!(again, [Ok(policy.clone()), Ok(policy.clone())]);
            Ok(Some(policy))
        }
        Err(error) => {
            check_error(text, &error)?;
            Ok(None)
        }
    }
}

fn check_error(text: &str, error: &PolicyError) -> Result<(), TestCaseError> {
    stands_in(text, error.line(), error.column(), 1)?;
    let message = error.to_string();
    prop_assert!(message.contains("\nhelp: "), "{}", message);
    prop_assert!(message.lines().count() == 2, "{}", message);
    prop_assert!(message.len() < 1000, "{}", message);
    Ok(())
}

fn stands_in(text: &str, line: usize, column: usize, behind: usize) -> Result<(), TestCaseError> {
    let lines: Vec<&str> = text.split('\n').collect();
    prop_assert!((1..=lines.len()).contains(&line), "line {} of {:?}", line, text);
    let last = lines[line - 1].chars().count() + behind;
    prop_assert!((1..=last).contains(&column), "column {} of {:?}", column, text);
    Ok(())
}

/// A change of a text at some place.
fn changed(text: &str, changes: &[(u8, usize, usize, char)]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for &(kind, from, length, letter) in changes {
        let from = from % (letters.len() + 1);
        let to = letters.len().min(from + length);
        match kind {
            0 => drop(letters.drain(from..to)),
            1 => letters.insert(from, letter),
            2 => letters.truncate(from),
            3 => {
                let again = letters[from..to].to_vec();
                letters.splice(from..from, again);
            }
            _ => {
                if let Some(place) = letters.get_mut(from) {
                    *place = letter;
                }
            }
        }
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn any_policy_is_written_as_it_was(text in document()) {
        let policy = survives(&text)?;
        prop_assert_eq!(policy.map(|policy| policy.to_json()), Some(text));
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>()) {
        survives(&text)?;
    }

    #[test]
    fn no_letters_of_json_break_the_reader(text in "[\\[\\]{}\":,\\\\ \n0-9a-ftrue-]{0,40}") {
        survives(&text)?;
    }

    #[test]
    fn no_change_of_a_policy_breaks_the_reader(
        text in document(),
        changes in prop::collection::vec(
            (0_u8..5, any::<usize>(), 0_usize..20, prop_oneof![
                prop::sample::select("[]{}\":,\\ \n\r\t0eE-+.'/".chars().collect::<Vec<_>>()),
                any::<char>(),
            ]),
            1..4,
        ),
    ) {
        survives(&changed(&text, &changes))?;
    }
}
