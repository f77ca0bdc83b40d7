//! Kinds: what is told of each type of resource, as plain data.

use super::mock::Made;
use super::shape::Type;
use super::{Handle, Operation, ec2, s3};

/// A type of resource that a check can be written over.
///
/// Implemented by the structs of [`s3`] and [`ec2`], and by nothing else.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a kind of resource",
    label = "no check can be written over this type",
    note = "the kinds are the resources of the modules `s3` and `ec2`, as `s3::Bucket` and `ec2::Instance`",
    note = "a check takes one of them by reference: `fn check(bucket: &s3::Bucket)`"
)]
pub trait Kind: Sized + Send + Sync + 'static + sealed::Sealed {
    #[doc(hidden)]
    const SPEC: &'static KindSpec;

    #[doc(hidden)]
    fn from_handle(handle: Handle) -> Self;

    #[doc(hidden)]
    fn handle(&self) -> &Handle;
}

pub(crate) mod sealed {
    /// Keeps [`Kind`](super::Kind) to this crate.
    pub trait Sealed {}
}

/// What the collector, the planner and the recordings know of a kind.
#[derive(Debug)]
pub struct KindSpec {
    /// The CloudFormation type: `AWS::S3::Bucket`.
    pub name: &'static str,
    /// What one of them is called in a sentence, and several of them.
    pub nouns: (&'static str, &'static str),
    /// The member of the listing that holds the name that people use, where it is not the id.
    pub name_member: Option<&'static str>,
    /// The operation that lists the resources of this kind; what it says of each is a facet too.
    pub list: &'static Operation,
    /// How its answer is read.
    pub listing: Listing,
    /// The operations that each read one part of a resource.
    pub facets: &'static [FacetSpec],
    /// What AWS gives a new one, and the one that comes with a VPC or an account.
    pub(crate) made: &'static [Made],
}

/// How resources are read from the answer of a listing.
#[derive(Debug)]
pub struct Listing {
    /// The elements around them, from the root of the answer, with `/` between.
    pub path: &'static str,
    /// What is told of one.
    pub of: Type,
    /// The member that holds the id.
    pub id: &'static str,
    /// How its ARN is made.
    pub arn: Arn,
}

/// How the ARN of a resource is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arn {
    /// `arn:PARTITION:ec2:REGION:OWNER:TYPE/ID`.
    Ec2(&'static str),
    /// The same without an owner, as of images and snapshots.
    Ec2WithoutOwner(&'static str),
    /// The same with the value of another member in place of the id.
    Ec2Named(&'static str, &'static str),
    /// The member that holds it.
    Member(&'static str),
    /// `arn:PARTITION:s3:::NAME`.
    Bucket,
    /// `arn:PARTITION:s3express:REGION:ACCOUNT:bucket/NAME`.
    DirectoryBucket,
    /// `arn:PARTITION:s3::ACCOUNT:accesspoint/ALIAS`.
    MultiRegionAccessPoint,
    /// `arn:PARTITION:iam::ACCOUNT:root`.
    Account,
    /// A region of an account has no ARN of AWS: `arn:PARTITION:ec2:REGION:ACCOUNT:region/REGION`.
    Region,
}

/// The part of a resource that one operation reads.
#[derive(Debug)]
pub struct FacetSpec {
    /// The operation.
    pub operation: &'static Operation,
    /// How its answer is read.
    pub answer: Answer,
    /// The methods of the resource's struct that read it: the macro's hint is matched with these.
    pub methods: &'static [&'static str],
}

/// How the answer of an operation is read.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// The root element is the structure.
    Root(Type),
    /// The root element is the only member of the structure.
    Member(Type),
    /// The body is the text of the structure's only member.
    Text(&'static str),
    /// As `Root`, page by page: the items of that list of all pages belong together, and that
    /// element names the next page.
    Pages(Type, &'static str, &'static str),
    /// One call for a region tells of all its resources. Items stand at that path; that member of
    /// an item names the resource, and the items of one resource become that list of the structure.
    Batch(Type, &'static str, &'static str, &'static str),
}

impl Answer {
    /// The structure that it becomes; none where it is a text.
    fn of(&self) -> Option<Type> {
        match self {
            Self::Root(of) | Self::Member(of) | Self::Pages(of, ..) | Self::Batch(of, ..) => {
                Some(*of)
            }
            Self::Text(_) => None,
        }
    }
}

impl KindSpec {
    /// What an operation's answer holds, for what knows the answer by its JSON alone.
    pub fn type_of(&self, operation: &Operation) -> Option<Type> {
        if operation == self.list {
            return Some(self.listing.of);
        }
        self.facet(operation).and_then(|facet| facet.answer.of())
    }

    /// Every operation that says something of one resource, the listing first.
    pub fn operations(&self) -> impl Iterator<Item = &'static Operation> {
        std::iter::once(self.list).chain(self.facets.iter().map(|facet| facet.operation))
    }

    /// The facet that an operation reads.
    pub fn facet(&self, operation: &Operation) -> Option<&'static FacetSpec> {
        self.facets.iter().find(|facet| facet.operation == operation)
    }

    /// The name as a file name that every file system takes: `AWS-S3-Bucket`.
    pub fn file_stem(&self) -> String {
        self.name.replace("::", "-")
    }
}

/// Every kind, in the order of their names.
pub static KINDS: &[&KindSpec] = &[
    ec2::ClientVpnEndpoint::SPEC,
    ec2::Address::SPEC,
    ec2::EgressOnlyInternetGateway::SPEC,
    ec2::FlowLog::SPEC,
    ec2::Image::SPEC,
    ec2::Instance::SPEC,
    ec2::InternetGateway::SPEC,
    ec2::KeyPair::SPEC,
    ec2::LaunchTemplate::SPEC,
    ec2::NatGateway::SPEC,
    ec2::NetworkAcl::SPEC,
    ec2::NetworkInterface::SPEC,
    ec2::ManagedPrefixList::SPEC,
    ec2::RegionSettings::SPEC,
    ec2::RouteTable::SPEC,
    ec2::SecurityGroup::SPEC,
    ec2::Snapshot::SPEC,
    ec2::Subnet::SPEC,
    ec2::TransitGateway::SPEC,
    ec2::TransitGatewayAttachment::SPEC,
    ec2::TransitGatewayRouteTable::SPEC,
    ec2::Vpc::SPEC,
    ec2::VpcBlockPublicAccessExclusion::SPEC,
    ec2::VpcEndpoint::SPEC,
    ec2::VpcEndpointService::SPEC,
    ec2::VpcPeeringConnection::SPEC,
    ec2::VpnConnection::SPEC,
    ec2::Volume::SPEC,
    s3::AccessPoint::SPEC,
    s3::AccountSettings::SPEC,
    s3::Bucket::SPEC,
    s3::MultiRegionAccessPoint::SPEC,
    s3::DirectoryBucket::SPEC,
];

/// The kind of that name.
pub fn kind_named(name: &str) -> Option<&'static KindSpec> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::table::operations;

    #[test]
    fn kinds_stand_in_the_order_of_their_names_and_files_are_their_own() {
        let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        assert!(names.is_sorted(), "{names:?}");
        let mut stems: Vec<String> = KINDS.iter().map(|kind| kind.file_stem()).collect();
        stems.dedup();
        assert_eq!(stems.len(), KINDS.len());
    }

    #[test]
    fn every_operation_of_a_kind_is_in_the_table_and_named_once() {
        for kind in KINDS {
            let mut names: Vec<&str> = kind.operations().map(|operation| operation.name).collect();
            for operation in kind.operations() {
                assert!(operations().any(|known| known == operation), "{operation:?}");
            }
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{}: facets are told apart by their names", kind.name);
            for facet in kind.facets {
                assert!(!facet.methods.is_empty(), "{} reads nothing", facet.operation.name);
            }
        }
    }
}
