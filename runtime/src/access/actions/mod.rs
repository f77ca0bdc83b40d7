//! The names of actions that exist.

use std::sync::LazyLock;

/// The services of the table with their actions, sorted.
static SERVICES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    include_str!("table.txt").lines().filter_map(|line| line.split_once(' ')).collect()
});

/// Actions that everybody knows, and fears, first.
const WELL_KNOWN: [&str; 26] = [
    "s3:GetObject",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:ListBucket",
    "s3:PutBucketPolicy",
    "sts:AssumeRole",
    "sts:AssumeRoleWithWebIdentity",
    "sts:AssumeRoleWithSAML",
    "kms:Decrypt",
    "sqs:SendMessage",
    "sqs:ReceiveMessage",
    "sns:Publish",
    "sns:Subscribe",
    "lambda:InvokeFunction",
    "secretsmanager:GetSecretValue",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "ec2:RunInstances",
    "ec2:TerminateInstances",
    "ec2:DescribeInstances",
    "iam:PassRole",
    "iam:CreateUser",
    "ssm:GetParameter",
    "ecr:BatchGetImage",
    "logs:PutLogEvents",
    "cloudformation:CreateStack",
];

/// The actions of a service, sorted; none where the table does not have it.
pub(crate) fn of_service(service: &str) -> impl Iterator<Item = &'static str> {
    let found = SERVICES.binary_search_by(|(name, _)| (*name).cmp(service)).ok();
    found.into_iter().flat_map(|place| SERVICES[place].1.split(' '))
}

/// The services of the table, sorted.
pub(crate) fn services() -> impl Iterator<Item = &'static str> {
    SERVICES.iter().map(|(name, _)| *name)
}

/// Actions that everybody knows.
pub(crate) fn well_known() -> impl Iterator<Item = &'static str> {
    WELL_KNOWN.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_has_what_is_well_known() {
        let services: Vec<_> = services().collect();
        assert!(services.is_sorted(), "{services:?}");
        for action in well_known() {
            let (service, name) = action.split_once(':').expect("a service and a name");
            assert!(of_service(service).any(|one| one == name), "{action}");
        }
        for service in services {
            let actions: Vec<_> = of_service(service).collect();
            assert!(!actions.is_empty() && actions.is_sorted(), "{service}");
        }
        assert_eq!(of_service("nothing").count(), 0);
    }
}
