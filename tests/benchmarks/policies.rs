//! What questions about policies cost.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use configtest::access::{Answer, Compiled, Policy, Principal, Request, check_no_new_access};
use serde::Deserialize;

use crate::heading;

/// A pair of policies, as others labelled it.
#[derive(Deserialize)]
struct Pair {
    new: serde_json::Value,
    existing: serde_json::Value,
    no_new_access: bool,
    quacky_ms: f64,
}

pub fn policies() {
    pairs();
    requests();
    many_statements();
}

/// The pairs of Quacky (ICSE 2021), each asked once in turn, parsed before.
fn pairs() {
    heading("check_no_new_access over the pairs of Quacky's artifact, release build");
    let Some(folder) = std::env::var_os("SHARED_VECTORS") else {
        println!("not measured: SHARED_VECTORS names no folder with `quacky.jsonl` in it");
        return;
    };
    let text = fs::read_to_string(Path::new(&folder).join("quacky.jsonl")).unwrap();
    let pairs: Vec<Pair> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // The artifact's policies without a version are read by its solver as those of 2012.
    let parsed = |policy: &serde_json::Value| {
        let mut policy = policy.clone();
        let members = policy.as_object_mut().unwrap();
        members.entry("Version").or_insert_with(|| "2012-10-17".into());
        Policy::parse(&policy.to_string()).unwrap()
    };
    let (mut ours, mut theirs, mut differ, mut unknown) = (Vec::new(), Vec::new(), 0, 0);
    for pair in &pairs {
        let (new, existing) = (parsed(&pair.new), parsed(&pair.existing));
        let start = Instant::now();
        let answer = check_no_new_access(&new, &existing);
        ours.push(start.elapsed().as_secs_f64() * 1000.0);
        theirs.push(pair.quacky_ms);
        match answer {
            Answer::Unknown(_) => unknown += 1,
            answer => differ += usize::from(answer.holds() != pair.no_new_access),
        }
    }
    println!("{:<32} {:>10} {:>10} {:>10}", "", "median", "99 %", "longest");
    for (name, times) in
        [("configtest", &mut ours), ("Quacky, as its artifact logged", &mut theirs)]
    {
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
        println!("{name:<32} {:>7.3} ms {:>7.3} ms {:>7.3} ms", at(0.5), at(0.99), at(1.0));
    }
    println!(
        "{} pairs: {unknown} unknown, {differ} otherwise than labelled, which the tests argue",
        pairs.len()
    );
}

/// A policy of 200 statements, over ten services or all about one.
fn policy(services: usize) -> Policy {
    let statement = |number: usize| {
        let service = number % services;
        let effect = if number % 5 == 4 { "Deny" } else { "Allow" };
        format!(
            r#"{{"Sid": "S{number}", "Effect": "{effect}", "Action": ["svc{service}:Get*", "svc{service}:List{number}*"],
                "Resource": "arn:aws:svc{service}:::team-{number}/*",
                "Condition": {{"StringLike": {{"aws:PrincipalTag/team": "team-{number}*"}},
                              "IpAddress": {{"aws:SourceIp": ["10.0.0.0/8", "192.0.2.0/24"]}}}}}}"#
        )
    };
    let statements: Vec<String> = (0..200).map(statement).collect();
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{}]}}"#, statements.join(","));
    Policy::parse(&text).unwrap()
}

fn requests() {
    heading("100,000 requests against 200 statements, the concrete evaluator, release build");
    println!("{:<32} {:>10} {:>10}", "", "took", "allowed");
    same_action();
    for (name, services) in [("of ten services", 10), ("all of one service", 1)] {
        let compiled = Compiled::new(&policy(services));
        let request = |number: usize| {
            let (service, team) = (number % services, number % 200);
            let principal =
                Principal::User { arn: "arn:aws:iam::111122223333:user/ann".to_owned() };
            let resource = format!("arn:aws:svc{service}:::team-{team}/report");
            Request::new(principal, format!("svc{service}:GetReport"), resource)
                .with("aws:PrincipalTag/team", format!("team-{team}"))
                .with("aws:SourceIp", "192.0.2.7")
        };
        let requests: Vec<Request> = (0..100_000).map(request).collect();
        row(name, &compiled, &requests);
    }
}

/// Statements that all allow the action, so that each looks at resources and conditions, too.
fn same_action() {
    let statement = |number: usize| {
        let effect = if number % 5 == 4 { "Deny" } else { "Allow" };
        format!(
            r#"{{"Effect": "{effect}", "Action": ["s3:Get*{number}", "s3:List*"],
                "Resource": ["arn:aws:s3:*:*:b{number}/*", "arn:aws:s3:::c/${{aws:username}}/*"],
                "Condition": {{"StringLike": {{"aws:PrincipalArn": "arn:aws:iam::*:user/team{number}/*"}},
                              "IpAddress": {{"aws:SourceIp": ["10.{number}.0.0/16", "203.0.113.0/24"]}}}}}}"#
        )
    };
    let statements: Vec<String> = (0..200).map(statement).collect();
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{}]}}"#, statements.join(","));
    let compiled = Compiled::new(&Policy::parse(&text).unwrap());
    let request = |number: usize| {
        let team = number % 200;
        let arn = format!("arn:aws:iam::111122223333:user/team{team}/ann");
        let resource = match number % 3 {
            0 => format!("arn:aws:s3:::c/ann/{number}"),
            _ => format!("arn:aws:s3:eu-west-1:111122223333:b{team}/x"),
        };
        Request::new(Principal::User { arn }, "s3:ListThings", resource)
            .with("aws:SourceIp", format!("10.{team}.3.4"))
    };
    let requests: Vec<Request> = (0..100_000).map(request).collect();
    row("all of the same action", &compiled, &requests);
}

fn row(name: &str, compiled: &Compiled, requests: &[Request]) {
    let start = Instant::now();
    let decide = |request: &&Request| compiled.decide(request).is_allowed();
    let allowed = requests.iter().filter(decide).count();
    println!("{name:<32} {:>8.2} s {allowed:>10}", start.elapsed().as_secs_f64());
}

fn many_statements() {
    heading(
        "check_no_new_access of 200 statements, 40 of them Deny, with itself and without a Deny",
    );
    let whole = policy(10);
    let text = whole.to_json();
    let mut parts: serde_json::Value = serde_json::from_str(&text).unwrap();
    let statements = parts["Statement"].as_array_mut().unwrap();
    let last = statements.iter().rposition(|one| one["Effect"] == "Deny").unwrap();
    statements.remove(last);
    let without = Policy::parse(&parts.to_string()).unwrap();
    println!("{:<32} {:>12}  answer", "", "took");
    for (name, new, existing) in
        [("with itself", &whole, &whole), ("one Deny less in the new one", &without, &whole)]
    {
        let start = Instant::now();
        let answer = black_box(check_no_new_access(new, existing));
        let took: Duration = start.elapsed();
        println!("{name:<32} {:>9.3} ms  {answer}", took.as_secs_f64() * 1000.0);
    }
}
