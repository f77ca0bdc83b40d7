//! The account: how many there are of each kind, and where.

mod holdings;
mod kind;
mod place;
mod region;

pub use holdings::Holdings;
pub use kind::Kind;
pub(crate) use place::{Place, PublicAccessBlock};
pub(crate) use region::Region;

use std::collections::BTreeMap;

/// What the emulator holds: an account, and others that its roles lead to.
///
/// Nothing of it is stored. The number of a thing says what it is called and how it is configured,
/// so the same world is always the same account:
///
/// - of four buckets the last has no public access block, of three the first has a policy and the
///   second a lifecycle, of five the last has no ownership controls, of ten the last has no
///   encryption;
/// - of three buckets versioning is enabled for one, suspended for one and not set for one;
/// - of ten instances the eighth is stopped and the tenth terminated, and of three the first does
///   not require IMDSv2;
/// - of three things the last has no tags;
/// - of the regions every second, from the first, is set up safely.
#[derive(Debug, Clone)]
pub struct World {
    account: String,
    regions: Vec<String>,
    not_opted_in: Vec<String>,
    holdings: Holdings,
    accounts: BTreeMap<String, Holdings>,
    page_size: u32,
    bucket_page_size: u32,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// An empty account `111122223333` in `us-east-1`.
    pub fn new() -> Self {
        Self {
            account: "111122223333".to_owned(),
            regions: vec!["us-east-1".to_owned()],
            not_opted_in: Vec::new(),
            holdings: Holdings::new(),
            accounts: BTreeMap::new(),
            page_size: 1000,
            bucket_page_size: 10_000,
        }
    }

    /// The base account, which all keys are of that name no other.
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = account.into();
        self
    }

    /// The regions that are enabled. Buckets are spread over them evenly.
    pub fn regions<R: Into<String>>(mut self, regions: impl IntoIterator<Item = R>) -> Self {
        self.regions = regions.into_iter().map(Into::into).collect();
        self
    }

    /// Regions that `DescribeRegions` tells of as not opted in, and that accept no credentials.
    pub fn not_opted_in<R: Into<String>>(mut self, regions: impl IntoIterator<Item = R>) -> Self {
        self.not_opted_in = regions.into_iter().map(Into::into).collect();
        self
    }

    /// How many buckets there are, over all regions.
    pub fn buckets(self, count: u32) -> Self {
        self.count(Kind::Bucket, count)
    }

    /// How many directory buckets there are in every region.
    pub fn directory_buckets_per_region(self, count: u32) -> Self {
        self.count(Kind::DirectoryBucket, count)
    }

    /// How many access points there are in every region.
    pub fn access_points_per_region(self, count: u32) -> Self {
        self.count(Kind::AccessPoint, count)
    }

    /// How many multi-region access points there are.
    pub fn multi_region_access_points(self, count: u32) -> Self {
        self.count(Kind::MultiRegionAccessPoint, count)
    }

    /// How many instances there are in every region.
    pub fn instances_per_region(self, count: u32) -> Self {
        self.count(Kind::Instance, count)
    }

    /// How many security groups there are in every region.
    pub fn security_groups_per_region(self, count: u32) -> Self {
        self.count(Kind::SecurityGroup, count)
    }

    /// How many there are in every region of each EC2 kind that has no count of its own.
    pub fn others_per_region(self, count: u32) -> Self {
        self.holding(|holdings| holdings.others_per_region(count))
    }

    /// How many there are of a kind: in every region, or over all of them if it is
    /// [`Kind::Bucket`] or [`Kind::MultiRegionAccessPoint`].
    pub fn count(self, kind: Kind, count: u32) -> Self {
        self.holding(|holdings| holdings.count(kind, count))
    }

    /// How many there are of a kind in one region.
    pub fn count_in(self, region: impl Into<String>, kind: Kind, count: u32) -> Self {
        self.holding(|holdings| holdings.count_in(region, kind, count))
    }

    /// What another account holds. Without this, it holds as many as the base account.
    pub fn other_account(mut self, account: impl Into<String>, holdings: Holdings) -> Self {
        self.accounts.insert(account.into(), holdings);
        self
    }

    /// The most things in a page, where EC2, S3 Control and directory buckets have pages. 1000
    /// unless told.
    pub fn page_size(mut self, size: u32) -> Self {
        self.page_size = size.max(1);
        self
    }

    /// The most buckets in a page of ListBuckets. 10,000 unless told.
    pub fn bucket_page_size(mut self, size: u32) -> Self {
        self.bucket_page_size = size.max(1);
        self
    }

    /// The name of a bucket of the base account.
    pub fn bucket_name(&self, number: u32) -> String {
        bucket_name(&self.account, number)
    }

    /// The region that a bucket is in.
    pub fn bucket_region(&self, number: u32) -> &str {
        // In turn, and in another order every round. The configuration goes by remainders of the
        // number too, and would otherwise be the same for all buckets of a region.
        let regions = self.regions.len().max(1);
        let (mut turn, mut rest) = (0, number as usize);
        while rest > 0 && regions > 1 {
            turn += rest % regions;
            rest /= regions;
        }
        self.regions.get(turn % regions).map_or("us-east-1", String::as_str)
    }

    /// The id, or the name, of a thing of the base account.
    pub fn id(&self, kind: Kind, region: &str, number: u32) -> String {
        self.place(&self.account, region).name(kind, number)
    }

    pub(crate) fn base_account(&self) -> &str {
        &self.account
    }

    pub(crate) fn enabled(&self) -> &[String] {
        &self.regions
    }

    pub(crate) fn disabled(&self) -> &[String] {
        &self.not_opted_in
    }

    pub(crate) fn page(&self) -> u32 {
        self.page_size
    }

    pub(crate) fn bucket_page(&self) -> u32 {
        self.bucket_page_size
    }

    pub(crate) fn place<'a>(&'a self, account: &'a str, region: &'a str) -> Place<'a> {
        let of_account = || self.accounts.get(account);
        let holdings = if account == self.account { None } else { of_account() };
        Place::new(self, holdings.unwrap_or(&self.holdings), account, region)
    }

    fn holding(self, change: impl FnOnce(Holdings) -> Holdings) -> Self {
        Self { holdings: change(self.holdings), ..self }
    }
}

/// The name of a bucket, which nobody else has.
pub(crate) fn bucket_name(account: &str, number: u32) -> String {
    format!("bucket-{account}-{number:06}")
}
