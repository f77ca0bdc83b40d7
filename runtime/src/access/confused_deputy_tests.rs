use super::*;

fn policy(principal: &str, condition: &str) -> Policy {
    let text = format!(
        r#"{{"Version": "2012-10-17", "Statement": {{"Sid": "Let", "Effect": "Allow",
            {principal}, "Action": "s3:PutObject", "Resource": "*", "Condition": {condition}}}}}"#
    );
    Policy::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn of_condition(condition: &str) -> Vec<ConfusedDeputy> {
    confused_deputies(&policy(r#""Principal": {"Service": "cloudtrail.amazonaws.com"}"#, condition))
}

/// "The confused deputy problem" in the IAM user guide, "Cross-service confused deputy prevention": the
/// four keys.
#[test]
fn a_condition_on_the_source_is_enough() {
    let rows = [
        r#"{"StringEquals": {"aws:SourceArn":
            "arn:aws:cloudtrail:us-east-1:111122223333:trail/one"}}"#,
        r#"{"ArnEquals": {"aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111122223333:trail/one"}}"#,
        // "Cross-service confused deputy prevention" in the CloudTrail user guide: with wildcards.
        r#"{"StringLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:111122223333:trail/*"}}"#,
        r#"{"ArnLike": {"AWS:SourceArn": "arn:aws:cloudtrail:*:111122223333:*"}}"#,
        r#"{"StringEquals": {"aws:SourceAccount": "111122223333"}}"#,
        r#"{"StringEquals": {"aws:SourceAccount": ["111122223333", "444455556666"]}}"#,
        r#"{"ForAnyValue:StringEquals": {"aws:SourceAccount": "111122223333"}}"#,
        r#"{"StringEquals": {"aws:SourceAccount": "${aws:ResourceAccount}"}}"#,
        r#"{"StringEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"}}"#,
        r#"{"StringEquals": {"aws:SourceOrgID": "${aws:ResourceOrgID}"}}"#,
        r#"{"ForAnyValue:StringLike": {"aws:SourceOrgPaths": "o-a1b2c3d4e5/r-ab12/*"}}"#,
        // An ARN without an account besides an account: "Bucket policy examples" in the S3 user guide,
        // "Granting permissions for Amazon S3 Inventory".
        r#"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::amzn-s3-demo-source-bucket"},
            "StringEquals": {"aws:SourceAccount": "111122223333"}}"#,
    ];
    for condition in rows {
        assert_eq!(of_condition(condition), [], "{condition}");
    }
}

#[test]
fn a_condition_that_leaves_the_source_open_is_not() {
    let rows = [
        ("{}", ""),
        (r#"{"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}"#, ""),
        (
            r#"{"StringEqualsIfExists": {"aws:SourceAccount": "111122223333"}}"#,
            "the test of `aws:SourceAccount` does not limit: `IfExists` is met without the key",
        ),
        (
            r#"{"ForAllValues:StringEquals": {"aws:SourceAccount": "111122223333"}}"#,
            "the test of `aws:SourceAccount` does not limit: `ForAllValues` is met without the key",
        ),
        (
            r#"{"StringNotEquals": {"aws:SourceAccount": "111122223333"}}"#,
            "the test of `aws:SourceAccount` does not limit: its operator is negated",
        ),
        (
            r#"{"Null": {"aws:SourceAccount": "false"}}"#,
            "the test of `aws:SourceAccount` does not limit: `Null` looks at no value",
        ),
        (
            r#"{"StringLike": {"aws:SourceAccount": "1111*"}}"#,
            "`aws:SourceAccount` is compared with `1111*`, which is not a fixed value",
        ),
        (
            r#"{"StringEquals": {"aws:SourceAccount": "${aws:PrincipalAccount}"}}"#,
            "`aws:SourceAccount` is compared with `${aws:PrincipalAccount}`, which is not a fixed \
             value",
        ),
        (
            r#"{"ArnLike": {"aws:SourceArn": ["arn:aws:sns:*:111122223333:*", "arn:aws:sns:*:*:*"]}}"#,
            "`aws:SourceArn` is compared with `arn:aws:sns:*:*:*`, which holds no fixed account",
        ),
        (
            r#"{"ArnLike": {"aws:SourceArn": "arn:aws:${aws:username}:111122223333:trail"}}"#,
            "`aws:SourceArn` is compared with `arn:aws:${aws:username}:111122223333:trail`, which \
             holds no fixed account",
        ),
        // "Cross-service confused deputy prevention": the ARN of a bucket holds no account.
        (
            r#"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::amzn-s3-demo-source-bucket"}}"#,
            "`aws:SourceArn` is compared with `arn:aws:s3:::amzn-s3-demo-source-bucket`, which holds \
             no fixed account",
        ),
        (
            r#"{"ForAnyValue:StringLike": {"aws:SourceOrgPaths": "*/r-ab12/*"}}"#,
            "`aws:SourceOrgPaths` is compared with `*/r-ab12/*`, which holds no fixed organization",
        ),
        (
            r#"{"IpAddress": {"aws:SourceArn": "10.0.0.0/8"}}"#,
            "the test of `aws:SourceArn` does not limit to fixed values",
        ),
    ];
    for (condition, because) in rows {
        let found = of_condition(condition);
        assert_eq!(found.len(), 1, "{condition}");
        assert_eq!(found[0].because.join("; "), because, "{condition}");
    }
}

#[test]
fn only_services_that_are_let_in_count() {
    let rows: [(&str, &[&str]); 5] = [
        (r#""Principal": "*""#, &[]),
        (r#""Principal": {"AWS": "444455556666"}"#, &[]),
        (r#""NotPrincipal": {"Service": "s3.amazonaws.com"}"#, &[]),
        (
            r#""Principal": {"AWS": "*", "Service": ["a.amazonaws.com", "b.amazonaws.com"]}"#,
            &["a.amazonaws.com", "b.amazonaws.com"],
        ),
        // Their pages ask for the usual keys: "Permissions for rotation" in the Secrets Manager user
        // guide, "Cross-service confused deputy prevention in Amazon EKS" in the EKS user guide.
        (
            r#""Principal": {"Service": ["secretsmanager.amazonaws.com", "eks.amazonaws.com"]}"#,
            &["secretsmanager.amazonaws.com", "eks.amazonaws.com"],
        ),
    ];
    for (principal, services) in rows {
        let found = confused_deputies(&policy(principal, "{}"));
        let found: Vec<&str> = found.iter().map(|each| each.service.as_str()).collect();
        assert_eq!(found, services, "{principal}");
    }
    let deny = r#"{"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*",
        "Principal": {"Service": "s3.amazonaws.com"}}}"#;
    assert_eq!(confused_deputies(&Policy::parse(deny).expect("a policy")), []);
}

/// "AddPermission" in the Lambda API reference, `EventSourceToken`; "Grant Pods access to AWS resources
/// based on tags" in the EKS user guide.
#[test]
fn some_services_have_another_key() {
    let token = r#"{"StringEquals": {"lambda:EventSourceToken": "amzn1.ask.skill.1"}}"#;
    let alexa = r#""Principal": {"Service": "alexa-appkit.amazon.com"}"#;
    assert_eq!(confused_deputies(&policy(alexa, token)), []);
    assert_eq!(of_condition(token).len(), 1);
    let pods = r#""Principal": {"Service": "pods.eks.amazonaws.com"}"#;
    let cluster = r#"{"StringEquals": {"aws:RequestTag/eks-cluster-arn":
        "arn:aws:eks:us-east-1:111122223333:cluster/one"}}"#;
    assert_eq!(confused_deputies(&policy(pods, cluster)), []);
    let wild = cluster.replace("cluster/one", "*").replace("StringEquals", "ArnLike");
    assert_eq!(confused_deputies(&policy(pods, &wild)), []);
    let namespace = r#"{"StringEquals": {"aws:RequestTag/kubernetes-namespace": "one"}}"#;
    assert_eq!(confused_deputies(&policy(pods, namespace)).len(), 1);
}

#[test]
fn a_finding_names_the_statement_the_service_and_what_is_missing() {
    let found = of_condition("{}");
    assert_eq!(
        found[0].to_string(),
        "statement 1, `Let` lets in `cloudtrail.amazonaws.com` whomever it works for: no condition on \
         `aws:SourceArn`, `aws:SourceAccount` or the like"
    );
}

#[test]
fn many_services_and_many_conditions_are_looked_at_once() {
    let services: Vec<String> = (0..20_000).map(|at| format!("{at}.amazonaws.com")).collect();
    let principal = format!(r#""Principal": {{"Service": {}}}"#, serde_json::json!(services));
    let others: Vec<String> = (0..20_000).map(|at| format!(r#""k:{at}": "v""#)).collect();
    let condition = format!(
        r#"{{"StringEquals": {{{}}}, "StringLike": {{"aws:SourceAccount": "*"}}}}"#,
        others.join(",")
    );
    let found = confused_deputies(&policy(&principal, &condition));
    assert_eq!(found.len(), 20_000);
    assert_eq!(found[0].because.len(), 1);
}
