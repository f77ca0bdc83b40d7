//! What a test binary and the collector say to each other.
//!
//! A suite without the feature `aws` starts `cargo-configtest collect`. The program speaks first:
//! a line with the protocol that it speaks. Then the suite sends one request on standard input,
//! and the program answers with one line when the cache is filled. Both sides meet in the cache.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::cache::{Anew, FORMAT, Freshness, Need, Places};
use crate::resource::{Filter, Timestamp, kind_named};
use crate::settings::AwsSettings;

/// The version of this protocol, and of the cache's format: one cannot change without the other.
pub const PROTOCOL: u32 = FORMAT;

/// The first line that the program prints.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Greeting {
    /// The protocol that it speaks.
    pub protocol: u32,
    /// Its release.
    pub version: String,
}

impl Greeting {
    /// What this release says.
    pub fn ours() -> Self {
        Self { protocol: PROTOCOL, version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// A live source, as the settings describe it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AwsSource {
    /// Its name in the settings.
    pub name: String,
    /// What is said of it.
    pub settings: AwsSettings,
}

/// What the collector is asked to put into the cache.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    /// Where from.
    pub source: AwsSource,
    /// The folder of the cache.
    pub store: PathBuf,
    /// What may be served from it.
    pub freshness: Freshness,
    /// What is needed.
    pub needs: Vec<NeedDoc>,
    /// Whether it is for checks to read, and not for a recording or a comparison.
    pub for_checks: bool,
    /// With what digests are salted that stand for secrets; by chance where nothing is said.
    pub salt: Option<String>,
}

/// A need, by names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct NeedDoc {
    /// The kind's name.
    pub kind: String,
    /// The operations' names.
    pub facets: Vec<String>,
    /// By the operation's name, the resources of which a facet is needed: alternatives, each of
    /// patterns for names and ARNs that all speak of them. Every resource where nothing is said.
    pub of: BTreeMap<String, Vec<Vec<String>>>,
    /// What of it is read again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anew: Option<AnewDoc>,
}

/// What of a need is read again, by names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AnewDoc {
    /// What was read before this does not do.
    pub since: Timestamp,
    /// The places that are listed.
    pub listings: Places,
    /// By the operation's name, the resources of which a facet is read.
    pub facets: BTreeMap<String, Vec<Vec<String>>>,
}

/// What the checks of a suite need, as the suite tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SuiteNeeds {
    /// By kind.
    pub needs: Vec<NeedDoc>,
    /// Why what helpers read is not among it, where it is not.
    pub guessed: Option<String>,
}

impl SuiteNeeds {
    /// Adds a facet of a kind; where that is what its listing says, the kind alone.
    pub fn add(&mut self, kind: &str, facet: &str) {
        let is_listing = kind_named(kind).is_some_and(|kind| kind.list.name == facet);
        if is_listing {
            if !self.needs.iter().any(|need| need.kind == kind) {
                self.needs.push(NeedDoc::new(kind, Vec::new()));
            }
            return;
        }
        match self.needs.iter_mut().find(|need| need.kind == kind) {
            Some(need) if need.facets.iter().any(|known| known == facet) => {}
            Some(need) => need.facets.push(facet.to_owned()),
            None => self.needs.push(NeedDoc::new(kind, vec![facet.to_owned()])),
        }
    }

    /// Adds what another suite needs.
    pub fn merge(&mut self, other: Self) {
        for need in other.needs {
            if !self.needs.iter().any(|known| known.kind == need.kind) {
                self.needs.push(NeedDoc { facets: Vec::new(), ..need.clone() });
            }
            for facet in &need.facets {
                self.add(&need.kind, facet);
            }
        }
        self.guessed = self.guessed.take().or(other.guessed);
    }
}

/// The line with which the program ends.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub enum Answer {
    /// The cache holds what was asked for.
    Done(Collected),
    /// It does not, for this reason.
    Error(String),
}

/// What a collector did.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Collected {
    /// The regions that were read.
    pub regions: Vec<String>,
}

impl From<&Need> for NeedDoc {
    fn from(need: &Need) -> Self {
        let texts = |of: &BTreeMap<&'static str, Filter>| {
            let texts = |(name, filter): (&&str, &Filter)| ((*name).to_owned(), filter.texts());
            of.iter().map(texts).collect()
        };
        Self {
            kind: need.kind.name.to_owned(),
            facets: need.facets.iter().map(|operation| operation.name.to_owned()).collect(),
            of: texts(&need.of),
            anew: need.anew.as_ref().map(|anew| AnewDoc {
                since: anew.since,
                listings: anew.listings.clone(),
                facets: texts(&anew.facets),
            }),
        }
    }
}

impl NeedDoc {
    fn new(kind: &str, facets: Vec<String>) -> Self {
        Self { kind: kind.to_owned(), facets, of: BTreeMap::new(), anew: None }
    }

    /// The need, or the name that this release does not know.
    ///
    /// # Errors
    ///
    /// The kind or an operation is not in the tables.
    pub fn resolve(&self) -> Result<Need, String> {
        let kind = kind_named(&self.kind).ok_or_else(|| self.kind.clone())?;
        let operation = |name: &String| {
            kind.operations()
                .find(|operation| operation.name == name)
                .ok_or_else(|| format!("{} of {}", name, self.kind))
        };
        let facets = self.facets.iter().map(operation).collect::<Result<_, _>>()?;
        let filters = |of: &BTreeMap<String, Vec<Vec<String>>>| {
            let filter = |(name, texts): (&String, &Vec<Vec<String>>)| {
                Ok((operation(name)?.name, Filter::of_texts(texts)))
            };
            of.iter().map(filter).collect::<Result<BTreeMap<_, _>, String>>()
        };
        let anew = match &self.anew {
            Some(AnewDoc { since, listings, facets }) => {
                Some(Anew { since: *since, listings: listings.clone(), facets: filters(facets)? })
            }
            None => None,
        };
        Ok(Need { kind, facets, of: filters(&self.of)?, spoken_of: None, anew })
    }
}
