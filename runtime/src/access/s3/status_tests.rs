use super::*;

/// What a row of a table expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Public,
    Not,
    Unknown,
}

fn is(status: &PolicyStatus) -> Is {
    match status.is_public {
        IsPublic::Yes(_) => Is::Public,
        IsPublic::No => Is::Not,
        IsPublic::Unknown(_) => Is::Unknown,
    }
}

fn policy(version: &str, statements: &str) -> Policy {
    let text = format!(r#"{{"Version": "{version}", "Statement": [{statements}]}}"#);
    Policy::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn statement(principal: &str, condition: &str) -> String {
    format!(
        r#"{{"Effect": "Allow", {principal}, "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*", "Condition": {condition}}}"#
    )
}

fn of_condition(condition: &str) -> Policy {
    policy("2012-10-17", &statement(r#""Principal": "*""#, condition))
}

fn check_conditions(rows: &[(&str, Is)]) {
    for (condition, expected) in rows {
        let status = policy_status(&of_condition(condition));
        assert_eq!(is(&status), *expected, "{condition}: {status:?}");
    }
}

/// "Blocking public access to your Amazon S3 storage", "Example: Public bucket policies".
#[test]
fn the_examples_of_public_policies_are() {
    let rows = [
        (r#""Principal": {"Federated": "graph.facebook.com"}"#, "{}", Is::Public),
        (r#""Principal": "*""#, "{}", Is::Public),
        (r#""Principal": "*""#, r#"{"StringLike": {"aws:SourceVpc": "vpc-*"}}"#, Is::Public),
        (r#""Principal": "*""#, r#"{"StringEquals": {"aws:SourceVpc": "vpc-91237329"}}"#, Is::Not),
    ];
    for (principal, condition, expected) in rows {
        let status = policy_status(&policy("2012-10-17", &statement(principal, condition)));
        assert_eq!(is(&status), expected, "{principal} {condition}");
    }
}

/// The same page, "How Amazon S3 evaluates a bucket policy that contains both public and non-public
/// access grants".
#[test]
fn one_public_statement_makes_the_policy_public() {
    let cloudtrail = statement(r#""Principal": {"Service": "cloudtrail.amazonaws.com"}"#, "{}");
    let account = statement(r#""Principal": {"AWS": "arn:aws:iam::444455556666:root"}"#, "{}");
    let everyone = statement(r#""Sid": "PublicRead", "Principal": "*""#, "{}");
    let without = policy("2012-10-17", &[cloudtrail.as_str(), &account].join(","));
    assert_eq!(policy_status(&without).is_public, IsPublic::No);
    let with = policy("2012-10-17", &[cloudtrail, account, everyone].join(","));
    let IsPublic::Yes(reasons) = policy_status(&with).is_public else { panic!("not public") };
    let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
    assert_eq!(
        reasons,
        [
            "statement 3, `PublicRead`: it lets in everyone, and no condition limits that to a fixed \
          value"
        ]
    );
}

/// The same page, the list of "Bucket policies", and "Access points" for the last of them.
#[test]
fn a_fixed_value_of_a_key_of_the_page_limits() {
    check_conditions(&[
        (r#"{"StringEquals": {"aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:t"}}"#, Is::Not),
        (r#"{"ArnEquals": {"aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:t"}}"#, Is::Not),
        (r#"{"ArnLike": {"aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:*"}}"#, Is::Public),
        (r#"{"StringEquals": {"aws:SourceVpce": ["vpce-1a2b3c4d", "vpce-5e6f7a8b"]}}"#, Is::Not),
        (r#"{"StringLike": {"aws:SourceVpce": ["vpce-1a2b3c4d", "vpce-*"]}}"#, Is::Public),
        (r#"{"StringLike": {"aws:SourceVpce": "vpce-1a2b3c4d"}}"#, Is::Not),
        (r#"{"StringEquals": {"aws:SourceOwner": "111122223333"}}"#, Is::Not),
        (r#"{"StringEquals": {"AWS:sourceaccount": "111122223333"}}"#, Is::Not),
        (r#"{"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}"#, Is::Not),
        (r#"{"StringLike": {"aws:PrincipalOrgID": "o-*"}}"#, Is::Public),
        (r#"{"StringLike": {"aws:PrincipalOrgID": "o-a1b2c3d4e?"}}"#, Is::Public),
        (
            r#"{"StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id":
                "arn:aws:kms:us-east-1:111122223333:key/1234abcd"}}"#,
            Is::Not,
        ),
        (r#"{"StringEquals": {"aws:userid": "AIDAEXAMPLEID"}}"#, Is::Not),
        (r#"{"StringLike": {"aws:userid": "AROAEXAMPLEID:*"}}"#, Is::Public),
        (r#"{"StringEquals": {"aws:userid": "AROAEXAMPLEID:session"}}"#, Is::Public),
        (r#"{"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}"#, Is::Not),
        // A variable is no fixed value, but for the old version, which has none.
        (r#"{"StringEquals": {"aws:SourceAccount": "${aws:PrincipalAccount}"}}"#, Is::Public),
        (
            r#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/${aws:username}"}}"#,
            Is::Public,
        ),
        (
            r#"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/${aws:userid}/"}}"#,
            Is::Public,
        ),
        // These say nothing of who it is.
        (r#"{"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}"#, Is::Public),
        (r#"{"Bool": {"aws:SecureTransport": "true"}}"#, Is::Public),
        (r#"{"StringLike": {"s3:prefix": "home/*"}}"#, Is::Public),
        // One that limits is enough.
        (
            r#"{"StringLike": {"aws:SourceVpc": "vpc-*"},
                "StringEquals": {"aws:SourceAccount": "111122223333"}}"#,
            Is::Not,
        ),
    ]);
}

/// As the semantics of "IAM JSON policy elements: Condition operators" has it: these let in requests
/// without the key, or all but some.
#[test]
fn operators_that_are_met_without_the_key_do_not_limit() {
    check_conditions(&[
        (r#"{"StringEqualsIfExists": {"aws:SourceVpc": "vpc-91237329"}}"#, Is::Public),
        (r#"{"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}"#, Is::Public),
        (r#"{"ForAnyValue:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}"#, Is::Not),
        (r#"{"StringNotEquals": {"aws:SourceVpc": "vpc-91237329"}}"#, Is::Public),
        (r#"{"StringNotLike": {"aws:SourceArn": "arn:aws:s3:::b"}}"#, Is::Public),
        (r#"{"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#, Is::Public),
        (r#"{"IpAddressIfExists": {"aws:SourceIp": "203.0.113.0/24"}}"#, Is::Public),
        (r#"{"Null": {"aws:PrincipalOrgID": "false"}}"#, Is::Public),
    ]);
}

/// "Blocking public access to your Amazon S3 storage", the note on `aws:SourceIp`. It tells of single
/// values; that those of a set count together is the stricter reading.
#[test]
fn broad_ranges_of_addresses_are_public() {
    let rows: [(&[&str], Is); 20] = [
        (&["0.0.0.0/1"], Is::Public),
        (&["0.0.0.0/0"], Is::Public),
        (&["0.0.0.0/1", "128.0.0.0/1"], Is::Public),
        (&["192.0.2.0/24"], Is::Not),
        (&["192.0.2.7"], Is::Not),
        (&["11.0.0.0/7"], Is::Public),
        (&["12.0.0.0/8"], Is::Not),
        (&["12.34.56.78/8"], Is::Not),
        // Each is narrow enough, and together they are not.
        (&["12.0.0.0/8", "13.0.0.0/8"], Is::Public),
        (&["12.0.0.0/9", "12.128.0.0/9", "12.1.0.0/16"], Is::Not),
        (&["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"], Is::Not),
        (&["10.0.0.0/8", "12.0.0.0/8"], Is::Not),
        // Private ones do not count where they stand beside others.
        (&["10.0.0.0/8", "11.0.0.0/8"], Is::Not),
        (&["10.0.0.0/8", "11.0.0.0/8", "12.0.0.0/32"], Is::Public),
        (&["10.0.0.0/7"], Is::Public),
        (&["2001:db8::/32"], Is::Not),
        (&["2001:db8::/31"], Is::Public),
        (&["::/0"], Is::Public),
        (&["2001:db8::/32", "2001:db9::/32"], Is::Public),
        (&["203.0.113.0/24", "here"], Is::Unknown),
    ];
    for (ranges, expected) in rows {
        let values = serde_json::to_string(ranges).expect("texts");
        let condition = format!(r#"{{"IpAddress": {{"aws:SourceIp": {values}}}}}"#);
        let status = policy_status(&of_condition(&condition));
        assert_eq!(is(&status), expected, "{condition}: {status:?}");
    }
    // Half of all addresses in as many ranges as there are to a /16.
    let many: Vec<String> =
        (0..128).flat_map(|a| (0..=255).map(move |b| format!("{a}.{b}.0.0/16"))).collect();
    let values = serde_json::to_string(&many).expect("texts");
    let condition = format!(r#"{{"IpAddress": {{"aws:SourceIp": {values}}}}}"#);
    assert_eq!(is(&policy_status(&of_condition(&condition))), Is::Public);
}

/// "Blocking public access to your Amazon S3 storage", the note on `s3:DataAccessPointArn` and "Access
/// points".
#[test]
fn a_set_of_access_points_limits_a_bucket_and_no_access_point() {
    let any = of_condition(
        r#"{"StringLike":
            {"s3:DataAccessPointArn": "arn:aws:s3:us-west-2:123456789012:accesspoint/*"}}"#,
    );
    assert_eq!(is(&policy_status(&any)), Is::Not);
    let internet = NetworkOrigin::Internet;
    assert_eq!(is(&access_point_policy_status(&any, &internet)), Is::Public);
    let vpc = NetworkOrigin::Vpc("vpc-91237329".to_owned());
    assert_eq!(is(&access_point_policy_status(&any, &vpc)), Is::Not);
    let everyone = of_condition("{}");
    assert_eq!(is(&access_point_policy_status(&everyone, &internet)), Is::Public);
    assert_eq!(is(&access_point_policy_status(&everyone, &vpc)), Is::Not);
    check_conditions(&[
        (
            r#"{"ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-west-2:*:accesspoint/*"}}"#,
            Is::Public,
        ),
        (
            r#"{"ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:*:123456789012:accesspoint/*"}}"#,
            Is::Unknown,
        ),
        (r#"{"StringLike": {"s3:DataAccessPointArn": "*"}}"#, Is::Public),
    ]);
}

/// "Blocking public access to your Amazon S3 storage": "an AWS principal, user, role, or service
/// principal".
#[test]
fn fixed_principals_are_not_public() {
    let rows = [
        (r#""Principal": {"AWS": "111122223333"}"#, Is::Not),
        (
            r#""Principal": {"AWS": ["arn:aws:iam::111122223333:role/JohnDoe", "444455556666"]}"#,
            Is::Not,
        ),
        (r#""Principal": {"Service": "cloudtrail.amazonaws.com"}"#, Is::Not),
        (r#""Principal": {"CanonicalUser": "79a59df900b949e55d96a1e698fb"}"#, Is::Not),
        (r#""Principal": {"AWS": "*"}"#, Is::Public),
        (r#""Principal": {"AWS": ["111122223333", "*"]}"#, Is::Public),
        (r#""Principal": {"AWS": "arn:aws:iam::*:root"}"#, Is::Public),
        (r#""Principal": {"Service": "s3.amazonaws.com", "AWS": "*"}"#, Is::Public),
        (r#""NotPrincipal": {"AWS": "111122223333"}"#, Is::Public),
        (r#""Principal": {"Federated": "accounts.google.com"}"#, Is::Public),
        (r#""Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/a"}"#, Is::Unknown),
        (r#""Sid": "of nobody""#, Is::Unknown),
    ];
    for (principal, expected) in rows {
        let status = policy_status(&policy("2012-10-17", &statement(principal, "{}")));
        assert_eq!(is(&status), expected, "{principal}: {status:?}");
    }
    let everyone = policy("2012-10-17", &statement(r#""Principal": {"AWS": "*"}"#, "{}"));
    let IsPublic::Yes(reasons) = policy_status(&everyone).is_public else { panic!("not public") };
    assert!(reasons[0].because.starts_with("it lets in everyone, and"), "{}", reasons[0]);
}

/// Where the page says nothing and other sources do, or where they are at odds.
#[test]
fn what_the_page_does_not_settle_is_unknown() {
    check_conditions(&[
        (r#"{"StringEquals": {"aws:VpceOrgID": "o-a1b2c3d4e5"}}"#, Is::Unknown),
        (r#"{"StringEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"}}"#, Is::Unknown),
        (r#"{"Bool": {"aws:PrincipalIsAWSService": "true"}}"#, Is::Unknown),
        (
            r#"{"StringLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}"#,
            Is::Unknown,
        ),
        (r#"{"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}}"#, Is::Public),
        (
            r#"{"ForAnyValue:StringLike":
                {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}}"#,
            Is::Unknown,
        ),
        (
            r#"{"ForAnyValue:StringEquals":
                {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"}}"#,
            Is::Not,
        ),
        (r#"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "*"}}"#, Is::Public),
        (r#"{"StringEquals": {"aws:SourceVpc": "vpc-*"}}"#, Is::Unknown),
        (r#"{"StringEquals": {"aws:SourceIp": "203.0.113.7"}}"#, Is::Unknown),
        (r#"{"StringEquals": {"aws:SourceVpc": []}}"#, Is::Unknown),
        (r#"{"StringMatches": {"aws:SourceVpc": "vpc-91237329"}}"#, Is::Unknown),
    ]);
    let variable = statement(
        r#""Principal": "*""#,
        r#"{"StringEquals": {"aws:SourceAccount": "${aws:PrincipalAccount}"}}"#,
    );
    assert_eq!(is(&policy_status(&policy("2008-10-17", &variable))), Is::Unknown);
}

/// "Bucket policy examples" in the S3 user guide: for each example whether it is public.
#[test]
fn the_bucket_policy_examples() {
    let everyone = r#""Principal": "*""#;
    let rows = [
        // Granting permissions to multiple accounts with added conditions.
        (
            statement(
                r#""Principal": {"AWS": ["arn:aws:iam::111122223333:root",
                    "arn:aws:iam::444455556666:root"]}"#,
                r#"{"StringEquals": {"s3:x-amz-acl": ["public-read"]}}"#,
            ),
            Is::Not,
        ),
        // Granting read-only permission to an anonymous user.
        (statement(everyone, "{}"), Is::Public),
        // Limiting access to specific IP addresses: it allows nothing by itself.
        (
            statement(everyone, r#"{"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}}"#)
                .replace("Allow", "Deny"),
            Is::Not,
        ),
        // Allowing IPv4 and IPv6 addresses.
        (
            statement(
                everyone,
                r#"{"IpAddress": {"aws:SourceIp": ["192.0.2.0/24", "2001:DB8:1234:5678::/64"]},
                    "NotIpAddress": {"aws:SourceIp": ["192.0.2.128/30",
                        "2001:DB8:1234:5678:ABCD::/80"]}}"#,
            ),
            Is::Not,
        ),
        // Restricting access to a specific HTTP referer.
        (
            statement(everyone, r#"{"StringLike": {"aws:Referer": "http://www.example.com/*"}}"#),
            Is::Public,
        ),
        // Granting permission to an Amazon CloudFront OAI.
        (
            statement(
                r#""Principal": {"AWS":
                    "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity EH1HDMB1FH2TC"}"#,
                "{}",
            ),
            Is::Not,
        ),
        // Requiring MFA: what it allows to everyone a Deny narrows, which does not matter.
        (
            [
                statement(everyone, r#"{"Null": {"aws:MultiFactorAuthAge": true}}"#)
                    .replace("Allow", "Deny"),
                statement(everyone, "{}"),
            ]
            .join(","),
            Is::Public,
        ),
        // Granting cross-account permissions to upload objects.
        (
            statement(
                r#""Principal": {"AWS": "123456789012"}"#,
                r#"{"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}"#,
            ),
            Is::Not,
        ),
        // Granting permissions for Amazon S3 Inventory and Amazon S3 analytics.
        (
            statement(
                r#""Principal": {"Service": "s3.amazonaws.com"}"#,
                r#"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::amzn-s3-demo-source-bucket"},
                    "StringEquals": {"aws:SourceAccount": "123456789012",
                        "s3:x-amz-acl": "bucket-owner-full-control"}}"#,
            ),
            Is::Not,
        ),
    ];
    for (statements, expected) in rows {
        let status = policy_status(&policy("2012-10-17", &statements));
        assert_eq!(is(&status), expected, "{statements}: {status:?}");
    }
}

#[test]
fn a_long_value_is_cut_in_the_reason() {
    let long = "é*".repeat(500_000);
    let condition = format!(r#"{{"StringLike": {{"aws:SourceVpc": "{long}"}}}}"#);
    let IsPublic::Yes(reasons) = policy_status(&of_condition(&condition)).is_public else {
        panic!("not public")
    };
    assert!(reasons[0].because.len() < 400, "{}", reasons[0].because.len());
}
