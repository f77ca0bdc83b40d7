//! Policies that are made to take long.

#![expect(clippy::print_stdout, reason = "what is seen by those who run it by hand")]

use super::*;
use crate::access::Policy;

fn policy(statements: impl IntoIterator<Item = String>) -> Policy {
    let all: Vec<_> = statements.into_iter().collect();
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{}]}}"#, all.join(", "));
    Policy::parse(&text).expect("a policy")
}

fn statement(effect: &str, action: &str, resource: &str, condition: &str) -> String {
    format!(
        r#"{{"Effect": "{effect}", "Action": "{action}", "Resource": "{resource}",
            "Condition": {{{condition}}}}}"#
    )
}

fn like(key: &str, value: &str) -> String {
    format!(r#""StringLike": {{"{key}": "{value}"}}"#)
}

/// Statements that overlap in every dimension.
fn mixed(count: usize, denies: usize) -> Policy {
    policy((0..count).map(|number| {
        let effect = if number < denies { "Deny" } else { "Allow" };
        let action =
            format!("s3:*{}*{}*", ["Get", "Put", "List"][number % 3], ["Ob", "Bu"][number % 2]);
        let resource = format!("arn:aws:s3:::*{}*{}*", number % 7, number % 11);
        let first = like("aws:Referer", &format!("*{}*{}*", number % 5, number % 13));
        let second = format!(
            r#""StringNotLike": {{"aws:UserAgent": ["*{}*", "{}*"]}}"#,
            number % 3,
            number % 17
        );
        let third = format!(r#""NotIpAddress": {{"aws:SourceIp": "10.{}.0.0/16"}}"#, number % 256);
        statement(effect, &action, &resource, &format!("{first}, {second}, {third}"))
    }))
}

/// Whatever the answer is: that there is one is all that is asked.
fn is_answered(new: &Policy, existing: &Policy) -> Answer {
    let answer = check_no_new_access(new, existing);
    if let Answer::Violated(witness) = &answer {
        assert!(new.decide(witness.request()).is_allowed());
    }
    answer
}

#[expect(clippy::disallowed_methods, reason = "how long each takes is printed, and not asked for")]
fn timed<T: std::fmt::Display>(name: &str, ask: impl FnOnce() -> T) {
    let start = std::time::Instant::now();
    let answer = ask().to_string();
    let answer: String = answer.chars().take(100).collect();
    println!("{name}, {:.0} ms: {answer}", start.elapsed().as_secs_f64() * 1000.0);
}

#[test]
fn many_statements_with_many_denies_are_answered_or_given_up() {
    let all = mixed(200, 40);
    timed("itself", || is_answered(&all, &all));
    let fewer = mixed(200, 39);
    timed("one less", || is_answered(&fewer, &all));
    timed("one more", || is_answered(&all, &fewer));
}

#[test]
fn ten_thousand_statements_are_answered_or_given_up() {
    let all = mixed(10_000, 2_000);
    timed("itself", || is_answered(&all, &all));
    let plain = |count: usize| {
        policy((0..count).map(|number| {
            let resource = format!("arn:aws:s3:::bucket-{number}/*");
            statement("Allow", "s3:GetObject", &resource, "")
        }))
    };
    timed("plain", || is_answered(&plain(10_000), &plain(9_999)));
    let principals = policy((0..10_000).map(|number| {
        format!(
            r#"{{"Effect": "Allow", "Principal": {{"AWS": "{number:012}"}}, "Action": "s3:*",
                "Resource": "*"}}"#
        )
    }));
    timed("principals", || is_answered(&principals, &principals));
}

#[test]
fn globs_that_branch_at_every_letter_are_answered_or_given_up() {
    let stars = |letters: &str, count: usize| {
        let text: String = letters.chars().cycle().take(count).flat_map(|one| ['*', one]).collect();
        format!("arn:aws:s3:::{text}*")
    };
    let of = |letters: &[&str], count: usize| {
        policy(letters.iter().map(|letters| statement("Allow", "s3:*", &stars(letters, count), "")))
    };
    let marks = |count: usize| {
        let text = format!("arn:aws:s3:::*a{}b*", "?".repeat(count));
        policy([statement("Allow", "s3:*", &text, "")])
    };
    timed("stars", || is_answered(&of(&["ab"], 400), &of(&["ba", "aab", "abb"], 400)));
    timed("marks", || is_answered(&marks(60), &marks(61)));
    timed("marks", || is_answered(&marks(4_000), &marks(4_001)));
    let long = "x".repeat(1 << 20);
    let long = policy([statement("Allow", "s3:*", &format!("arn:aws:s3:::*{long}*"), "")]);
    timed("long", || is_answered(&long, &long));
    timed("long", || is_answered(&of(&["x"], 20_000), &long).holds());
}
