//! The suites of `tests/suites` that hold every form and every end of a check.

use super::model::Verdict::{Fail, NoResource, Pass, Unknown};
use super::{Check, Model, Verdict};

/// All of them.
pub const MODELS: [&Model; 3] = [&GRAMMAR, &OUTCOMES, &PARTS];

/// Each way in which a check can be written.
pub const GRAMMAR: Model = Model {
    suite: "grammar",
    checks: &[
        Check::new("accounts", &[("111122223333", Pass)]),
        Check::new("all", ONCE),
        Check::new("all_by_reference", ONCE),
        Check::new("all_of_none", ONCE),
        Check::new("all_of_nothing", NOTHING),
        Check::new("all_with_values", &[("name=acme-web", Pass), ("name=acme-gone", Fail)]),
        Check::new("asynchronous", &[("acme-data", Pass), ("acme-logs", Fail), ("acme-web", Pass)]),
        Check::new("by_a_name_that_nothing_has", NOTHING),
        Check::new("by_arn", WEB),
        Check::new("by_name", LOGS),
        Check::new("each", BUCKETS),
        Check::new("hostile", BUCKETS),
        Check::new("hostile::check", &[("subject=1::acme-web", Pass)]),
        Check::new("ignored", &[("acme-data", Fail), ("acme-logs", Fail), ("acme-web", Fail)])
            .ignored("until the migration is over"),
        Check::new("match", BUCKETS),
        Check::new("naming::of_buckets", BUCKETS),
        Check::new("nothing_with_values", NOTHING),
        Check::new("regions", &[("us-east-1", Pass)]),
        Check::new(
            "returns_a_result",
            &[("acme-data", Pass), ("acme-logs", Fail), ("acme-web", Fail)],
        ),
        Check::new("when_a_closure_says_so", WEB),
        Check::new("when_a_function_says_so", WEB),
        Check::new(
            "when_it_panics",
            &[("acme-data", Fail), ("acme-logs", Fail), ("acme-web", Fail)],
        ),
        Check::new("when_nothing_is_spoken_of", NOTHING),
        Check::new("when_nothing_is_spoken_of_and_that_is_fine", ONCE),
        Check::new("when_of_accounts", &[("111122223333", Pass)]),
        Check::new("when_of_all", ONCE),
        Check::new("whole", ONCE),
        Check::new("with_context", BUCKETS),
        Check::new(
            "with_values",
            &[
                ("port=22,protocol=tcp::sg-1", Pass),
                ("port=22,protocol=tcp::sg-2", Fail),
                ("port=22,protocol=udp::sg-1", Pass),
                ("port=22,protocol=udp::sg-2", Pass),
                ("port=3389,protocol=tcp::sg-1", Pass),
                ("port=3389,protocol=tcp::sg-2", Pass),
                ("port=3389,protocol=udp::sg-1", Pass),
                ("port=3389,protocol=udp::sg-2", Pass),
            ],
        ),
    ],
};

/// Each way in which a check can end.
pub const OUTCOMES: Model = Model {
    suite: "outcomes",
    checks: &[
        Check::new("fails", FAILS),
        Check::new("has_nothing", NOTHING),
        Check::new("ignored::would_be_unknown", UNKNOWN).ignored("until it is known"),
        Check::new("ignored::would_fail", FAILS).ignored("until the logs are there"),
        Check::new("ignored::would_have_nothing", NOTHING).ignored("until there are some"),
        Check::new("ignored::would_pass", LOGS).ignored("\"quoted\" & <marked>"),
        Check::new("may_have_nothing", ONCE),
        Check::new("nested::passes", LOGS),
        Check::new("noted::after_what_is_unknown", UNKNOWN),
        Check::new("noted::before_what_is_unknown", FAILS),
        Check::new("noted::goes_on", FAILS),
        Check::new("noted::holds", LOGS),
        Check::new("passes", LOGS),
        Check::new("returns_an_error", FAILS),
        Check::new("returns_ok", LOGS),
        Check::new("threads::panic", FAILS),
        Check::new("threads::panic_and_are_asked", FAILS),
        Check::new("threads::panic_and_nobody_asks", LOGS),
        Check::new("unknown::is_awaited", UNKNOWN),
        Check::new("unknown::is_handed_on", UNKNOWN),
        Check::new("unknown::is_handled", LOGS),
        Check::new("unknown::is_lost_in_a_thread", UNKNOWN),
        Check::new("unknown::is_of_no_interest", LOGS),
        Check::new("unknown::is_read", UNKNOWN),
        Check::new("unknown::is_swallowed", UNKNOWN),
        Check::new("unknown::is_swallowed_before_a_failure", UNKNOWN),
        Check::new("unknown::is_what_when_asks", UNKNOWN),
    ],
};

/// Several files and modules, and a library.
pub const PARTS: Model = Model {
    suite: "parts",
    checks: &[
        Check::new("have_tags", &[("acme-logs", Pass), ("other", Fail)]),
        Check::new("naming::of_buckets", &[("acme-logs", Pass), ("other", Fail)]),
        Check::new("network::inline::have_tags", &[("sg-1", Pass), ("sg-2", Pass)]),
        Check::new(
            "network::keep_private",
            &[
                ("port=22::sg-1", Pass),
                ("port=22::sg-2", Fail),
                ("port=3389::sg-1", Pass),
                ("port=3389::sg-2", Pass),
            ],
        ),
        Check::new("storage::are_encrypted", &[("acme-logs", Pass), ("other", Pass)]),
        Check::new("storage::deep::are_encrypted", &[("acme-logs", Pass), ("other", Fail)]),
    ],
};

type Cases = &'static [(&'static str, Verdict)];

/// A single case that passes.
const ONCE: Cases = &[("", Pass)];
/// There is nothing to look at.
const NOTHING: Cases = &[("", NoResource)];
const BUCKETS: Cases = &[("acme-data", Pass), ("acme-logs", Pass), ("acme-web", Pass)];
const LOGS: Cases = &[("acme-logs", Pass)];
const WEB: Cases = &[("acme-web", Pass)];
const FAILS: Cases = &[("acme-logs", Fail)];
const UNKNOWN: Cases = &[("acme-logs", Unknown)];
