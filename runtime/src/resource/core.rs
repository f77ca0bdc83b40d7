//! A resource of any kind: who it is, and its facets, each read and parsed once.

use std::any::Any;
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::shape::what_is_wrong;
use super::{
    FacetSpec, Fact, Identity, KindSpec, Operation, Origin, Outcome, Record, Stored, Unknown,
};

/// Fetches a facet that a resource came without.
pub trait FacetLoader: Send + Sync {
    /// What `operation` says of the resource. Called once per resource and operation.
    fn load(&self, kind: &'static KindSpec, operation: &'static Operation, of: &Identity)
    -> Stored;
}

/// A resource of any kind, shared by all checks that run over it.
pub struct Core {
    spec: &'static KindSpec,
    identity: Identity,
    /// The listing's part first, then one slot per facet in the order of the kind's table.
    slots: Vec<Slot>,
    loader: Option<Arc<dyn FacetLoader>>,
}

// A slot is filled once and whole, so a check that catches its own panics sees nothing broken.
impl UnwindSafe for Core {}
impl RefUnwindSafe for Core {}

#[derive(Default)]
struct Slot {
    stored: OnceLock<Stored>,
    parsed: OnceLock<Fact<Box<dyn Any + Send + Sync>>>,
}

impl Core {
    pub(crate) fn new(
        spec: &'static KindSpec,
        record: Record,
        loader: Option<Arc<dyn FacetLoader>>,
    ) -> Self {
        let Record { identity, mut facets } = record;
        let slots = spec
            .operations()
            .map(|operation| Slot {
                stored: facets.remove(operation.name).map(OnceLock::from).unwrap_or_default(),
                parsed: OnceLock::new(),
            })
            .collect();
        Self { spec, identity, slots, loader }
    }

    pub(crate) fn spec(&self) -> &'static KindSpec {
        self.spec
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What people call it, where that is not its id: a group's name, or the tag `Name`.
    pub(crate) fn display_name(&self) -> Option<String> {
        let Outcome::Value(json) = &self.stored(self.spec.list).outcome else { return None };
        let listed: Value = serde_json::from_str(json).ok()?;
        let tags = ["Tags", "TagSet"].iter().filter_map(|member| listed.get(member)?.as_array());
        let tags = tags.flatten();
        let name_tag =
            tags.filter(|tag| tag["Key"] == "Name").find_map(|tag| tag["Value"].as_str());
        let name = self.spec.name_member.and_then(|member| listed.get(member)?.as_str());
        name.or(name_tag).filter(|name| *name != self.identity.id).map(str::to_owned)
    }

    /// The resource as a record, with all that is known by now.
    pub(crate) fn to_record(&self) -> Record {
        let facets = self
            .spec
            .operations()
            .zip(&self.slots)
            .filter_map(|(operation, slot)| {
                slot.stored.get().map(|stored| (operation.name.to_owned(), stored.clone()))
            })
            .collect();
        Record { identity: self.identity.clone(), facets }
    }

    /// What `operation` said, asked for now where nobody did before.
    pub(crate) fn stored(&self, operation: &'static Operation) -> &Stored {
        self.slot(operation).stored.get_or_init(|| match &self.loader {
            Some(loader) => loader.load(self.spec, operation, &self.identity),
            None => Stored {
                outcome: Outcome::Unknown(Unknown::not_collected(
                    operation,
                    "this resource comes without it, and its source cannot be asked for more",
                )),
                origin: Origin::Mock,
            },
        })
    }

    /// What `operation` said as a value of its type, parsed once.
    pub(super) fn fact<T>(&self, operation: &'static Operation) -> Fact<&T>
    where
        T: DeserializeOwned + Send + Sync + 'static,
    {
        match self.slot(operation).parsed.get_or_init(|| self.parse::<T>(operation)) {
            Fact::Known(value) => match value.downcast_ref::<T>() {
                Some(value) => Fact::Known(value),
                None => Fact::Unknown(Unknown::malformed(
                    operation,
                    "two attributes read this answer as different types",
                )),
            },
            Fact::Absent => Fact::Absent,
            Fact::Unknown(unknown) => Fact::Unknown(unknown.clone()),
        }
    }

    /// Whether the listing says nothing of `member`: a list that a recording lost, or that an older
    /// one did not know, is not an empty list.
    pub(super) fn lacks_listed(&self, member: &str) -> bool {
        let Outcome::Value(json) = &self.stored(self.spec.list).outcome else { return false };
        !serde_json::from_str::<Value>(json).is_ok_and(|listed| listed.get(member).is_some())
    }

    fn parse<T>(&self, operation: &'static Operation) -> Fact<Box<dyn Any + Send + Sync>>
    where
        T: DeserializeOwned + Send + Sync + 'static,
    {
        let stored = self.stored(operation);
        match &stored.outcome {
            Outcome::Value(json) => match serde_json::from_str::<T>(json) {
                Ok(value) => Fact::Known(Box::new(value)),
                Err(error) => {
                    Fact::Unknown(Unknown::malformed(operation, misread(&error, &stored.origin)))
                }
            },
            Outcome::Absent(_) => Fact::Absent,
            Outcome::Unknown(unknown) => Fact::Unknown(unknown.clone()),
        }
    }

    fn slot(&self, operation: &'static Operation) -> &Slot {
        let position = self.spec.operations().position(|known| known == operation);
        match position.and_then(|position| self.slots.get(position)) {
            Some(slot) => slot,
            None => unreachable!("{} is no operation of {}", operation.name, self.spec.name),
        }
    }

    /// The same resource, as `record` tells it. For mocks.
    pub(super) fn with_record(&self, record: Record) -> Arc<Self> {
        Arc::new(Self::new(self.spec, record, self.loader.clone()))
    }
}

/// Where a recorded answer cannot be read: the line in its file, as an editor counts.
fn misread(error: &serde_json::Error, origin: &Origin) -> String {
    let what = what_is_wrong(error);
    match origin {
        Origin::File { file, offset, .. } => {
            let line = file.line(*offset) as usize + error.line().saturating_sub(1);
            format!("{}:{line}:{}: {what}", file.path(), error.column())
        }
        Origin::Api(_) | Origin::Mock => format!("the answer cannot be read: {what}"),
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.spec.name, self.identity.id)
    }
}

impl FacetSpec {
    /// Whether a check that calls these methods reads this facet.
    pub(crate) fn is_read_by(&self, methods: &[&str]) -> bool {
        self.methods.iter().any(|method| methods.contains(method))
    }
}
