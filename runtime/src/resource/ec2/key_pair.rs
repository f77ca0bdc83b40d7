//! `AWS::EC2::KeyPair`.

use crate::resource::Tag;
use crate::resource::kind::Arn;
use crate::resource::kind_macro::kind;

kind! {
    /// A key pair; AWS keeps the public key of it.
    pub struct KeyPair("AWS::EC2::KeyPair", "key pair", "key pairs") {
        list: DESCRIBE_KEY_PAIRS at "keySet",
        arn: Arn::Ec2Named("key-pair", "KeyName"),
        name: "KeyName",
        id: /// The id.
            "KeyPairId" key_pair_id,
        tags: "Tags" <- "tagSet",
        mock: /// A new RSA key pair, named as its id. Source: CreateKeyPair in the Amazon EC2 API
            /// reference.
            r#"
            {
              "CreateTime": "2026-05-04T09:00:00Z",
              "KeyName": "{id}",
              "KeyType": "rsa"
            }"#,
    }
    /// What DescribeKeyPairs tells of a key pair.
    pub struct KeyPairDescription in ec2 as "KeyPairInfo" {
        "CreateTime" create_time: time,
        "KeyFingerprint" key_fingerprint: str,
        "KeyName" key_name: str,
        "KeyType" key_type: str,
        "PublicKey" public_key: str,
    }
}
