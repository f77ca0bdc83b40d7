//! All resources of a kind.

use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::Arc;

use super::view::KindView;
use crate::resource::trace::Watch;
use crate::resource::{Handle, Kind, Unknown, unknown};

/// All resources of a kind, for a check that looks at them together, or beside another one.
///
/// As the first parameter of a check, it makes the check run once; as a further one, it hands the
/// check what else there is. From [`Snapshot::all`](crate::Snapshot::all) it comes too, and so a
/// check can be called in a unit test.
///
/// Where some of them could not be listed, as in a region that refuses, whoever asks for the
/// resources or for their number leaves the check, whose finding is unknown: what is all but one is
/// not all. Outside of a check, as in a `#[test]` without [`verdict`](crate::verdict), that unwinds as a
/// panic does, and prints nothing.
///
/// ```
/// use configtest::prelude::*;
/// use configtest::{Verdict, verdict};
///
/// /// No two security groups of a VPC share a name.
/// #[config_test]
/// fn names_tell_groups_apart(groups: All<ec2::SecurityGroup>) {
///     let owned = |text: Option<&str>| text.map(str::to_owned);
///     let name = |group: ec2::SecurityGroup| (owned(group.vpc_id()), owned(group.group_name()));
///     let mut names: Vec<_> = groups.iter().map(name).collect();
///     names.sort();
///     names.dedup();
///     assert_eq!(names.len(), groups.len());
/// }
///
/// let group = |id: &str| ec2::SecurityGroup::mock(id).with_group_name("web");
/// let one = Snapshot::mock().with(group("sg-1"));
/// assert_eq!(verdict(|| names_tell_groups_apart(one.all())), Verdict::Pass);
/// let two = one.with(group("sg-2"));
/// assert_eq!(verdict(|| names_tell_groups_apart(two.all())), Verdict::Fail);
/// ```
pub struct All<K> {
    view: Arc<KindView>,
    /// The positions of those that are meant.
    chosen: Chosen,
    /// Why it is not all.
    unlisted: Option<Unknown>,
    watch: Watch,
    kind: PhantomData<fn() -> K>,
}

/// Positions of resources, ascending.
#[derive(Clone)]
enum Chosen {
    /// Those that stand beside each other.
    Range(Range<u32>),
    /// These.
    Some(Arc<[u32]>),
}

impl<K: Kind> All<K> {
    pub(super) fn new(view: Arc<KindView>, watch: Watch) -> Self {
        let unlisted = view.unlisted.first().map(|unlisted| unlisted.unknown.clone());
        let chosen = Chosen::Range(0..view.cores.len() as u32);
        Self { view, chosen, unlisted, watch, kind: PhantomData }
    }

    /// Those of an account, or of a region of it.
    pub(super) fn within(self, account: &str, region: Option<&str>) -> Self {
        let unlisted = self.view.unlisted_within(account, region);
        let chosen = Chosen::Range(self.view.within(account, region));
        Self { chosen, unlisted, ..self }
    }

    /// Those of which `is_meant` says so.
    pub(crate) fn only(self, is_meant: impl Fn(&Handle) -> bool) -> Self {
        let chosen = self.those(is_meant);
        Self { chosen: Chosen::Some(chosen), ..self }
    }

    /// Those that could be listed, whatever else there is.
    pub(super) fn listed(&self) -> Iter<'_, K> {
        Iter { all: self, positions: self.positions() }
    }

    fn those(&self, is_meant: impl Fn(&Handle) -> bool) -> Arc<[u32]> {
        let positions = self.positions().filter(|position| is_meant(&self.handle(*position)));
        positions.collect()
    }

    /// How many they are. Leaves the check where some could not be listed.
    pub fn len(&self) -> usize {
        self.assert_listed();
        self.positions().len()
    }

    /// Whether there is none. Leaves the check where some could not be listed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Each of them, sorted by account, region and id. Leaves the check where some could not be
    /// listed.
    pub fn iter(&self) -> Iter<'_, K> {
        self.assert_listed();
        self.listed()
    }

    /// The one with that name or id, as a bucket's name or `sg-0a1b2c3d`; the first, where several
    /// accounts or regions have one. Leaves the check where some could not be listed, since it could be
    /// one of these.
    pub fn get(&self, id: &str) -> Option<K> {
        self.assert_listed();
        let is_meant = |position: &&u32| match &self.chosen {
            Chosen::Range(range) => range.contains(*position),
            Chosen::Some(chosen) => chosen.binary_search(position).is_ok(),
        };
        let position = self.view.called(id).iter().find(is_meant)?;
        Some(K::from_handle(self.handle(*position)))
    }

    fn positions(&self) -> Positions {
        match &self.chosen {
            Chosen::Range(range) => Positions { chosen: None, left: range.clone() },
            Chosen::Some(chosen) => {
                Positions { chosen: Some(Arc::clone(chosen)), left: 0..chosen.len() as u32 }
            }
        }
    }

    fn handle(&self, position: u32) -> Handle {
        Handle::new(Arc::clone(&self.view.cores[position as usize]), self.watch.clone())
    }

    fn assert_listed(&self) {
        self.watch.note_listing(K::SPEC);
        if let Some(unlisted) = &self.unlisted {
            unknown::unwind_before(&self.watch, unlisted.clone());
        }
    }
}

impl<K> Clone for All<K> {
    fn clone(&self) -> Self {
        Self {
            view: Arc::clone(&self.view),
            chosen: self.chosen.clone(),
            unlisted: self.unlisted.clone(),
            watch: self.watch.clone(),
            kind: PhantomData,
        }
    }
}

impl<K: Kind> fmt::Debug for All<K> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let positions = self.positions();
        formatter.debug_list().entries(positions.map(|position| self.handle(position))).finish()
    }
}

impl<'a, K: Kind> IntoIterator for &'a All<K> {
    type Item = K;
    type IntoIter = Iter<'a, K>;

    fn into_iter(self) -> Iter<'a, K> {
        self.iter()
    }
}

/// Goes over [`All`] resources of a kind: what [`All::iter`] returns, and a `for` loop takes.
pub struct Iter<'a, K> {
    all: &'a All<K>,
    positions: Positions,
}

impl<K: Kind> Iterator for Iter<'_, K> {
    type Item = K;

    fn next(&mut self) -> Option<K> {
        self.positions.next().map(|position| K::from_handle(self.all.handle(position)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.positions.size_hint()
    }
}

impl<K: Kind> ExactSizeIterator for Iter<'_, K> {}
impl<K: Kind> FusedIterator for Iter<'_, K> {}

struct Positions {
    chosen: Option<Arc<[u32]>>,
    /// Positions of the resources, or of what was chosen of them.
    left: Range<u32>,
}

impl Iterator for Positions {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let next = self.left.next()?;
        match &self.chosen {
            Some(chosen) => chosen.get(next as usize).copied(),
            None => Some(next),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl ExactSizeIterator for Positions {}
