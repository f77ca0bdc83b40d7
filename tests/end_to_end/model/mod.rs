//! The table and the shapes beside AWS's own description of its API.
//!
//! The description is botocore's, which is installed with moto. An upgrade of it shows here what is
//! new: a member that we do not have, an operation that nobody reads.

mod allowed;
mod api;
mod requests;
mod shapes;

use std::collections::{BTreeMap, BTreeSet};

use configtest::__collector::model::{KINDS, operations};

pub use allowed::LEFT_OUT;
use allowed::{NOT_AS_AWS, UNREAD};
use api::Api;

/// What was found, by its place: the operation and the member.
#[derive(Default)]
pub struct Differences {
    found: BTreeSet<(String, String)>,
    left_out: BTreeSet<(String, String)>,
}

impl Differences {
    /// Ours is not as AWS's is.
    fn add(&mut self, place: &str, what: &str) {
        self.found.insert((place.trim_end().to_owned(), what.to_owned()));
    }

    /// AWS has a member that we do not.
    fn leaves_out(&mut self, operation: &str, member: &str) {
        self.left_out.insert((operation.to_owned(), member.to_owned()));
    }

    /// A member is read by other means than a shape.
    fn reads(&mut self, operation: &str, member: &str) {
        self.left_out.remove(&(operation.to_owned(), member.to_owned()));
    }
}

/// What is found and not allowed, and what is allowed and not found: empty where there is neither.
pub fn complaint<T: Ord + std::fmt::Debug>(
    what: &str,
    list: &str,
    found: &BTreeSet<T>,
    allowed: &BTreeSet<T>,
) -> String {
    let lines = |title: &str, of: &BTreeSet<T>, but: &BTreeSet<T>| {
        let lines: Vec<String> = of.difference(but).map(|one| format!("    {one:?}\n")).collect();
        if lines.is_empty() {
            String::new()
        } else {
            format!("{what}, {title}:\n{}", lines.concat())
        }
    };
    let new = lines(&format!("and {list} does not have it"), found, allowed);
    new + &lines(&format!("says {list}, and it is not so"), allowed, found)
}

fn compared() -> (Api, Differences) {
    let api = Api::of_our_operations();
    let mut differences = Differences::default();
    let mut facets = BTreeMap::new();
    for kind in KINDS {
        shapes::compare_listing(kind, &api, &mut differences);
        for facet in kind.facets {
            shapes::compare_facet(facet, &api, &mut differences);
            facets.insert(facet.operation.qualified(), facet);
        }
    }
    for operation in operations() {
        let facet = facets.get(&operation.qualified()).copied();
        requests::compare(operation, facet, &api, &mut differences);
    }
    (api, differences)
}

#[test]
fn the_shapes_and_the_table_are_those_of_aws() {
    let (api, differences) = compared();
    let allowed = NOT_AS_AWS.iter().map(|(place, what, _)| ((*place).into(), (*what).into()));
    let mut complaints =
        complaint("ours is not as AWS's", "NOT_AS_AWS", &differences.found, &allowed.collect());

    let allowed = LEFT_OUT.iter().flat_map(|(operation, members, _)| {
        members.iter().map(|member| ((*operation).to_owned(), (*member).to_owned()))
    });
    let allowed: BTreeSet<(String, String)> = allowed.collect();
    let left_out = differences.left_out.into_iter().map(|(operation, member)| {
        let everywhere = ("*".to_owned(), member.clone());
        if allowed.contains(&everywhere) { everywhere } else { (operation, member) }
    });
    complaints +=
        &complaint("AWS tells what we do not read", "LEFT_OUT", &left_out.collect(), &allowed);

    let ours: BTreeSet<&str> =
        operations().filter(|of| of.service == "s3").map(|of| of.name).collect();
    let unread = api.of_buckets.iter().map(String::as_str).filter(|name| !ours.contains(name));
    let allowed = UNREAD.iter().flat_map(|(names, _)| names.iter().copied());
    complaints += &complaint(
        "nothing reads this of a bucket",
        "UNREAD",
        &unread.collect(),
        &allowed.collect(),
    );
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn the_actions_are_those_that_policies_of_aws_name() {
    let api = Api::of_our_operations();
    let unnamed: BTreeSet<&str> = operations()
        .map(|operation| operation.iam_action)
        .filter(|action| !api.actions.iter().any(|named| named == action))
        .collect();
    assert!(unnamed.is_empty(), "no managed policy names these in full: {unnamed:?}");
}
