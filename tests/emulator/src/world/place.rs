//! One region of one account, and what its things are called.

use std::fmt;

use super::{Holdings, Kind, Region, World, bucket_name};
use crate::xml::{Time, Xml};

/// When the first of each kind was made: the beginning of 2024.
const BEGINNING: u64 = 1_704_067_200;

/// A region of an account.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) world: &'a World,
    pub(crate) account: &'a str,
    pub(crate) region: &'a str,
    holdings: &'a Holdings,
    /// What the ids of the place have in common.
    tag: u32,
}

/// The id of a thing of EC2.
pub(crate) struct Id {
    prefix: &'static str,
    tag: u32,
    number: u32,
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}0{:08x}{:08x}", self.prefix, self.tag, self.number)
    }
}

impl<'a> Place<'a> {
    pub(super) fn new(
        world: &'a World,
        holdings: &'a Holdings,
        account: &'a str,
        region: &'a str,
    ) -> Self {
        let tag = ((hash(region) & 0xffff) << 16) | (hash(account) & 0xffff);
        Self { world, account, region, holdings, tag }
    }

    pub(crate) fn count(&self, kind: Kind) -> u32 {
        self.holdings.of(kind, self.region)
    }

    pub(crate) fn id(&self, kind: Kind, number: u32) -> Id {
        Id { prefix: kind.prefix(), tag: self.tag, number }
    }

    /// The id of a thing that another one points at: one that there is, if there is any.
    pub(crate) fn of(&self, kind: Kind, number: u32) -> Id {
        self.id(kind, number % self.count(kind).max(1))
    }

    /// The number of a thing by its id, if there is such a thing here.
    pub(crate) fn number(&self, kind: Kind, id: &str) -> Option<u32> {
        let digits = id.strip_prefix(kind.prefix())?.get(9..)?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let is_there = number < self.count(kind) && self.id(kind, number).to_string() == id;
        is_there.then_some(number)
    }

    /// The id or the name.
    pub(crate) fn name(&self, kind: Kind, number: u32) -> String {
        match kind {
            Kind::Bucket => bucket_name(self.account, number),
            Kind::DirectoryBucket => {
                let account = self.account;
                format!("directory-{account}-{number:06}--{}--x-s3", self.zone_id(0))
            }
            Kind::AccessPoint => format!("access-point-{number:06}"),
            Kind::MultiRegionAccessPoint => format!("multi-region-{number:06}"),
            of_ec2 => self.id(of_ec2, number).to_string(),
        }
    }

    /// The number of a thing of S3 by its name, if there is such a thing here.
    pub(crate) fn number_of_name(&self, kind: Kind, name: &str) -> Option<u32> {
        let digits = name.strip_suffix("--x-s3").unwrap_or(name);
        let digits = digits.split("--").next()?.rsplit('-').next()?;
        let number = digits.parse().ok()?;
        (number < self.count(kind) && self.name(kind, number) == name).then_some(number)
    }

    pub(crate) fn zone(&self, number: u32) -> String {
        format!("{}{}", self.region, ["a", "b", "c"][number as usize % 3])
    }

    pub(crate) fn zone_id(&self, number: u32) -> String {
        format!("{}-az{}", Region(self.region).short(), [1, 2, 4][number as usize % 3])
    }

    pub(crate) fn partition(&self) -> &'static str {
        Region(self.region).partition()
    }

    pub(crate) fn domain(&self) -> &'static str {
        Region(self.region).domain()
    }

    /// The beginning of the ARNs of a service here.
    pub(crate) fn arn(&self, service: &str) -> String {
        format!("arn:{}:{service}:{}:{}:", self.partition(), self.region, self.account)
    }

    pub(crate) fn kms_key(&self, number: u32) -> String {
        format!("{}key/{:08x}-0000-4000-8000-{number:012x}", self.arn("kms"), self.tag)
    }

    pub(crate) fn time(&self, number: u32) -> Time {
        Time(BEGINNING + u64::from(number) * 3607)
    }

    /// The tags of a thing: two things of three have some.
    pub(crate) fn tags(&self, xml: &mut Xml, kind: Kind, number: u32) {
        if number % 3 == 2 {
            return;
        }
        let environment = if number.is_multiple_of(2) { "production" } else { "test" };
        xml!(
            xml,
            "<tagSet><item><key>Name</key><value>{kind:?} {number}</value></item>\
             <item><key>environment</key><value>{environment}</value></item>\
             <item><key>owner</key><value>R&amp;D &lt;Zürich&gt;</value></item>\
             <item><key>temporary</key><value/></item></tagSet>"
        );
    }
}

/// What a public access block blocks.
pub(crate) struct PublicAccessBlock(pub(crate) [bool; 4]);

impl PublicAccessBlock {
    /// Of eight in turn, half block everything.
    pub(crate) fn of(number: u32) -> Self {
        match number % 8 {
            0 | 2 | 4 | 6 => Self([true; 4]),
            1 => Self([false; 4]),
            rest => Self([rest == 3, rest == 3, rest == 5, true]),
        }
    }
}

impl fmt::Display for PublicAccessBlock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([acls, ignore, policy, restrict]) = self;
        write!(
            formatter,
            "<BlockPublicAcls>{acls}</BlockPublicAcls><IgnorePublicAcls>{ignore}</IgnorePublicAcls>\
             <BlockPublicPolicy>{policy}</BlockPublicPolicy>\
             <RestrictPublicBuckets>{restrict}</RestrictPublicBuckets>"
        )
    }
}

/// FNV-1a, which is short and always the same.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_back_to_its_number() {
        let world = World::new().regions(["us-east-1", "eu-west-1"]).instances_per_region(3);
        let here = world.place("111122223333", "us-east-1");
        let id = here.id(Kind::Instance, 2).to_string();
        assert_eq!(id.len(), "i-".len() + 17);
        assert_eq!(here.number(Kind::Instance, &id), Some(2));
        assert_eq!(here.number(Kind::Instance, &here.id(Kind::Instance, 3).to_string()), None);
        let there = world.place("111122223333", "eu-west-1");
        assert_eq!(there.number(Kind::Instance, &id), None);
    }

    #[test]
    fn a_name_leads_back_to_its_number() {
        let world = World::new().buckets(3).directory_buckets_per_region(3);
        let here = world.place("111122223333", "us-east-1");
        for kind in [Kind::Bucket, Kind::DirectoryBucket] {
            assert_eq!(here.number_of_name(kind, &here.name(kind, 2)), Some(2));
            assert_eq!(here.number_of_name(kind, &here.name(kind, 3)), None);
        }
    }
}
