//! What is kept of the objects, how, and for how long.

use crate::answer::{Failure, Reply};
use crate::call::Call;
use crate::world::bucket_name;

use super::bucket::Bucket;
use super::document;

pub(super) fn encryption(bucket: &Bucket<'_>, _: &Call) -> Reply {
    if bucket.is(9, 10) {
        let words = "The server side encryption configuration was not found";
        return Err(Failure::missing("ServerSideEncryptionConfigurationNotFoundError", words));
    }
    let key = bucket.place.kms_key(0);
    let by_default = match bucket.number % 4 {
        1 => format!("<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>{key}</KMSMasterKeyID>"),
        3 => format!(
            "<SSEAlgorithm>aws:kms:dsse</SSEAlgorithm><KMSMasterKeyID>{key}</KMSMasterKeyID>"
        ),
        _ => "<SSEAlgorithm>AES256</SSEAlgorithm>".to_owned(),
    };
    let blocked = if bucket.is(0, 2) { "SSE-C" } else { "NONE" };
    let has_bucket_key = bucket.is(1, 2);
    document!(
        "ServerSideEncryptionConfiguration",
        "<Rule><ApplyServerSideEncryptionByDefault>{by_default}\
         </ApplyServerSideEncryptionByDefault><BucketKeyEnabled>{has_bucket_key}</BucketKeyEnabled>\
         <BlockedEncryptionTypes><EncryptionType>{blocked}</EncryptionType>\
         </BlockedEncryptionTypes></Rule>"
    )
}

pub(super) fn versioning(bucket: &Bucket<'_>, _: &Call) -> Reply {
    let status = match bucket.number % 3 {
        0 => "<Status>Enabled</Status>",
        1 => "<Status>Suspended</Status>",
        _ => "",
    };
    let mfa_delete = match bucket.number % 6 {
        0 => "<MfaDelete>Enabled</MfaDelete>",
        3 => "<MfaDelete>Disabled</MfaDelete>",
        _ => "",
    };
    document!("VersioningConfiguration", "{status}{mfa_delete}")
}

pub(super) fn tagging(bucket: &Bucket<'_>, _: &Call) -> Reply {
    if bucket.is(2, 3) {
        return Err(Failure::missing("NoSuchTagSet", "The TagSet does not exist"));
    }
    let environment = if bucket.is(0, 2) { "production" } else { "test" };
    document!(
        "Tagging",
        "<TagSet><Tag><Key>environment</Key><Value>{environment}</Value></Tag>\
         <Tag><Key>owner</Key><Value>R&amp;D &lt;Zürich&gt;</Value></Tag>\
         <Tag><Key>temporary</Key><Value></Value></Tag></TagSet>"
    )
}

pub(super) fn lifecycle(bucket: &Bucket<'_>, _: &Call) -> Reply {
    if !bucket.is(1, 3) {
        let words = "The lifecycle configuration does not exist";
        return Err(Failure::missing("NoSuchLifecycleConfiguration", words));
    }
    let answer: Reply = document!(
        "LifecycleConfiguration",
        "<Rule><ID>archive</ID><Filter><And><Prefix>logs/</Prefix>\
         <Tag><Key>keep</Key><Value>no</Value></Tag><Tag><Key>class</Key><Value>a</Value></Tag>\
         <ObjectSizeGreaterThan>500</ObjectSizeGreaterThan>\
         <ObjectSizeLessThan>64000</ObjectSizeLessThan></And></Filter><Status>Enabled</Status>\
         <Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>\
         <Transition><Days>90</Days><StorageClass>GLACIER_IR</StorageClass></Transition>\
         <NoncurrentVersionTransition><NoncurrentDays>30</NoncurrentDays>\
         <NewerNoncurrentVersions>2</NewerNoncurrentVersions>\
         <StorageClass>DEEP_ARCHIVE</StorageClass></NoncurrentVersionTransition>\
         <NoncurrentVersionExpiration><NoncurrentDays>365</NoncurrentDays>\
         <NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration>\
         <Expiration><Days>400</Days></Expiration>\
         <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>\
         </AbortIncompleteMultipartUpload></Rule>\
         <Rule><ID>at-a-date</ID><Filter><Tag><Key>project</Key><Value>x</Value></Tag></Filter>\
         <Status>Disabled</Status><Transition><Date>2030-01-01T00:00:00.000Z</Date>\
         <StorageClass>GLACIER</StorageClass></Transition>\
         <Expiration><Date>2031-01-01T00:00:00.000Z</Date></Expiration></Rule>\
         <Rule><ID>markers</ID><Filter><Prefix></Prefix></Filter><Status>Enabled</Status>\
         <Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>\
         </Rule>\
         <Rule><ID>large</ID><Filter><ObjectSizeGreaterThan>1000000</ObjectSizeGreaterThan>\
         </Filter>\
         <Status>Enabled</Status><Expiration><Days>10</Days></Expiration></Rule>\
         <Rule><ID>of-old</ID><Prefix>old/</Prefix><Status>Enabled</Status>\
         <Expiration><Days>1</Days></Expiration></Rule>"
    );
    let least = match bucket.number % 2 {
        0 => "varies_by_storage_class",
        _ => "all_storage_classes_128K",
    };
    answer.map(|answer| answer.with("x-amz-transition-default-minimum-object-size", least))
}

pub(super) fn object_lock(bucket: &Bucket<'_>, _: &Call) -> Reply {
    let (mode, period) = match bucket.number % 8 {
        2 => ("GOVERNANCE", "<Days>30</Days>"),
        4 => {
            return document!(
                "ObjectLockConfiguration",
                "<ObjectLockEnabled>Enabled</ObjectLockEnabled>"
            );
        }
        6 => ("COMPLIANCE", "<Years>7</Years>"),
        _ => {
            let words = "Object Lock configuration does not exist for this bucket";
            return Err(Failure::missing("ObjectLockConfigurationNotFoundError", words));
        }
    };
    document!(
        "ObjectLockConfiguration",
        "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>\
         <Mode>{mode}</Mode>{period}<DefaultEventHold>{period}</DefaultEventHold>\
         </DefaultRetention></Rule>"
    )
}

pub(super) fn replication(bucket: &Bucket<'_>, _: &Call) -> Reply {
    if !bucket.is(3, 6) {
        let words = "The replication configuration was not found";
        return Err(Failure::missing("ReplicationConfigurationNotFoundError", words));
    }
    let (partition, account) = (bucket.place.partition(), bucket.place.account);
    let (target, key) = (bucket_name(account, 0), bucket.place.kms_key(1));
    document!(
        "ReplicationConfiguration",
        "<Role>arn:{partition}:iam::{account}:role/replication</Role>\
         <Rule><ID>everything</ID><Priority>1</Priority><Filter><And><Prefix>data/</Prefix>\
         <Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag></And>\
         </Filter><Status>Enabled</Status><SourceSelectionCriteria>\
         <SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects>\
         <ReplicaModifications><Status>Disabled</Status></ReplicaModifications>\
         </SourceSelectionCriteria>\
         <ExistingObjectReplication><Status>Enabled</Status></ExistingObjectReplication>\
         <Destination><Bucket>arn:{partition}:s3:::{target}</Bucket><Account>444455556666</Account>\
         <StorageClass>STANDARD_IA</StorageClass>\
         <AccessControlTranslation><Owner>Destination</Owner></AccessControlTranslation>\
         <EncryptionConfiguration><ReplicaKmsKeyID>{key}</ReplicaKmsKeyID>\
         </EncryptionConfiguration>\
         <ReplicationTime><Status>Enabled</Status><Time><Minutes>15</Minutes></Time>\
         </ReplicationTime><Metrics><Status>Enabled</Status><EventThreshold><Minutes>15</Minutes>\
         </EventThreshold></Metrics></Destination>\
         <DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication></Rule>\
         <Rule><ID>old</ID><Prefix>old/</Prefix><Status>Disabled</Status>\
         <Destination><Bucket>arn:{partition}:s3:::{target}</Bucket></Destination></Rule>\
         <Rule><ID>tagged</ID><Priority>2</Priority>\
         <Filter><Tag><Key>a</Key><Value>1</Value></Tag></Filter><Status>Enabled</Status>\
         <Destination><Bucket>arn:{partition}:s3:::{target}</Bucket></Destination>\
         <DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication></Rule>"
    )
}

fn no_metadata() -> Failure {
    Failure::missing("MetadataConfigurationNotFound", "The metadata configuration was not found")
}

pub(super) fn metadata(bucket: &Bucket<'_>, _: &Call) -> Reply {
    if !bucket.is(3, 7) {
        return Err(no_metadata());
    }
    let (s3tables, iam) = (bucket.place.arn("s3tables"), bucket.place.partition());
    let (name, account) = (bucket.name, bucket.place.account);
    let table = format!("{s3tables}bucket/aws-s3/table/00000000-0000-4000-8000");
    document!(
        "GetBucketMetadataConfigurationResult",
        "<MetadataConfigurationResult><DestinationResult><TableBucketType>aws</TableBucketType>\
         <TableBucketArn>{s3tables}bucket/aws-s3</TableBucketArn>\
         <TableNamespace>b_{name}</TableNamespace></DestinationResult>\
         <JournalTableConfigurationResult><TableStatus>ACTIVE</TableStatus>\
         <TableName>journal</TableName><TableArn>{table}-000000000001</TableArn>\
         <RecordExpiration><Expiration>ENABLED</Expiration><Days>30</Days></RecordExpiration>\
         </JournalTableConfigurationResult>\
         <InventoryTableConfigurationResult><ConfigurationState>ENABLED</ConfigurationState>\
         <TableStatus>FAILED</TableStatus><Error>\
         <ErrorCode>AccessDeniedCreatingResources</ErrorCode>\
         <ErrorMessage>The table was not made</ErrorMessage></Error>\
         <TableName>inventory</TableName>\
         <TableArn>{table}-000000000002</TableArn></InventoryTableConfigurationResult>\
         <AnnotationTableConfigurationResult><ConfigurationState>ENABLED</ConfigurationState>\
         <TableStatus>ACTIVE</TableStatus><TableName>annotation</TableName>\
         <TableArn>{table}-000000000003</TableArn>\
         <Role>arn:{iam}:iam::{account}:role/annotation</Role></AnnotationTableConfigurationResult>\
         </MetadataConfigurationResult>"
    )
}

pub(super) fn metadata_table(bucket: &Bucket<'_>, _: &Call) -> Reply {
    if !bucket.is(5, 7) {
        return Err(no_metadata());
    }
    let (s3tables, name) = (bucket.place.arn("s3tables"), bucket.name);
    document!(
        "GetBucketMetadataTableConfigurationResult",
        "<MetadataTableConfigurationResult><S3TablesDestinationResult>\
         <TableBucketArn>{s3tables}bucket/metadata</TableBucketArn><TableName>of_{name}</TableName>\
         <TableArn>{s3tables}bucket/metadata/table/00000000-0000-4000-8000-000000000004</TableArn>\
         <TableNamespace>aws_s3_metadata</TableNamespace></S3TablesDestinationResult>\
         </MetadataTableConfigurationResult><Status>FAILED</Status>\
         <Error><ErrorCode>AccessDeniedCreatingResources</ErrorCode>\
         <ErrorMessage>The table was not made</ErrorMessage></Error>"
    )
}
