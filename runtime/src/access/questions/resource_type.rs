//! The types of resources that can be asked about.

use std::str::FromStr;

/// A type of resources whose policies can let the public in.
///
/// Source: "CheckNoPublicAccess" in the API reference of IAM Access Analyzer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ResourceType {
    /// `AWS::ApiGateway::RestApi`
    ApiGatewayRestApi,
    /// `AWS::Backup::BackupVault`
    BackupVault,
    /// `AWS::CloudTrail::Dashboard`
    CloudTrailDashboard,
    /// `AWS::CloudTrail::EventDataStore`
    CloudTrailEventDataStore,
    /// `AWS::CodeArtifact::Domain`
    CodeArtifactDomain,
    /// `AWS::DynamoDB::Stream`
    DynamoDbStream,
    /// `AWS::DynamoDB::Table`
    DynamoDbTable,
    /// `AWS::EFS::FileSystem`
    EfsFileSystem,
    /// `AWS::IAM::AssumeRolePolicyDocument`: the trust policy of a role.
    AssumeRolePolicyDocument,
    /// `AWS::KMS::Key`
    KmsKey,
    /// `AWS::Kinesis::Stream`
    KinesisStream,
    /// `AWS::Kinesis::StreamConsumer`
    KinesisStreamConsumer,
    /// `AWS::Lambda::Function`
    LambdaFunction,
    /// `AWS::OpenSearchService::Domain`
    OpenSearchDomain,
    /// `AWS::S3::AccessPoint`
    S3AccessPoint,
    /// `AWS::S3::Bucket`
    S3Bucket,
    /// `AWS::S3::Glacier`
    S3Glacier,
    /// `AWS::S3Express::AccessPoint`
    S3ExpressAccessPoint,
    /// `AWS::S3Express::DirectoryBucket`
    S3ExpressDirectoryBucket,
    /// `AWS::S3Outposts::AccessPoint`
    S3OutpostsAccessPoint,
    /// `AWS::S3Outposts::Bucket`
    S3OutpostsBucket,
    /// `AWS::S3Tables::Table`
    S3TablesTable,
    /// `AWS::S3Tables::TableBucket`
    S3TablesTableBucket,
    /// `AWS::SNS::Topic`
    SnsTopic,
    /// `AWS::SQS::Queue`
    SqsQueue,
    /// `AWS::SecretsManager::Secret`
    Secret,
}

/// No such type is known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no type of resources that can be checked for public access")]
pub struct UnknownResourceType(String);

/// Each type, its name, and the actions that its policies are about.
const ALL: [(ResourceType, &str, &[&str]); 26] = {
    use ResourceType as T;
    [
        (T::ApiGatewayRestApi, "AWS::ApiGateway::RestApi", &["execute-api:*"]),
        (T::BackupVault, "AWS::Backup::BackupVault", &["backup:*"]),
        (T::CloudTrailDashboard, "AWS::CloudTrail::Dashboard", &["cloudtrail:*"]),
        (T::CloudTrailEventDataStore, "AWS::CloudTrail::EventDataStore", &["cloudtrail:*"]),
        (T::CodeArtifactDomain, "AWS::CodeArtifact::Domain", &["codeartifact:*"]),
        (T::DynamoDbStream, "AWS::DynamoDB::Stream", &["dynamodb:*"]),
        (T::DynamoDbTable, "AWS::DynamoDB::Table", &["dynamodb:*"]),
        (T::EfsFileSystem, "AWS::EFS::FileSystem", &["elasticfilesystem:*"]),
        (
            T::AssumeRolePolicyDocument,
            "AWS::IAM::AssumeRolePolicyDocument",
            &["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"],
        ),
        (T::KmsKey, "AWS::KMS::Key", &["kms:*"]),
        (T::KinesisStream, "AWS::Kinesis::Stream", &["kinesis:*"]),
        (T::KinesisStreamConsumer, "AWS::Kinesis::StreamConsumer", &["kinesis:*"]),
        (T::LambdaFunction, "AWS::Lambda::Function", &["lambda:*"]),
        (T::OpenSearchDomain, "AWS::OpenSearchService::Domain", &["es:*"]),
        (T::S3AccessPoint, "AWS::S3::AccessPoint", &["s3:*"]),
        (T::S3Bucket, "AWS::S3::Bucket", &["s3:*"]),
        (T::S3Glacier, "AWS::S3::Glacier", &["glacier:*"]),
        (T::S3ExpressAccessPoint, "AWS::S3Express::AccessPoint", &["s3express:*"]),
        (T::S3ExpressDirectoryBucket, "AWS::S3Express::DirectoryBucket", &["s3express:*"]),
        (T::S3OutpostsAccessPoint, "AWS::S3Outposts::AccessPoint", &["s3-outposts:*"]),
        (T::S3OutpostsBucket, "AWS::S3Outposts::Bucket", &["s3-outposts:*"]),
        (T::S3TablesTable, "AWS::S3Tables::Table", &["s3tables:*"]),
        (T::S3TablesTableBucket, "AWS::S3Tables::TableBucket", &["s3tables:*"]),
        (T::SnsTopic, "AWS::SNS::Topic", &["sns:*"]),
        (T::SqsQueue, "AWS::SQS::Queue", &["sqs:*"]),
        (T::Secret, "AWS::SecretsManager::Secret", &["secretsmanager:*"]),
    ]
};

impl ResourceType {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.into_iter().map(|(one, _, _)| one)
    }

    /// Its name, as the API has it.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// The actions that its policies are about.
    pub(super) fn actions(self) -> &'static [&'static str] {
        self.entry().2
    }

    /// Whether requests without a signature reach it.
    ///
    /// Source: "Anonymous caller" under "Principal key values" in the IAM user guide, for three of them; the
    /// others can be called without a signature by their own documentation.
    pub(super) fn takes_anonymous(self) -> bool {
        use ResourceType as T;
        !matches!(
            self,
            T::KmsKey
                | T::AssumeRolePolicyDocument
                | T::Secret
                | T::DynamoDbStream
                | T::DynamoDbTable
                | T::KinesisStream
                | T::KinesisStreamConsumer
                | T::BackupVault
        )
    }

    fn entry(self) -> &'static (Self, &'static str, &'static [&'static str]) {
        static ENTRIES: [(ResourceType, &str, &[&str]); 26] = ALL;
        ENTRIES
            .iter()
            .find(|(one, _, _)| *one == self)
            .unwrap_or_else(|| unreachable!("each type has an entry"))
    }
}

impl FromStr for ResourceType {
    type Err = UnknownResourceType;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = ALL.into_iter().find(|(_, own, _)| *own == name);
        found.map(|(one, _, _)| one).ok_or_else(|| UnknownResourceType(name.to_owned()))
    }
}
