//! A resource as one case of a check sees it: typed reading that leaves a trace.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::trace::{Read, Watch};
use super::{Core, Fact, Operation, Unknown, unknown};

/// A resource, and who watches what is read of it. The structs of the kinds are views of it.
#[derive(Clone)]
pub struct Handle {
    core: Arc<Core>,
    watch: Watch,
}

impl Handle {
    /// That resource, read on behalf of whoever watches.
    pub(crate) fn new(core: Arc<Core>, watch: Watch) -> Self {
        Self { core, watch }
    }

    /// The value, or none where AWS has none. Notes the read; leaves the check on unknown.
    ///
    /// `member` is the part of the answer that the caller returns, for the evidence.
    pub(crate) fn read<T>(
        &self,
        attribute: &'static str,
        operation: &'static Operation,
        member: &'static str,
    ) -> Option<&T>
    where
        T: DeserializeOwned + Send + Sync + 'static,
    {
        let resource = || Arc::clone(&self.core);
        self.watch.note(|| Read { resource: resource(), attribute, operation, member });
        match self.core.fact(operation) {
            Fact::Known(value) => Some(value),
            Fact::Absent => None,
            Fact::Unknown(unknown) => self.leave(unknown),
        }
    }

    /// Like [`Handle::read`], for what the listing always tells.
    pub(crate) fn listed<T>(&self, attribute: &'static str, member: &'static str) -> &T
    where
        T: DeserializeOwned + Send + Sync + 'static,
    {
        let operation = self.core.spec().list;
        // An attribute may be called as a word of Rust.
        let attribute = attribute.strip_prefix("r#").unwrap_or(attribute);
        match self.read(attribute, operation, member) {
            Some(value) => value,
            None => self
                .leave(Unknown::malformed(operation, "the listing says nothing of this resource")),
        }
    }

    /// Leaves the check where the listing has no `member`.
    pub(crate) fn assert_listed(&self, member: &'static str) {
        if self.core.lacks_listed(member) {
            let message = format!("it does not say `{member}`; record it again");
            self.leave(Unknown::malformed(self.core.spec().list, message));
        }
    }

    /// Leaves the check: this is not known of the resource.
    pub(crate) fn leave(&self, unknown: Unknown) -> ! {
        unknown::unwind_before(&self.watch, unknown)
    }
}

impl Deref for Handle {
    type Target = Core;

    fn deref(&self) -> &Core {
        &self.core
    }
}

impl From<Arc<Core>> for Handle {
    fn from(core: Arc<Core>) -> Self {
        Self::new(core, Watch::default())
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.fmt(formatter)
    }
}
