//! Accounts and regions, as checks run over them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{All, KindSnapshot, Snapshot};
use crate::resource::{Core, Identity, Kind, KindSpec, Record, ec2, s3};

/// An account that was read.
///
/// As the first parameter of a check, by reference, it makes the check run once for each account;
/// as a further one it is the account of what the check looks at.
///
/// ```
/// use configtest::prelude::*;
///
/// /// No bucket of the account can be opened to the public.
/// #[config_test(severity = "critical")]
/// fn accounts_block_public_buckets(account: &Account) {
///     let settings = account.s3();
///     let block = settings.public_access_block().expect("the account has no public access block");
///     assert!(block.blocks_everything());
/// }
///
/// let open = s3::AccountSettings::mock("111122223333");
/// let account = Snapshot::mock().with(open).account("111122223333");
/// assert_eq!(configtest::verdict(|| accounts_block_public_buckets(&account)), configtest::Verdict::Fail);
/// ```
#[derive(Debug, Clone)]
pub struct Account {
    id: String,
    snapshot: Snapshot,
}

impl Account {
    pub(crate) fn new(id: &str, snapshot: Snapshot) -> Self {
        Self { id: id.to_owned(), snapshot }
    }

    /// The account's number: twelve digits.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it has set for all of its Amazon S3. Where the source does not hold it, whoever reads an
    /// attribute of it leaves the check.
    pub fn s3(&self) -> s3::AccountSettings {
        let all: All<s3::AccountSettings> = self.snapshot.all();
        self.snapshot.settings(
            all,
            |identity| identity.account == self.id,
            || Identity {
                account: self.id.clone(),
                region: None,
                id: self.id.clone(),
                arn: format!("arn:aws:iam::{}:root", self.id),
            },
        )
    }

    /// Its resources of a kind. Who asks for them leaves the check where some of the account could not be
    /// listed, whatever is with other accounts.
    pub fn all<K: Kind>(&self) -> All<K> {
        self.snapshot.all().within(&self.id, None)
    }

    /// One of its regions, by name. Whether it was read shows when something is asked of it.
    pub fn region(&self, name: &str) -> Region {
        Region::new(&self.id, name, self.snapshot.clone())
    }
}

/// A region of an account that was read.
///
/// As the first parameter of a check, by reference, it makes the check run once for each region of
/// each account; as a further one it is the region of what the check looks at.
///
/// ```
/// use configtest::prelude::*;
///
/// /// New volumes are encrypted, whoever makes them.
/// #[config_test(severity = "high", controls("CIS AWS 5.0: 5.1.1"))]
/// fn regions_encrypt_new_volumes(region: &Region) {
///     let settings = region.ec2();
///     let default = settings.ebs_encryption_by_default().expect("EC2 says nothing of it");
///     assert_eq!(default.ebs_encryption_by_default, Some(true));
/// }
///
/// let snapshot = Snapshot::mock().with(ec2::RegionSettings::mock("eu-west-1"));
/// let region = snapshot.account("111122223333").region("eu-west-1");
/// assert_eq!(configtest::verdict(|| regions_encrypt_new_volumes(&region)), configtest::Verdict::Fail);
/// ```
#[derive(Debug, Clone)]
pub struct Region {
    account: String,
    name: String,
    snapshot: Snapshot,
}

impl Region {
    pub(crate) fn new(account: &str, name: &str, snapshot: Snapshot) -> Self {
        Self { account: account.to_owned(), name: name.to_owned(), snapshot }
    }

    /// Its name: `eu-west-1`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The account that it is a region of.
    pub fn account(&self) -> Account {
        Account::new(&self.account, self.snapshot.clone())
    }

    /// What the account has set for EC2 in the region. Where the source does not hold it, whoever reads
    /// an attribute of it leaves the check.
    pub fn ec2(&self) -> ec2::RegionSettings {
        let is_it =
            |identity: &Identity| identity.account == self.account && identity.id == self.name;
        self.snapshot.settings(self.snapshot.all(), is_it, || Identity {
            account: self.account.clone(),
            region: Some(self.name.clone()),
            id: self.name.clone(),
            arn: format!("arn:aws:ec2:{0}:{1}:region/{0}", self.name, self.account),
        })
    }

    /// The resources of a kind that it holds. Who asks for them leaves the check where some of the region
    /// could not be listed, whatever is with other regions.
    pub fn all<K: Kind>(&self) -> All<K> {
        self.snapshot.all().within(&self.account, Some(&self.name))
    }
}

impl Snapshot {
    /// The resources of a kind in a mock. Every account and region that holds something has settings,
    /// those that AWS gives a new one where nobody says others.
    pub(super) fn with_settings(&self, spec: &'static KindSpec) -> Cow<'_, KindSnapshot> {
        let kind = self.kind(spec).map_or_else(Cow::default, Cow::Borrowed);
        let of_settings = [s3::AccountSettings::SPEC, ec2::RegionSettings::SPEC];
        if !of_settings.iter().any(|settings| settings.name == spec.name) {
            return kind;
        }
        let mut kind = kind.into_owned();
        let held = self.kinds.values().flat_map(|kind| &kind.records);
        let identities = held.map(|record| &record.identity);
        let settings: Vec<Record> = if spec.name == s3::AccountSettings::SPEC.name {
            let accounts: BTreeSet<&str> =
                identities.map(|identity| identity.account.as_str()).collect();
            let settings = accounts.into_iter().map(s3::AccountSettings::mock);
            settings.map(|settings| settings.handle().to_record()).collect()
        } else {
            let place = |identity: &'_ Identity| {
                identity.region.clone().map(|region| (identity.account.clone(), region))
            };
            let regions: BTreeSet<(String, String)> = identities.filter_map(place).collect();
            let settings = regions
                .into_iter()
                .map(|(account, region)| ec2::RegionSettings::mock(region).with_account(account));
            settings.map(|settings| settings.handle().to_record()).collect()
        };
        let is_said = |record: &Record, kind: &KindSnapshot| {
            let is_same = |known: &Record| {
                known.identity.account == record.identity.account
                    && known.identity.id == record.identity.id
            };
            kind.records.iter().any(is_same)
        };
        for record in settings {
            if !is_said(&record, &kind) {
                kind.insert(record);
            }
        }
        Cow::Owned(kind)
    }

    /// The settings of an account or region; where nobody listed them, whatever is read of them is
    /// asked for then, or unknown.
    fn settings<K: Kind>(
        &self,
        all: All<K>,
        is_it: impl Fn(&Identity) -> bool,
        identity: impl FnOnce() -> Identity,
    ) -> K {
        let listed = all.only(|handle| is_it(handle.identity()));
        match listed.listed().next() {
            Some(settings) => settings,
            None => {
                let record = Record { identity: identity(), facets: BTreeMap::new() };
                K::from_handle(self.handle(Arc::new(Core::new(
                    K::SPEC,
                    record,
                    self.facet_loader(),
                ))))
            }
        }
    }
}
