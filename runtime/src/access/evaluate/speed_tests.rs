//! How fast it is. Run with `--release -- --ignored --nocapture speed`.

use super::super::Request;
use super::Compiled;
use super::support::*;

/// 200 statements of ten services, and 100,000 requests to them.
#[test]
#[ignore = "measures: run it in release"]
fn speed() {
    let services = ["s3", "ec2", "iam", "sqs", "sns", "kms", "lambda", "logs", "ecr", "sts"];
    for (what, count) in [("of ten services", 10), ("all of one service", 1)] {
        let statements: Vec<_> = (0..200)
            .map(|number| {
                let service = services[number % count];
                let effect = if number % 5 == 4 { "Deny" } else { "Allow" };
                format!(
                    r#"{{"Effect": "{effect}", "Action": ["{service}:Get*{number}", "{service}:List*"],
                        "Resource": ["arn:aws:{service}:*:*:b{number}/*", "arn:aws:{service}:::c/${{aws:username}}/*"],
                        "Condition": {{"StringLike": {{"aws:PrincipalArn": "arn:aws:iam::*:user/team{number}/*"}},
                                       "IpAddress": {{"aws:SourceIp": ["10.{number}.0.0/16", "203.0.113.0/24"]}}}}}}"#
                )
            })
            .collect();
        let compiled = Compiled::new(&policy(&format!("[{}]", statements.join(","))));
        let requests: Vec<_> = (0..100_000)
            .map(|number| {
                let service = services[number % count];
                let user = format!("arn:aws:iam::111122223333:user/team{}/ann", number % 200);
                let resource = match number % 3 {
                    0 => format!("arn:aws:{service}:::c/ann/{number}"),
                    _ => format!("arn:aws:{service}:eu-west-1:111122223333:b{}/x", number % 200),
                };
                Request::new(who(&user), format!("{service}:ListThings"), resource)
                    .with("aws:SourceIp", format!("10.{}.3.4", number % 200))
            })
            .collect();
        #[expect(clippy::disallowed_methods, reason = "it measures, and asserts nothing of time")]
        let start = std::time::Instant::now();
        let allowed = requests.iter().filter(|one| compiled.decide(one).is_allowed()).count();
        let time = start.elapsed();
        #[expect(clippy::print_stdout, reason = "it prints what it measured")]
        {
            println!("100,000 requests, 200 statements {what}: {time:?}, {allowed} allowed");
        }
        assert!(allowed > 0);
    }
}
