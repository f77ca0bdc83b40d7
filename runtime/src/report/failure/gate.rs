//! Why a waiver or a baseline fails, as text for a terminal.

use super::super::page::{BAD, BOLD, OPEN, Page, paint};
use crate::check::Check;
use crate::gate::Waiver;
use crate::run::Verdict;

/// What there is to say.
pub struct GateFailure {
    lines: Vec<(&'static str, String)>,
}

impl GateFailure {
    /// Of a waiver.
    pub fn of_waiver(waiver: &Waiver, verdict: Verdict, message: &str) -> Self {
        let settings = &waiver.settings;
        let mut reason = settings.reason.clone();
        for (word, text) in [("owner", &settings.owner), ("ticket", &settings.ticket)] {
            if let Some(text) = text {
                reason.push_str(&format!(", {word} {text}"));
            }
        }
        let (label, style, mend) = match verdict {
            Verdict::Unknown => ("unknown", OPEN, "see the failures of the check itself"),
            Verdict::Pass | Verdict::Fail | Verdict::NoResource => match waiver.is_expired {
                true => ("failed", BAD, "mend what it accepts, or give it another day"),
                false => ("failed", BAD, "remove it, or write what it is meant for"),
            },
        };
        let of = format!("{} of {}", settings.resource, settings.check);
        let lines = vec![
            ("waiver", format!("{}, until {}", paint(BOLD, &waiver.place), settings.expires)),
            ("", of),
            ("reason", reason),
            (label, paint(style, message)),
            ("mend", mend.to_owned()),
        ];
        Self { lines }
    }

    /// Of the entries for a check, which may be gone.
    pub fn of_baseline(check: Option<&Check>, file: &str, verdict: Verdict, message: &str) -> Self {
        let mut lines = vec![("baseline", paint(BOLD, file))];
        if let Some(check) = check {
            lines.push(("", format!("{} ({}:{})", check.path(), check.file, check.line)));
        }
        let (label, style, mend) = match verdict {
            Verdict::Unknown => ("unknown", OPEN, "see the failures of the check itself"),
            Verdict::Pass | Verdict::Fail | Verdict::NoResource => {
                ("failed", BAD, "`cargo configtest baseline --update` removes such entries")
            }
        };
        lines.extend([(label, paint(style, message)), ("mend", mend.to_owned())]);
        Self { lines }
    }
}

/// The text, with styles.
pub fn gate_failure(failure: &GateFailure) -> String {
    let mut page = Page::default();
    for (label, content) in &failure.lines {
        page.line(label, content);
    }
    page.into_text()
}
