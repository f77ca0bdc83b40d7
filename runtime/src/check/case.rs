//! What a check runs over in a snapshot.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Check;
use crate::resource::{Core, FacetLoader, Pattern, Unknown};
use crate::snapshot::Snapshot;

/// A check together with what it looks at.
#[derive(Clone)]
pub struct Case {
    /// The check.
    pub check: &'static Check,
    /// What it looks at.
    pub subject: Subject,
}

/// What a check looks at.
#[derive(Clone)]
pub enum Subject {
    /// A resource.
    Resource(Arc<Core>),
    /// Resources that could not be listed: whatever they are, the check does not pass on them.
    Unlisted {
        /// `111122223333/eu-west-1`, or none where nothing at all was listed.
        place: Option<String>,
        /// Why not.
        unknown: Unknown,
    },
    /// No resource of its kind.
    Nothing,
}

impl Case {
    /// The cases of a check, sorted: one per resource, one per place that could not be listed; a
    /// single one where there is neither. Each with the name under which it runs.
    ///
    /// `only` leaves out the resources of which it does not speak.
    pub fn all_of(
        check: &'static Check,
        snapshot: &Snapshot,
        loader: Option<&Arc<dyn FacetLoader>>,
        only: Option<&Pattern>,
    ) -> Vec<(String, Self)> {
        let path = check.path();
        let mut resources = snapshot.resources(check.kind, loader);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for core in &resources {
            *seen.entry(core.identity().id.clone()).or_default() += 1;
        }
        if let Some(only) = only {
            resources.retain(|core| only.matches(core.identity()));
        }
        let named = resources.into_iter().map(|core| {
            let identity = core.identity();
            let name = match seen.get(&identity.id) {
                Some(1) | None => format!("{path}::{}", identity.id),
                // The same id in two regions or accounts.
                Some(_) => format!("{path}::{}@{}", identity.id, identity.place()),
            };
            (name, Self { check, subject: Subject::Resource(core) })
        });
        let mut cases: Vec<(String, Self)> = named.collect();
        for unlisted in snapshot.unlisted(check.kind) {
            let name = match &unlisted.place {
                Some(place) => format!("{path}::[{place}]"),
                None => path.clone(),
            };
            let subject = Subject::Unlisted { place: unlisted.place, unknown: unlisted.unknown };
            cases.push((name, Self { check, subject }));
        }
        if cases.is_empty() {
            cases.push((path, Self { check, subject: Subject::Nothing }));
        }
        cases
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::check::Severity;
    use crate::resource::{Identity, Kind, Record, Timestamp};
    use crate::snapshot::{CallLog, KindSnapshot};

    static CHECK: Check = Check {
        name: "check",
        module_path: "suite::module",
        file: "tests/suite.rs",
        line: 1,
        doc: "",
        severity: Severity::Medium,
        controls: &[],
        allow_empty: false,
        kind: crate::resource::ec2::SecurityGroup::SPEC,
        methods: &[],
        run: |_| Ok(()),
    };

    fn listing(region: &str, unknown: Option<Unknown>) -> CallLog {
        let at = Timestamp::parse("2026-11-24T05:00:00Z").unwrap();
        CallLog {
            operation: CHECK.kind.list.qualified(),
            account: "111122223333".to_owned(),
            region: Some(region.to_owned()),
            start: at,
            end: at,
            outcomes: BTreeMap::new(),
            unknown,
        }
    }

    fn names(ids: &[(&str, &str)], calls: Vec<CallLog>) -> Vec<String> {
        let mut kind = KindSnapshot { records: Vec::new(), calls };
        for (region, id) in ids {
            let identity = Identity {
                account: "111122223333".to_owned(),
                region: Some((*region).to_owned()),
                id: (*id).to_owned(),
                arn: String::new(),
            };
            kind.insert(Record { identity, facets: BTreeMap::new() });
        }
        let mut snapshot = Snapshot::default();
        snapshot.kinds.insert(CHECK.kind.name.to_owned(), kind);
        Case::all_of(&CHECK, &snapshot, None, None).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn names_are_the_resources_and_never_twice_the_same() {
        let regions = || vec![listing("eu-west-1", None), listing("us-east-1", None)];
        let ids = [("us-east-1", "sg-1"), ("eu-west-1", "sg-2"), ("eu-west-1", "sg-1")];
        let expected = [
            "module::check::sg-1@111122223333/eu-west-1",
            "module::check::sg-2",
            "module::check::sg-1@111122223333/us-east-1",
        ];
        assert_eq!(names(&ids, regions()), expected);
        assert_eq!(names(&[], regions()), ["module::check"]);
    }

    #[test]
    fn a_region_that_could_not_be_listed_is_a_case_beside_the_resources() {
        let unknown = Unknown::not_collected(CHECK.kind.list, "no");
        let calls = vec![listing("eu-west-1", Some(unknown)), listing("us-east-1", None)];
        let expected = ["module::check::sg-1", "module::check::[111122223333/eu-west-1]"];
        assert_eq!(names(&[("us-east-1", "sg-1")], calls), expected);
        assert_eq!(names(&[], vec![]), ["module::check"], "nobody listed anything");
    }
}
