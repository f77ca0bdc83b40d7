//! `AWS::S3::AccountSettings`.

use super::access_shapes::{GetPublicAccessBlockOutput, PublicAccessBlockConfiguration};
use crate::resource::FacetSpec;
use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::{facets, kind};
use crate::resource::shape::Described;
use crate::resource::table::GET_ACCOUNT_PUBLIC_ACCESS_BLOCK;

kind! {
    /// What an account has set for all of its Amazon S3: one for each account that is read.
    pub struct AccountSettings("AWS::S3::AccountSettings", "account", "accounts") {
        list: GET_CALLER_IDENTITY at "",
        arn: Arn::Account,
        id: /// The account: twelve digits.
            "Account" account_id,
        facets: &[FacetSpec {
            operation: &GET_ACCOUNT_PUBLIC_ACCESS_BLOCK,
            answer: Answer::Member(GetPublicAccessBlockOutput::TYPE),
            methods: &["public_access_block"],
        }],
        mock: /// A new account, which has no public access block of its own. Its id is its account.
            /// Source: "Blocking public access to your Amazon S3 storage" in the Amazon S3 user
            /// guide.
            r#"
            {}"# with &[(&GET_ACCOUNT_PUBLIC_ACCESS_BLOCK, None)],
    }
    /// What GetCallerIdentity tells of an account.
    pub struct AccountDescription in sts as "GetCallerIdentityResponse" {}
}

facets! {
    AccountSettings {
        /// The account's public access block, which holds beside every bucket's own
        /// (GetPublicAccessBlock of Amazon S3 Control); none where it has none.
        public_access_block:
            GET_ACCOUNT_PUBLIC_ACCESS_BLOCK => GetPublicAccessBlockOutput.public_access_block_configuration
                as "PublicAccessBlockConfiguration": (PublicAccessBlockConfiguration);
    }
}
