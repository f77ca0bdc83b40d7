//! What a check runs over in a snapshot.

use std::fmt::Write;
use std::sync::Arc;

use super::context::{Applies, Chosen, Context, Over};
use super::panic::Thrown;
use super::{Check, panic};
use crate::resource::trace::{self, Trace, Watch};
use crate::resource::{
    ALL_REGIONS, Core, GLOBAL, Handle, KindSpec, Operation, Pattern, Unknown, inert_line,
};
use crate::snapshot::{KindView, Snapshot};

/// A check together with what it looks at.
#[derive(Clone)]
pub struct Case {
    /// The check.
    pub check: &'static Check,
    /// What it looks at.
    pub subject: Subject,
    /// Which value each parameter with values has.
    pub values: Vec<usize>,
    snapshot: Snapshot,
}

/// What a check looks at.
#[derive(Clone)]
pub enum Subject {
    /// A resource.
    Resource(Arc<Core>),
    /// All resources of its kind together.
    All,
    /// The whole snapshot.
    Snapshot,
    /// Resources that could not be listed: whatever they are, the check does not pass on them.
    Unlisted {
        /// `111122223333/eu-west-1`, or none where nothing at all was listed.
        place: Option<String>,
        /// Why not.
        unknown: Unknown,
    },
    /// No resource of its kind, or none of which it speaks.
    Nothing {
        /// How many there are of which it does not.
        passed_over: usize,
    },
}

impl Case {
    /// The snapshot that it belongs to.
    pub(crate) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// What the check is handed.
    pub(crate) fn context(&self) -> Context<'_> {
        Context::new(&self.snapshot, self.core(), self.check.chosen(), &self.values)
    }

    /// The resource that it looks at, where that is one.
    pub(crate) fn core(&self) -> Option<&Arc<Core>> {
        match &self.subject {
            Subject::Resource(core) => Some(core),
            Subject::All
            | Subject::Snapshot
            | Subject::Unlisted { .. }
            | Subject::Nothing { .. } => None,
        }
    }

    /// Whether the check speaks of what the case looks at, as `when` says.
    pub(crate) fn is_chosen(&self, context: &Context<'_>) -> bool {
        match (&self.check.when, &self.subject) {
            (Some(when), Subject::Resource(core)) => {
                let handle = Handle::new(Arc::clone(core), context.watch().clone());
                (when.applies)(handle, context.snapshot())
            }
            _ => true,
        }
    }

    /// Whether it is the same check over the same subject.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let is_subject = match (&self.subject, &other.subject) {
            (Subject::Resource(this), Subject::Resource(other)) => {
                this.identity() == other.identity()
            }
            (Subject::Unlisted { place: this, .. }, Subject::Unlisted { place: other, .. }) => {
                this == other
            }
            (this, other) => std::mem::discriminant(this) == std::mem::discriminant(other),
        };
        std::ptr::eq(self.check, other.check) && self.values == other.values && is_subject
    }

    /// What it is called among cases of which no two have the same id.
    pub(crate) fn name(&self) -> String {
        let mut name = self.check.path();
        let of_subject = match &self.subject {
            Subject::Resource(core) => Some(inert_line(&core.identity().id).into_owned()),
            Subject::Unlisted { place: Some(place), .. } => {
                Some(format!("[{}]", inert_line(place)))
            }
            _ => None,
        };
        for part in self.values_text().into_iter().chain(of_subject) {
            name.push_str("::");
            name.push_str(&part);
        }
        name
    }

    /// The values that its parameters have: `port=22,protocol=tcp`; none where it has none.
    pub fn values_text(&self) -> Option<String> {
        self.check.values_text(&self.values)
    }
}

/// The cases of a check over a snapshot, sorted. Nothing is kept of each: a million are as small as
/// one.
pub struct Cases {
    check: &'static Check,
    path: String,
    snapshot: Snapshot,
    over: CasesOver,
    /// The words for each combination of values; a single empty one where there are none.
    combinations: Vec<Option<String>>,
}

enum CasesOver {
    /// One per resource, one per place that could not be listed.
    Each {
        view: Arc<KindView>,
        /// The positions of those of which the check speaks, by name; all where it says nothing.
        chosen: Option<Vec<u32>>,
    },
    /// A single one.
    One(Subject),
}

impl Cases {
    /// What the check runs over in that snapshot. `only` leaves out the resources of which it does
    /// not speak.
    pub fn of(check: &'static Check, snapshot: &Snapshot, only: Option<&Pattern>) -> Self {
        let over = match check.over {
            Over::Snapshot => CasesOver::One(Subject::Snapshot),
            Over::All(kind) => CasesOver::One(all(check, snapshot, &snapshot.view(kind))),
            Over::Each(kind) => each(check, snapshot, snapshot.view(kind), only),
        };
        let combinations = match &over {
            // Without a resource there is no more than one thing to say.
            CasesOver::One(Subject::Nothing { .. }) => vec![None],
            CasesOver::One(_) | CasesOver::Each { .. } => {
                (0..check.combinations()).map(|number| check.combination_text(number)).collect()
            }
        };
        Self { check, path: check.path(), snapshot: snapshot.clone(), over, combinations }
    }

    /// How many cases there are: one at least.
    pub fn len(&self) -> usize {
        self.combinations.len() * self.subjects()
    }

    /// Appends the name under which a case runs.
    pub fn write_name(&self, index: usize, name: &mut String) {
        name.push_str(&self.path);
        let (combination, subject) = self.parts(index);
        if let Some(Some(values)) = self.combinations.get(combination) {
            name.push_str("::");
            name.push_str(values);
        }
        if let CasesOver::Each { view, chosen } = &self.over {
            let resources = chosen.as_ref().map_or(view.cores.len(), Vec::len);
            if subject < resources {
                name.push_str("::");
                name.push_str(&view.names[position(view, chosen.as_deref(), subject)]);
            } else if let Some(place) = &view.unlisted[subject - resources].place {
                // Writing to a string cannot fail.
                let _ = write!(name, "::[{}]", inert_line(place));
            }
        }
    }

    /// The name under which a case runs.
    pub fn name(&self, index: usize) -> String {
        let mut name = String::new();
        self.write_name(index, &mut name);
        name
    }

    /// The case itself.
    pub fn case(&self, index: usize) -> Case {
        let (combination, subject) = self.parts(index);
        let subject = self.subject(subject);
        let values = match &subject {
            // It stands for all of them.
            Subject::Nothing { .. } => Vec::new(),
            _ => self.check.combination(combination),
        };
        Case { check: self.check, subject, values, snapshot: self.snapshot.clone() }
    }

    /// The names that the cases would have which the case without a resource stands for: who asks for
    /// one of the values asks for it too.
    pub fn names_of_nothing(&self) -> Vec<String> {
        if !matches!(self.over, CasesOver::One(Subject::Nothing { .. })) {
            return Vec::new();
        }
        let texts =
            (0..self.check.combinations()).filter_map(|number| self.check.combination_text(number));
        texts.map(|values| format!("{}::{values}", self.path)).collect()
    }

    /// The ARN of the resource that a case looks at; none where it looks at something else.
    pub fn arn(&self, index: usize) -> Option<String> {
        match self.subject(self.parts(index).1) {
            Subject::Resource(core) => Some(core.identity().arn.clone()),
            _ => None,
        }
    }

    /// What a case looks at.
    pub(crate) fn subject_of(&self, index: usize) -> Subject {
        self.subject(self.parts(index).1)
    }

    /// Whether a case stands for resources that could not be listed.
    pub fn is_unlisted(&self, index: usize) -> bool {
        matches!(self.subject(self.parts(index).1), Subject::Unlisted { .. })
    }

    /// What became of a case of the same check over an earlier snapshot: the same over what is there
    /// now, all that there are where it was of nothing, and those of a place that could not be listed.
    /// None where the resource is gone, or the check does not speak of it any more.
    pub(crate) fn after(&self, earlier: &Case) -> Vec<Case> {
        let is_one_of_nothing = matches!(self.over, CasesOver::One(Subject::Nothing { .. }));
        let has_its_values = |combination: &usize| {
            is_one_of_nothing || self.check.combination(*combination) == earlier.values
        };
        // The cases with its values, from that subject on.
        let from = |first: usize| {
            let combinations = (0..self.combinations.len()).filter(has_its_values);
            let subjects = self.subjects();
            combinations.flat_map(move |of| (first..subjects).map(move |at| of * subjects + at))
        };
        let all = || from(0);
        let view = match (&earlier.subject, &self.over) {
            (Subject::Nothing { .. }, _) => return (0..self.len()).map(|i| self.case(i)).collect(),
            (_, CasesOver::One(_)) => return all().map(|index| self.case(index)).collect(),
            (_, CasesOver::Each { view, .. }) => view,
        };
        match &earlier.subject {
            Subject::Resource(core) => {
                let cores = &view.cores;
                let place =
                    match cores.binary_search_by(|other| other.identity().cmp(core.identity())) {
                        Ok(position) => {
                            let choice = Choice::new(self.check, &self.snapshot, None);
                            let (check, values) = (self.check, earlier.values.clone());
                            let core = Arc::clone(&cores[position]);
                            let is_meant = choice.speaks_of(&core);
                            let subject = Subject::Resource(core);
                            let snapshot = self.snapshot.clone();
                            let case = Case { check, subject, values, snapshot };
                            return is_meant.then_some(case).into_iter().collect();
                        }
                        Err(_) => core.identity().place(),
                    };
                // Nobody can say that it is gone where nobody could list it: what was not comes last.
                let listed = self.subjects() - view.unlisted.len();
                let of = from(listed).filter(|index| self.is_unlisted_around(*index, &place));
                of.map(|index| self.case(index)).collect()
            }
            Subject::Unlisted { place, .. } => {
                let is_there = |index: &usize| match (place, self.subject(self.parts(*index).1)) {
                    (None, _) => true,
                    (Some(place), Subject::Resource(core)) => {
                        is_within(&core.identity().place(), place)
                    }
                    (Some(place), _) => self.is_unlisted_around(*index, place),
                };
                all().filter(is_there).map(|index| self.case(index)).collect()
            }
            Subject::All | Subject::Snapshot | Subject::Nothing { .. } => Vec::new(),
        }
    }

    /// Whether a case is of a place that could not be listed and has to do with that one.
    fn is_unlisted_around(&self, index: usize, place: &str) -> bool {
        match self.subject(self.parts(index).1) {
            Subject::Unlisted { place: Some(unlisted), .. } => {
                is_within(&unlisted, place) || is_within(place, &unlisted)
            }
            Subject::Unlisted { place: None, .. } => true,
            _ => false,
        }
    }

    fn subjects(&self) -> usize {
        match &self.over {
            CasesOver::One(_) => 1,
            CasesOver::Each { view, chosen } => {
                chosen.as_ref().map_or(view.cores.len(), Vec::len) + view.unlisted.len()
            }
        }
    }

    /// Which combination of values, and which subject.
    fn parts(&self, index: usize) -> (usize, usize) {
        (index / self.subjects(), index % self.subjects())
    }

    fn subject(&self, subject: usize) -> Subject {
        match &self.over {
            CasesOver::One(subject) => subject.clone(),
            CasesOver::Each { view, chosen } => {
                let resources = chosen.as_ref().map_or(view.cores.len(), Vec::len);
                if subject < resources {
                    let position = position(view, chosen.as_deref(), subject);
                    return Subject::Resource(Arc::clone(&view.cores[position]));
                }
                let unlisted = &view.unlisted[subject - resources];
                Subject::Unlisted {
                    place: unlisted.place.clone(),
                    unknown: unlisted.unknown.clone(),
                }
            }
        }
    }
}

/// Whether a place is that one or a part of it: an account as a whole has every region.
fn is_within(place: &str, whole: &str) -> bool {
    let whole_account = [GLOBAL, ALL_REGIONS].iter().find_map(|region| whole.strip_suffix(region));
    place == whole || whole_account.is_some_and(|account| place.starts_with(account))
}

fn position(view: &KindView, chosen: Option<&[u32]>, subject: usize) -> usize {
    chosen.unwrap_or(&view.by_name)[subject] as usize
}

/// The ARNs of the resources that `when` chooses; none where the check has no `when`.
pub(crate) fn chosen_by_when(
    check: &Check,
    snapshot: &Snapshot,
    only: Option<&Pattern>,
) -> Option<Vec<String>> {
    check.when.as_ref()?;
    let choice = Choice::new(check, snapshot, only);
    let view = snapshot.view(check.kind()?);
    let chosen = view.cores.iter().filter(|core| choice.speaks_of(core));
    Some(chosen.map(|core| core.identity().arn.clone()).collect())
}

/// Whether a check speaks of a resource.
struct Choice<'a> {
    snapshot: &'a Snapshot,
    patterns: Vec<Pattern>,
    chosen: Chosen,
}

impl<'a> Choice<'a> {
    fn new(check: &Check, snapshot: &'a Snapshot, only: Option<&Pattern>) -> Self {
        let chosen = check.chosen();
        let patterns = chosen.pattern.map(Pattern::new).into_iter().chain(only.cloned()).collect();
        Self { snapshot, patterns, chosen }
    }

    fn is_of_all(&self) -> bool {
        self.patterns.is_empty() && self.chosen.applies.is_none()
    }

    /// Where the predicate cannot tell, or panics, the case stays: carried out, it says so.
    fn speaks_of(&self, core: &Arc<Core>) -> bool {
        if !self.patterns.iter().all(|pattern| pattern.matches(core.identity())) {
            return false;
        }
        let Some(applies) = self.chosen.applies else { return true };
        let (applied, trace) = self.applied(applies, core);
        trace.unknown().is_some() || applied.unwrap_or(true)
    }

    /// What the predicate says, and what it read.
    fn applied(&self, applies: Applies, core: &Arc<Core>) -> (Result<bool, Thrown>, Trace) {
        let watch = Watch::new();
        let handle = Handle::new(Arc::clone(core), watch.clone());
        let snapshot = self.snapshot.watched_by(watch.clone());
        let apply = || applies(handle, &snapshot);
        // `check!` in it panics: nobody would look at what it notes.
        let (applied, mut trace) = trace::during_reads(|| panic::catch(apply));
        trace.add(watch.take());
        (applied, trace)
    }
}

/// What the predicate of a check reads, of every resource.
pub(crate) fn reads_of_when(
    check: &Check,
    snapshot: &Snapshot,
) -> Vec<(&'static KindSpec, &'static Operation)> {
    let (Some(when), Some(kind)) = (&check.when, check.kind()) else { return Vec::new() };
    let choice = Choice::new(check, snapshot, None);
    let view = snapshot.view(kind);
    let traces = view.cores.iter().map(|core| choice.applied(when.applies, core).1);
    traces.flat_map(|trace| trace.operations()).collect()
}

fn all(check: &Check, snapshot: &Snapshot, view: &KindView) -> Subject {
    if let Some(unlisted) = view.unlisted.first() {
        // All but some are not all.
        return Subject::Unlisted {
            place: unlisted.place.clone(),
            unknown: unlisted.unknown.clone(),
        };
    }
    let choice = Choice::new(check, snapshot, None);
    match check.allow_empty || view.cores.iter().any(|core| choice.speaks_of(core)) {
        true => Subject::All,
        false => Subject::Nothing { passed_over: view.cores.len() },
    }
}

fn each(
    check: &Check,
    snapshot: &Snapshot,
    view: Arc<KindView>,
    only: Option<&Pattern>,
) -> CasesOver {
    let choice = Choice::new(check, snapshot, only);
    let chosen = (!choice.is_of_all()).then(|| {
        let is_meant = |position: &u32| choice.speaks_of(&view.cores[*position as usize]);
        view.by_name.iter().copied().filter(is_meant).collect::<Vec<u32>>()
    });
    let count = chosen.as_ref().map_or(view.cores.len(), Vec::len);
    if count == 0 && view.unlisted.is_empty() {
        return CasesOver::One(Subject::Nothing { passed_over: view.cores.len() });
    }
    CasesOver::Each { view, chosen }
}

#[cfg(test)]
mod tests;
