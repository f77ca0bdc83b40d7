//! Who can reach a bucket, from all that a snapshot holds of it.

use std::collections::BTreeSet;

use super::Snapshot;
use crate::access::{
    AccessPoint, Acl, AclGrant, Answer, Exposure, ExposureInput, Given, Grantee, NetworkOrigin,
    NotPublic, ObjectOwnership, Policy, PublicAccessBlock, PublicAnswer, ResourceType,
    check_no_public_access, exposure,
};
use crate::resource::{Unknown, known, s3, unknown};

impl s3::Bucket {
    /// Who can reach the bucket: by its policy, its ACL and ownership controls, its access points, and the
    /// public access blocks of the bucket, of its access points and of the account.
    ///
    /// What could not be read leaves the answer open, and does not leave the check:
    /// [`s3::Bucket::assert_not_public`] does. The access points of other accounts are not looked at, which
    /// the policy of the bucket has to let in first.
    ///
    /// ```
    /// use configtest::access::{Audience, Reach};
    /// use configtest::prelude::*;
    ///
    /// let open = s3::BucketPolicy::new(
    ///     r#"{"Version": "2012-10-17", "Statement": {
    ///         "Sid": "Website", "Effect": "Allow", "Principal": "*",
    ///         "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-website/*"}}"#,
    /// );
    /// let bucket = s3::Bucket::mock("acme-website").with_policy(open);
    /// let acme = Snapshot::mock().with(bucket.clone());
    /// // New buckets have all four blocks.
    /// assert_eq!(bucket.exposure(&acme).reachable, Reach::Known(Audience::Private));
    /// let bucket = bucket.with_public_access_block(None);
    /// assert_eq!(bucket.exposure(&acme).reachable, Reach::Known(Audience::Public));
    /// ```
    pub fn exposure(&self, snapshot: &Snapshot) -> Exposure {
        self.exposed(snapshot).0
    }

    /// Fails the check where the public can reach the bucket: in the words of S3, or by what the policies
    /// let in. The message tells which layer opens what, and shows a request.
    ///
    /// Leaves the check where that depends on a fact that is not known.
    ///
    /// ```
    /// use configtest::prelude::*;
    /// use configtest::{Verdict, verdict};
    ///
    /// /// Nobody reaches our buckets from outside.
    /// #[config_test(severity = "critical")]
    /// fn are_not_public(bucket: &s3::Bucket, snapshot: &Snapshot) {
    ///     bucket.assert_not_public(snapshot);
    /// }
    ///
    /// let bucket = s3::Bucket::mock("acme-logs");
    /// let acme = Snapshot::mock().with(bucket.clone());
    /// assert_eq!(verdict(|| are_not_public(&bucket, &acme)), Verdict::Pass);
    /// ```
    ///
    /// # Panics
    ///
    /// The bucket is public, or it cannot be told whether it is.
    #[track_caller]
    #[expect(clippy::panic, reason = "it is an assertion")]
    pub fn assert_not_public(&self, snapshot: &Snapshot) {
        let (exposure, unread) = self.exposed(snapshot);
        let (words, mut failed) = match exposure.not_public() {
            NotPublic::Holds => return,
            NotPublic::Violated(failed) => ("is public", failed),
            NotPublic::Unknown(failed) => {
                let because = || failed.iter().flat_map(|of| &of.because);
                let matters = |fact: &Unknown| {
                    let text = fact.to_string();
                    because().any(|why| why.contains(&text))
                };
                match unread.into_iter().find(matters) {
                    Some(fact) => unknown::unwind(fact),
                    None => ("may be public", failed),
                }
            }
        };
        // A request that shows it comes first.
        failed.reverse();
        let because = failed.iter().flat_map(|of| &of.because);
        let mut lines: Vec<&str> = because.map(String::as_str).collect();
        lines.extend(exposure.chain.iter().map(|step| step.text.as_str()));
        let mut told = BTreeSet::new();
        lines.retain(|line| told.insert(*line));
        panic!("{} {words}: {}", self.name(), lines.join("\n"));
    }

    /// The same with the facts that could not be read.
    fn exposed(&self, snapshot: &Snapshot) -> (Exposure, Vec<Unknown>) {
        let mut reading = Reading::default();
        let account = self.account().to_owned();
        let input = ExposureInput {
            policy: reading.policy(|| self.policy().cloned()),
            acl: reading.acl(self),
            ownership: reading.ownership(self),
            account_block: reading.given(|| {
                let account = snapshot.account(&account);
                account.s3().public_access_block().map(block)
            }),
            bucket_block: reading.given(|| self.public_access_block().map(block)),
            access_points: reading.access_points(self, snapshot),
            account: Given::Known(account),
        };
        (exposure(&input, is_public), reading.unread)
    }
}

/// What the policy of a bucket or of an access point means by itself.
fn is_public(policy: &Policy) -> PublicAnswer {
    match check_no_public_access(policy, ResourceType::S3Bucket) {
        Answer::Holds => PublicAnswer::Holds,
        Answer::Violated(witness) => PublicAnswer::Violated(witness.to_string()),
        Answer::Unknown(doubts) => {
            PublicAnswer::Unknown(doubts.iter().map(ToString::to_string).collect())
        }
    }
}

/// What is read for one answer.
#[derive(Default)]
struct Reading {
    /// What could not be.
    unread: Vec<Unknown>,
}

impl Reading {
    fn given<T>(&mut self, read: impl FnOnce() -> Option<T>) -> Given<T> {
        match known(read) {
            Ok(Some(value)) => Given::Known(value),
            Ok(None) => Given::Absent,
            Err(unknown) => {
                let why = unknown.to_string();
                self.unread.push(unknown);
                Given::Unknown(why)
            }
        }
    }

    fn policy(&mut self, read: impl FnOnce() -> Option<s3::BucketPolicy>) -> Given<Policy> {
        match self.given(read) {
            Given::Known(policy) => match policy.parse() {
                Ok(policy) => Given::Known(policy),
                Err(error) => Given::Unknown(format!("the policy cannot be read: {error}")),
            },
            Given::Absent => Given::Absent,
            Given::Unknown(why) => Given::Unknown(why),
        }
    }

    fn acl(&mut self, bucket: &s3::Bucket) -> Given<Acl> {
        match self.given(|| bucket.acl()) {
            Given::Known(given) => acl(given).map_or_else(
                || Given::Unknown("the ACL grants something, and does not say to whom".to_owned()),
                Given::Known,
            ),
            Given::Absent => Given::Absent,
            Given::Unknown(why) => Given::Unknown(why),
        }
    }

    fn ownership(&mut self, bucket: &s3::Bucket) -> Given<ObjectOwnership> {
        let controls = self.given(|| bucket.ownership_controls());
        let rules = match controls {
            Given::Known(controls) => &controls.rules,
            Given::Absent => return Given::Absent,
            Given::Unknown(why) => return Given::Unknown(why),
        };
        match rules.first().and_then(|rule| rule.object_ownership.as_ref()) {
            None => Given::Absent,
            Some(s3::ObjectOwnership::BucketOwnerEnforced) => {
                Given::Known(ObjectOwnership::BucketOwnerEnforced)
            }
            Some(s3::ObjectOwnership::BucketOwnerPreferred) => {
                Given::Known(ObjectOwnership::BucketOwnerPreferred)
            }
            Some(s3::ObjectOwnership::ObjectWriter) => Given::Known(ObjectOwnership::ObjectWriter),
            Some(other) => {
                let word = other.as_str();
                Given::Unknown(format!("the object ownership `{word}` is not known"))
            }
        }
    }

    fn access_points(
        &mut self,
        bucket: &s3::Bucket,
        snapshot: &Snapshot,
    ) -> Given<Vec<AccessPoint>> {
        let all = self.given(|| Some(snapshot.all::<s3::AccessPoint>().iter().collect::<Vec<_>>()));
        let all = match all {
            Given::Known(all) => all,
            Given::Absent => return Given::Absent,
            Given::Unknown(why) => return Given::Unknown(why),
        };
        let mut points = Vec::new();
        for point in all.iter().filter(|point| point.account() == bucket.account()) {
            let leads_to = match self.given(|| point.bucket().map(str::to_owned)) {
                Given::Known(name) => name,
                Given::Absent => continue,
                Given::Unknown(why) => return Given::Unknown(why),
            };
            if leads_to == bucket.name() {
                points.push(AccessPoint {
                    name: point.name().to_owned(),
                    origin: self.origin(point),
                    policy: self.policy(|| point.policy().cloned()),
                    block: self.given(|| point.public_access_block().map(block)),
                });
            }
        }
        match self.multi_region_access_points(bucket, snapshot) {
            Given::Known(more) => points.extend(more),
            Given::Absent => {}
            Given::Unknown(why) => return Given::Unknown(why),
        }
        Given::Known(points)
    }

    /// Those that lead to the bucket among others. They are reached from the internet.
    fn multi_region_access_points(
        &mut self,
        bucket: &s3::Bucket,
        snapshot: &Snapshot,
    ) -> Given<Vec<AccessPoint>> {
        let all = || snapshot.all::<s3::MultiRegionAccessPoint>().iter().collect::<Vec<_>>();
        let all = match self.given(|| Some(all())) {
            Given::Known(all) => all,
            Given::Absent => return Given::Absent,
            Given::Unknown(why) => return Given::Unknown(why),
        };
        let is_it = |region: &s3::RegionReport| region.bucket.as_deref() == Some(bucket.name());
        let mut points = Vec::new();
        for point in all.iter().filter(|point| point.account() == bucket.account()) {
            match self.given(|| point.regions().iter().any(is_it).then_some(())) {
                Given::Known(()) => {}
                Given::Absent => continue,
                Given::Unknown(why) => return Given::Unknown(why),
            }
            let established = || {
                let text = point.policy()?.established.as_ref()?.policy.clone()?;
                Some(s3::BucketPolicy::new(text))
            };
            points.push(AccessPoint {
                name: point.name().to_owned(),
                origin: Given::Known(NetworkOrigin::Internet),
                policy: self.policy(established),
                block: self.given(|| point.public_access_block().map(block)),
            });
        }
        Given::Known(points)
    }

    fn origin(&mut self, point: &s3::AccessPoint) -> Given<NetworkOrigin> {
        match self.given(|| point.network_origin().map(str::to_owned)) {
            Given::Known(word) if word == "Internet" => Given::Known(NetworkOrigin::Internet),
            Given::Known(word) if word == "VPC" => {
                let vpc = || point.vpc_configuration().and_then(|vpc| vpc.vpc_id.clone());
                match self.given(vpc) {
                    Given::Known(vpc) => Given::Known(NetworkOrigin::Vpc(vpc)),
                    Given::Absent => Given::Known(NetworkOrigin::Vpc(String::new())),
                    Given::Unknown(why) => Given::Unknown(why),
                }
            }
            Given::Known(word) => {
                Given::Unknown(format!("the network origin `{word}` is not known"))
            }
            Given::Absent => Given::Absent,
            Given::Unknown(why) => Given::Unknown(why),
        }
    }
}

/// One that is not set is off.
fn block(block: &s3::PublicAccessBlockConfiguration) -> PublicAccessBlock {
    PublicAccessBlock {
        block_public_acls: block.block_public_acls == Some(true),
        ignore_public_acls: block.ignore_public_acls == Some(true),
        block_public_policy: block.block_public_policy == Some(true),
        restrict_public_buckets: block.restrict_public_buckets == Some(true),
    }
}

/// None where a grant does not say to whom.
fn acl(acl: &s3::GetBucketAclOutput) -> Option<Acl> {
    let grant = |grant: &s3::Grant| {
        let grantee = match grant.grantee.as_ref()? {
            s3::Grantee { uri: Some(uri), .. } => Grantee::Group(uri.clone()),
            s3::Grantee { id: Some(id), .. } => Grantee::CanonicalUser(id.clone()),
            s3::Grantee { email_address: Some(address), .. } => Grantee::Email(address.clone()),
            s3::Grantee { .. } => return None,
        };
        Some(AclGrant { grantee, permission: grant.permission.clone().unwrap_or_default() })
    };
    let owner = acl.owner.as_ref().and_then(|owner| owner.id.clone()).unwrap_or_default();
    Some(Acl { owner, grants: acl.grants.iter().map(grant).collect::<Option<_>>()? })
}

#[cfg(test)]
#[path = "exposure_tests.rs"]
mod tests;
