//! The lines, a batch at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};

use super::super::super::results::{CheckResults, Results};
use super::super::inert_json::write_json;
use super::super::narrative;
use super::batch::Batches;
use super::finding::{self, NO_ACCOUNT, Partitions, Place};

/// Writes every finding, sorted by account and region. Says what was cut for Security Hub's limits.
pub(in super::super) fn write(results: &Results, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let checks: Vec<_> = results.checks().collect();
    let partitions = partitions(results);
    // What is of no account is most likely of where the rest is.
    let partition = partitions.values().next().copied().unwrap_or("aws");
    let accounts = accounts(results, &partitions, partition);
    let all = accounts.values().flatten().next().copied().unwrap_or((NO_ACCOUNT, partition));
    let of_suite = |suite: &str| {
        let first = accounts.get(suite).and_then(|accounts| accounts.first());
        first.copied().unwrap_or(all)
    };

    // By place; in it the run of a suite comes before its findings.
    let mut order = Vec::with_capacity(results.findings.len());
    for suite in &results.suites {
        let known = accounts.get(suite.name.as_str()).into_iter().flatten();
        let known = known.map(|(account, partition)| Place::global(account, partition));
        let mut places: Vec<_> = known.collect();
        if places.is_empty() {
            places.push(Place::global(all.0, all.1));
        }
        order.extend(places.into_iter().map(|place| (place, Item::Run(&suite.name))));
    }
    for (check, of) in checks.iter().enumerate() {
        let otherwise = of_suite(&of.suite.name);
        order.extend(of.findings.iter().enumerate().map(|(position, finding)| {
            (Place::of(finding, &partitions, otherwise), Item::Finding { check, position })
        }));
    }
    order.sort();

    let mut out = BufWriter::new(out);
    let mut batches = Batches::new(&mut out);
    let mut shortened = 0;
    let mut homeless = 0;
    let mut json = Vec::new();
    for (place, item) in order {
        json.clear();
        match item {
            Item::Run(suite) => write_json(&mut json, &finding::run(results, suite, place))?,
            Item::Finding { check, position } => {
                let Some(of) = checks.get(check) else { continue };
                let Some(record) = of.findings.get(position) else { continue };
                let (found, cut) = finding::finding(results, of, record, place);
                write_json(&mut json, &found)?;
                shortened += usize::from(cut.0);
                homeless += usize::from(place.account == NO_ACCOUNT);
            }
        }
        batches.add(place.account, place.region, &json)?;
    }
    batches.flush()?;
    let too_large = batches.too_large;
    out.flush()?;
    let notes = [
        (shortened, "findings are shortened to what Security Hub takes"),
        (homeless, "findings are of no account, and Security Hub will not take them"),
        (too_large, "findings are left out, being larger than the 240 KB that Security Hub takes"),
    ];
    let notes = notes.into_iter().filter(|(count, _)| *count > 0);
    Ok(notes.map(|(count, note)| format!("{count} {note}")).collect())
}

/// What is written, in the order of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Item<'a> {
    Run(&'a str),
    Finding { check: usize, position: usize },
}

/// The partitions of the accounts of which some finding tells it.
fn partitions(results: &Results) -> Partitions<'_> {
    let mut partitions = Partitions::new();
    for of in &results.findings {
        let Some(partition) = finding::partition(of) else { continue };
        for account in narrative::accounts(of).filter(|account| finding::is_account(account)) {
            partitions.entry(account).or_insert(partition);
        }
    }
    partitions
}

/// The accounts of each suite, with their partitions: that one where nothing tells it.
fn accounts<'a>(
    results: &'a Results,
    partitions: &Partitions<'_>,
    otherwise: &'static str,
) -> BTreeMap<&'a str, BTreeSet<(&'a str, &'static str)>> {
    let mut accounts: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
    for CheckResults { suite, findings, .. } in results.checks() {
        for of in findings {
            for account in narrative::accounts(of).filter(|account| finding::is_account(account)) {
                let of_account = finding::partition(of);
                let of_account = of_account.or_else(|| partitions.get(account).copied());
                let partition = of_account.unwrap_or(otherwise);
                accounts.entry(&suite.name).or_default().insert((account, partition));
            }
        }
    }
    accounts
}
