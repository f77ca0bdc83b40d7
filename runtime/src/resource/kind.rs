//! Kinds: what is told of each type of resource, as plain data.

use std::sync::Arc;

use super::{Core, Operation, ec2, s3};

/// A type of resource that a check can be written over.
///
/// Implemented by the structs of [`s3`] and [`ec2`], and by nothing else.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a kind of resource",
    label = "no check can be written over this type",
    note = "the kinds are `s3::Bucket`, `ec2::SecurityGroup` and `ec2::Instance`",
    note = "a check takes one of them by reference: `fn check(bucket: &s3::Bucket)`"
)]
pub trait Kind: Sized + Send + Sync + 'static + sealed::Sealed {
    #[doc(hidden)]
    const SPEC: &'static KindSpec;

    #[doc(hidden)]
    fn from_core(core: Arc<Core>) -> Self;

    #[doc(hidden)]
    fn core(&self) -> &Arc<Core>;
}

pub(crate) mod sealed {
    /// Keeps [`Kind`](super::Kind) to this crate.
    pub trait Sealed {}
}

/// The methods that every kind has. The struct itself, and its place in the table, are written out:
/// compile errors show them.
macro_rules! methods_of_every_kind {
    (
        $name:ident,
        $(#[$id_meta:meta])*
        $id:ident
    ) => {
        impl $name {
            $(#[$id_meta])*
            pub fn $id(&self) -> &str {
                &self.core.identity().id
            }

            /// The ARN.
            pub fn arn(&self) -> &str {
                &self.core.identity().arn
            }

            /// The account that holds it.
            pub fn account(&self) -> &str {
                &self.core.identity().account
            }

            /// The region that holds it, where the source tells.
            pub fn region(&self) -> Option<&str> {
                self.core.identity().region.as_deref()
            }

            /// The value of the tag with that key.
            pub fn tag(&self, key: &str) -> Option<&str> {
                self.tags().iter().find(|tag| tag.key == key).map(|tag| tag.value.as_str())
            }
        }
    };
}

pub(super) use methods_of_every_kind;

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
    /// The operations that each read one part of a resource.
    pub facets: &'static [FacetSpec],
}

/// The part of a resource that one operation reads.
#[derive(Debug)]
pub struct FacetSpec {
    /// The operation.
    pub operation: &'static Operation,
    /// The methods of the resource's struct that read it: the macro's hint is matched with these.
    pub methods: &'static [&'static str],
}

impl KindSpec {
    /// Every operation that says something of one resource, the listing first.
    pub fn operations(&self) -> impl Iterator<Item = &'static Operation> {
        std::iter::once(self.list).chain(self.facets.iter().map(|facet| facet.operation))
    }

    /// The name as a file name that every file system takes: `AWS-S3-Bucket`.
    pub fn file_stem(&self) -> String {
        self.name.replace("::", "-")
    }
}

/// Every kind, in the order of their names.
pub static KINDS: &[&KindSpec] = &[ec2::Instance::SPEC, ec2::SecurityGroup::SPEC, s3::Bucket::SPEC];

/// The kind of that name.
pub fn kind_named(name: &str) -> Option<&'static KindSpec> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
