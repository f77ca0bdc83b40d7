//! What the reports of a comparison look like.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{diff_json, diff_text};
use crate::resource::{Unknown, shape::Tag};
use crate::snapshot::{Compared, Difference, Snapshot, compare};
use crate::{Fact, ec2, s3};

fn difference() -> Difference {
    let long =
        "a value that is much too long for a line that has but a hundred columns, and goes on";
    let before = Snapshot::mock()
        .with(s3::Bucket::mock("acme-logs").with_tag("owner", "web"))
        .with(s3::Bucket::mock("acme-old"))
        .with(ec2::Vpc::mock("vpc-1").with_tag("purpose", long));
    let denied = Unknown::access_denied("s3:GetBucketPolicy");
    let logs = s3::Bucket::mock("acme-logs").with_policy(Fact::Unknown(denied));
    let after = Snapshot::mock()
        .with(logs.with_tags(vec![Tag::new("owner", "db"), Tag::new("team", "db")]))
        .with(s3::Bucket::mock("acme-new"))
        .with(ec2::Vpc::mock("vpc-1").with_tag("purpose", format!("{long} and on")));
    let foreign = BTreeSet::new();
    let of = |snapshot| Compared { snapshot, salt: None, regions: &[], foreign: &foreign };
    compare(of(&before), of(&after))
}

#[test]
fn the_text_fits_a_terminal_and_says_all() {
    let text = diff_text(&difference(), "acme", "live");
    let expected = r#"gone: AWS::S3::Bucket acme-old (111122223333/us-east-1)
added: AWS::S3::Bucket acme-new (111122223333/us-east-1)
changed: AWS::EC2::VPC vpc-1 (111122223333/us-east-1)
    DescribeVpcs Tags[Key=purpose].Value:
           "a value that is much too long for a line that has but a hundred columns, and goes on"
        -> "a value that is much too long for a line that has but a hundred columns, and goes on
            and on"
changed: AWS::S3::Bucket acme-logs (111122223333/us-east-1)
    GetBucketTagging TagSet[Key=owner].Value: "web" -> "db"
    GetBucketTagging TagSet[]: + {"Key":"team","Value":"db"}
could not be compared:
    GetBucketPolicy of AWS::S3::Bucket acme-logs (111122223333/us-east-1): `live` could not tell:
        s3:GetBucketPolicy: AccessDenied: Access Denied
`acme` and `live` differ: 2 changed, 1 added, 1 gone; 2 resources compared, and 1 thing could not be
"#;
    assert_eq!(text, expected);
}

#[test]
fn the_json_says_the_same_and_is_always_the_same() {
    let json = diff_json(&difference(), "acme", "live");
    assert_eq!(json, diff_json(&difference(), "acme", "live"));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["FormatVersion"], 1);
    assert_eq!(json["Verdict"], "Different");
    assert_eq!((&json["Before"], &json["After"]), (&"acme".into(), &"live".into()));
    assert_eq!(json["Compared"], 2);
    let bucket = |name: &str| {
        json!({
            "Kind": "AWS::S3::Bucket",
            "Account": "111122223333",
            "Region": "us-east-1",
            "Id": name,
            "Arn": format!("arn:aws:s3:::{name}"),
        })
    };
    assert_eq!(json["Added"], json!([bucket("acme-new")]));
    assert_eq!(json["Gone"], json!([bucket("acme-old")]));
    let facets = json!([{
        "Operation": "GetBucketTagging",
        "Changes": [
            { "Path": "TagSet[Key=owner].Value", "Before": "web", "After": "db" },
            { "Path": "TagSet[]", "After": { "Key": "team", "Value": "db" } },
        ],
    }]);
    assert_eq!(json["Changed"][1]["Facets"], facets);
    let undecided = &json["Undecided"][0];
    assert_eq!(undecided["Operation"], "GetBucketPolicy");
    assert_eq!((&undecided["Side"], &undecided["Path"]), (&"After".into(), &Value::Null));
    assert_eq!(undecided["Reason"], "s3:GetBucketPolicy: AccessDenied: Access Denied");
    for none in ["Unlisted", "Foreign", "NotCompared"] {
        assert_eq!(json[none], json!([]));
    }
}
