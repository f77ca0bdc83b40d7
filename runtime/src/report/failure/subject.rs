//! What a check looked at, by name.

use super::super::page::{BOLD, Page, paint};
use crate::check::{Case, Subject};
use crate::resource::{Core, inert_line};
use crate::run::cut;

/// A name is cut behind so many characters: AWS has none that is longer.
const LONGEST_NAME: usize = 256;

/// The lines that say it in full.
pub(super) fn subject(page: &mut Page, case: &Case) {
    let kind = case.check.kind().map_or("resource", |kind| kind.name);
    match &case.subject {
        Subject::Resource(core) => {
            let identity = core.identity();
            let id = paint(BOLD, &inert_line(&identity.id));
            page.line("resource", &format!("{kind} {id}{}", name_in_brackets(core)));
            let region = identity.region.iter().map(|region| format!(", {region}"));
            let region: String = region.collect();
            let place = format!("{} in account {}{region}", identity.arn, identity.account);
            page.line("", &inert_line(&place));
        }
        Subject::Unlisted { place: Some(place), .. } => {
            let place = paint(BOLD, &inert_line(place));
            page.line("resource", &format!("every {kind} in {place}"));
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
            let place = if is_alone { String::new() } else { format!("@{}", identity.place()) };
            let id = format!("{}{place}", identity.id);
            format!("{}{}", inert_line(&id), name_in_brackets(core))
        }
        Subject::Unlisted { place: Some(place), .. } => format!("[{}]", inert_line(place)),
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

/// What people call it, where that is not its id.
fn name_in_brackets(core: &Core) -> String {
    let shown = |name: String| format!(" ({})", inert_line(&cut(&name, LONGEST_NAME)));
    core.display_name().map(shown).unwrap_or_default()
}
