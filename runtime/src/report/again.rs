//! That a finding is not of the first reading, in words.

use crate::run::{Settled, Verdict};

/// How often it was read again, until when, and what became of it.
pub(super) fn read_again(settled: &Settled, verdict: Verdict) -> String {
    let Settled { readings, after, is_gone, error } = settled;
    let after = humantime::format_duration(*after);
    let times = if *readings == 1 { "once" } else { &format!("{readings} times") };
    if let Some(error) = error {
        return match readings {
            0 => format!("it could not be read again: {error}"),
            _ => format!(
                "read {times} more, until {after} after the run began; then it could not be: {error}"
            ),
        };
    }
    let ended = match verdict {
        Verdict::Pass if *is_gone => {
            "it passes since what it is of is gone, or is nothing of which the check speaks"
        }
        Verdict::Pass => "by then it passes",
        Verdict::NoResource => "there is nothing to look at",
        Verdict::Fail | Verdict::Unknown => "it still does not pass",
    };
    format!("read {times} more, until {after} after the run began, and {ended}")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn it_is_said_what_became_of_it() {
        let of = |readings, is_gone, error: Option<&str>, verdict| {
            let after = Duration::from_secs(67);
            let error = error.map(str::to_owned);
            read_again(&Settled { readings, after, is_gone, error }, verdict)
        };
        let until = "until 1m 7s after the run began, and";
        let twice = format!("read 2 times more, {until} it still does not pass");
        assert_eq!(of(2, false, None, Verdict::Fail), twice);
        assert_eq!(of(2, false, None, Verdict::Unknown), twice);
        let passes = format!("read once more, {until} by then it passes");
        assert_eq!(of(1, false, None, Verdict::Pass), passes);
        let gone = format!(
            "read once more, {until} it passes since what it is of is gone, or is nothing of which \
             the check speaks"
        );
        assert_eq!(of(1, true, None, Verdict::Pass), gone);
        let nothing = format!("read once more, {until} there is nothing to look at");
        assert_eq!(of(1, false, None, Verdict::NoResource), nothing);
        assert_eq!(
            of(1, false, Some("no network"), Verdict::Fail),
            "read once more, until 1m 7s after the run began; then it could not be: no network"
        );
        assert_eq!(
            of(0, false, Some("no network"), Verdict::Fail),
            "it could not be read again: no network"
        );
    }
}
