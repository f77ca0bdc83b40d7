//! What a check looked at, by name.

use super::super::page::{BOLD, Page, paint};
use crate::check::{Case, Subject};

/// The lines that say it in full.
pub(super) fn subject(page: &mut Page, case: &Case) {
    let kind = case.check.kind().map_or("resource", |kind| kind.name);
    match &case.subject {
        Subject::Resource(core) => {
            let identity = core.identity();
            let name = core.display_name().map(|name| format!(" ({name})")).unwrap_or_default();
            page.line("resource", &format!("{kind} {}{name}", paint(BOLD, &identity.id)));
            let region = identity.region.iter().map(|region| format!(", {region}"));
            let region: String = region.collect();
            page.line("", &format!("{} in account {}{region}", identity.arn, identity.account));
        }
        Subject::Unlisted { place: Some(place), .. } => {
            page.line("resource", &format!("every {kind} in {}", paint(BOLD, place)));
        }
        Subject::All | Subject::Unlisted { place: None, .. } | Subject::Nothing { .. } => {
            page.line("resource", &format!("every {kind}"));
        }
        Subject::Snapshot => page.line("resource", "the whole snapshot"),
    }
    if let Some(values) = case.values_text() {
        page.line("values", &values);
    }
}

/// Its id, where it has one: whose attributes a check reads without saying so.
pub(super) fn id(case: &Case) -> Option<&str> {
    match &case.subject {
        Subject::Resource(core) => Some(&core.identity().id),
        Subject::All | Subject::Snapshot | Subject::Unlisted { .. } | Subject::Nothing { .. } => {
            None
        }
    }
}

/// What it is called in a list. `is_alone`: nothing else there has its id.
pub(super) fn short(case: &Case, is_alone: bool) -> String {
    let name = match &case.subject {
        Subject::Resource(core) => {
            let identity = core.identity();
            let name = core.display_name().map(|name| format!(" ({name})")).unwrap_or_default();
            let place = if is_alone { String::new() } else { format!("@{}", identity.place()) };
            format!("{}{place}{name}", identity.id)
        }
        Subject::Unlisted { place: Some(place), .. } => format!("[{place}]"),
        Subject::All | Subject::Unlisted { place: None, .. } | Subject::Nothing { .. } => {
            format!("every {}", case.check.kind().map_or("resource", |kind| kind.nouns.0))
        }
        Subject::Snapshot => "the whole snapshot".to_owned(),
    };
    match case.values_text() {
        Some(values) => format!("{name}, {values}"),
        None => name,
    }
}
