//! What a check is handed: what it runs over, and what else it asks for by the types of its
//! parameters.

use std::marker::PhantomData;
use std::sync::Arc;

use crate::resource::trace::Watch;
use crate::resource::{Core, Handle, Kind, KindSpec, Pattern, Unknown, unknown};
use crate::resource::{ec2, s3};
use crate::snapshot::{Account, All, Region, Snapshot};

/// One case of a check, while it is carried out: where a further parameter of a check comes from.
///
/// Only a run makes one, and hands it to [`FromContext::from_context`]. What is read through it is part
/// of the check's evidence; what is not known leaves the check there and then, and its finding is
/// unknown.
///
/// ```
/// use configtest::prelude::*;
/// use configtest::{Context, FromContext};
///
/// /// The default VPC of the region of what the check looks at.
/// struct DefaultVpc(Option<ec2::Vpc>);
///
/// impl FromContext for DefaultVpc {
///     fn from_context(context: &Context<'_>) -> Self {
///         let vpcs = context.region().all::<ec2::Vpc>();
///         Self(vpcs.iter().find(|vpc| vpc.is_default() == Some(true)))
///     }
/// }
///
/// /// Instances are in VPCs that somebody thought about.
/// #[config_test]
/// fn stay_out_of_the_default_vpc(instance: &ec2::Instance, default: &DefaultVpc) {
///     let default = default.0.as_ref().map(|vpc| vpc.vpc_id());
///     assert!(default.is_none() || instance.vpc_id() != default);
/// }
/// ```
pub struct Context<'a> {
    snapshot: Snapshot,
    /// What the case looks at, where that is one resource.
    core: Option<&'a Arc<Core>>,
    watch: Watch,
    /// Which of the resources are meant, where the case looks at many.
    chosen: Chosen,
    /// For each parameter with values, which of them.
    values: &'a [usize],
}

/// Whether a check speaks of a resource.
pub type Applies = fn(Handle, &Snapshot) -> bool;

/// What the check says of the resources that it speaks of.
#[derive(Clone, Copy, Default)]
pub struct Chosen {
    pub(crate) pattern: Option<&'static str>,
    pub(crate) applies: Option<Applies>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        snapshot: &Snapshot,
        core: Option<&'a Arc<Core>>,
        chosen: Chosen,
        values: &'a [usize],
    ) -> Self {
        let watch = Watch::new();
        Self { snapshot: snapshot.watched_by(watch.clone()), core, watch, chosen, values }
    }

    pub(crate) fn watch(&self) -> &Watch {
        &self.watch
    }

    /// The whole snapshot that the run looks at.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// All resources of a kind, whatever the check looks at. Who asks for them leaves the check where
    /// some could not be listed.
    pub fn all<K: Kind>(&self) -> All<K> {
        self.snapshot.all()
    }

    /// The account of the resource that the check looks at.
    ///
    /// Leaves the check where it looks at many, and the accounts are more than one.
    pub fn account(&self) -> Account {
        match self.core {
            Some(core) => self.snapshot.account(&core.identity().account),
            None => match &self.snapshot.accounts()[..] {
                [account] => account.clone(),
                accounts => self.leave_ambiguous("account", accounts.len()),
            },
        }
    }

    /// The region of the resource that the check looks at.
    ///
    /// Leaves the check where the source does not tell it, or where the check looks at many
    /// resources and the regions are more than one.
    pub fn region(&self) -> Region {
        let Some(core) = self.core else {
            return match &self.snapshot.regions()[..] {
                [region] => region.clone(),
                regions => self.leave_ambiguous("region", regions.len()),
            };
        };
        let identity = core.identity();
        match &identity.region {
            Some(region) => self.snapshot.account(&identity.account).region(region),
            None => {
                let message = format!("it does not tell in which region `{}` is", identity.id);
                self.handle(core).leave(Unknown::not_collected(core.spec().list, message))
            }
        }
    }

    fn leave_ambiguous(&self, what: &str, count: usize) -> ! {
        let kind =
            if what == "account" { s3::AccountSettings::SPEC } else { ec2::RegionSettings::SPEC };
        let message = format!(
            "the check looks at many resources and asks for one {what}, and there are {count}; take `&Snapshot`, \
             or run over each: take `&{}` first",
            if what == "account" { "Account" } else { "Region" }
        );
        unknown::unwind_before(&self.watch, Unknown::not_collected(kind.list, message))
    }

    fn handle(&self, core: &Arc<Core>) -> Handle {
        Handle::new(Arc::clone(core), self.watch.clone())
    }

    /// The resource that the case looks at.
    fn subject(&self) -> Handle {
        match self.core {
            Some(core) => self.handle(core),
            None => unreachable!("a check over each resource is handed one"),
        }
    }

    /// Which value the case has of a parameter: the position of the parameter among those with
    /// values.
    #[doc(hidden)]
    pub fn value(&self, parameter: usize) -> usize {
        self.values.get(parameter).copied().unwrap_or_default()
    }
}

/// A further parameter of a check: whatever it needs beside what it runs over.
///
/// Implemented by [`All`], and for parameters by reference by [`Snapshot`], [`Account`] and
/// [`Region`]. Implement it for a type of yours, and checks can take it, by value or by reference:
///
/// ```
/// use configtest::prelude::*;
/// use configtest::{Context, FromContext};
///
/// /// The ranges that the company's own networks have.
/// struct OwnNetworks(Vec<String>);
///
/// impl FromContext for OwnNetworks {
///     fn from_context(context: &Context<'_>) -> Self {
///         let vpcs = context.all::<ec2::Vpc>();
///         Self(vpcs.iter().filter_map(|vpc| vpc.cidr_block().map(str::to_owned)).collect())
///     }
/// }
///
/// /// PostgreSQL is open to the company's own networks alone.
/// #[config_test]
/// fn keep_postgres_inside(group: &ec2::SecurityGroup, own: OwnNetworks) {
///     for rule in group.ip_permissions().iter().filter(|rule| rule.covers("tcp", 5432)) {
///         for range in &rule.ip_ranges {
///             let range = range.cidr_ip.as_deref().unwrap_or_default();
///             assert!(own.0.iter().any(|own| own == range), "open to {range}");
///         }
///     }
/// }
/// ```
///
/// It is made anew for each case, while the check is carried out: what it reads is part of the
/// check's evidence, and what it cannot read makes the finding unknown.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a further parameter of a check",
    label = "nothing says where this comes from",
    note = "what a check runs over comes first; further parameters are `All<K>`, `&Snapshot`, `&Account`, `&Region`, or a type of yours that implements `configtest::FromContext`",
    note = "a parameter that takes one value after the other says so: `#[values(22, 3389)] port: u16`"
)]
pub trait FromContext: Sized {
    /// Makes it. A panic in it is a failure of the check; [`known`](crate::known) hands it what is not
    /// known, which leaves the check otherwise.
    fn from_context(context: &Context<'_>) -> Self;

    /// The kinds that are needed for it, as far as they are known ahead.
    #[doc(hidden)]
    const KINDS: &'static [&'static KindSpec] = &[];
}

impl<K: Kind> FromContext for All<K> {
    fn from_context(context: &Context<'_>) -> Self {
        context.all()
    }

    const KINDS: &'static [&'static KindSpec] = &[K::SPEC];
}

impl FromContext for Snapshot {
    fn from_context(context: &Context<'_>) -> Self {
        context.snapshot().clone()
    }
}

impl FromContext for Account {
    fn from_context(context: &Context<'_>) -> Self {
        context.account()
    }

    const KINDS: &'static [&'static KindSpec] = &[s3::AccountSettings::SPEC];
}

impl FromContext for Region {
    fn from_context(context: &Context<'_>) -> Self {
        context.region()
    }

    const KINDS: &'static [&'static KindSpec] = &[ec2::RegionSettings::SPEC];
}

/// What a check runs over, as plain data.
#[derive(Debug, Clone, Copy)]
pub enum Over {
    /// Each resource of a kind.
    Each(&'static KindSpec),
    /// All of them together.
    All(&'static KindSpec),
    /// The whole snapshot.
    Snapshot,
}

/// The first parameter of a check.
#[diagnostic::on_unimplemented(
    message = "a check cannot run over `{Self}`",
    label = "this is no kind of resource",
    note = "a check takes first what it runs over: a resource of the modules `s3` and `ec2` by reference, as in `bucket: &s3::Bucket`; or `All<K>`, `&Account`, `&Region`, `&Snapshot`"
)]
pub trait Subject: Sized {
    /// What that is.
    const OVER: Over;

    /// How a check takes it: by reference alone, or by value too.
    type Taken;

    /// What `when` and `resource` choose among.
    type Choice;

    /// What the case is handed.
    fn from_case(context: &Context<'_>) -> Self;
}

/// What is taken by reference alone.
pub struct ByReference;

/// What may be taken by value.
pub struct ByValue;

/// Of each of these, a check may speak or not.
pub struct Each<T>(PhantomData<T>);

/// There is nothing to choose among.
pub struct Nothing;

/// How what a check takes by value may be taken.
#[diagnostic::on_unimplemented(
    message = "a check takes this by reference",
    label = "write `&` before the type"
)]
pub trait TakenByValue {
    /// It may be.
    const IS_FINE: () = ();
}

impl TakenByValue for ByValue {}

/// What `when` and `resource` choose among.
#[diagnostic::on_unimplemented(
    message = "a check over `&Snapshot` runs once, and there is nothing to choose",
    label = "`when` and `resource` choose among resources"
)]
pub trait Choosable {
    /// There is something.
    const IS_FINE: () = ();

    /// What the predicate takes by reference.
    type Of;

    /// It, of a resource.
    fn of(handle: Handle, snapshot: &Snapshot) -> Self::Of;
}

#[diagnostic::do_not_recommend]
impl<K: Kind> Subject for K {
    const OVER: Over = Over::Each(K::SPEC);

    type Taken = ByReference;
    type Choice = Each<K>;

    fn from_case(context: &Context<'_>) -> Self {
        K::from_handle(context.subject())
    }
}

impl<K: Kind> Choosable for Each<K> {
    type Of = K;

    fn of(handle: Handle, _snapshot: &Snapshot) -> K {
        K::from_handle(handle)
    }
}

impl<K: Kind> Subject for All<K> {
    const OVER: Over = Over::All(K::SPEC);

    type Taken = ByValue;
    type Choice = Each<K>;

    fn from_case(context: &Context<'_>) -> Self {
        let all: Self = context.all();
        let Chosen { pattern, applies } = context.chosen;
        if pattern.is_none() && applies.is_none() {
            return all;
        }
        let pattern = pattern.map(Pattern::new);
        all.only(|handle| {
            pattern.as_ref().is_none_or(|pattern| pattern.matches(handle.identity()))
                && applies.is_none_or(|applies| applies(handle.clone(), context.snapshot()))
        })
    }
}

impl Subject for Account {
    const OVER: Over = Over::Each(s3::AccountSettings::SPEC);

    type Taken = ByReference;
    type Choice = Each<Self>;

    fn from_case(context: &Context<'_>) -> Self {
        context.account()
    }
}

impl Choosable for Each<Account> {
    type Of = Account;

    fn of(handle: Handle, snapshot: &Snapshot) -> Account {
        snapshot.account(&handle.identity().account)
    }
}

impl Subject for Region {
    const OVER: Over = Over::Each(ec2::RegionSettings::SPEC);

    type Taken = ByReference;
    type Choice = Each<Self>;

    fn from_case(context: &Context<'_>) -> Self {
        Each::<Self>::of(context.subject(), context.snapshot())
    }
}

impl Choosable for Each<Region> {
    type Of = Region;

    fn of(handle: Handle, snapshot: &Snapshot) -> Region {
        let identity = handle.identity();
        snapshot.account(&identity.account).region(&identity.id)
    }
}

impl Subject for Snapshot {
    const OVER: Over = Over::Snapshot;

    type Taken = ByReference;
    type Choice = Nothing;

    fn from_case(context: &Context<'_>) -> Self {
        context.snapshot().clone()
    }
}
