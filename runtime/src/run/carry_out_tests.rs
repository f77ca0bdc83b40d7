//! What comes out of a check that goes on after something was wrong.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::*;
use crate::check::{BARE, Cases, Check, Over, RunsOver};
use crate::known;
use crate::prelude::*;
use crate::resource::{Fact, Kind, Secret, Unknown};

type Run = fn(&s3::Bucket) -> Result<(), Returned>;

/// The finding of a check over one mock, of which the versioning is not known.
fn finding(run: Run) -> Finding {
    thread_local! {
        static RUN: Cell<Run> = const { Cell::new(|_| Ok(())) };
    }
    static CHECK: Check = Check {
        over: Over::Each(s3::Bucket::SPEC),
        run: |context| RUN.get()(&RunsOver::from_case(context)),
        ..BARE
    };
    RUN.set(run);
    let denied = Unknown::access_denied("s3:GetBucketVersioning");
    let bucket = s3::Bucket::mock("acme-logs").with_versioning(Fact::Unknown(denied));
    carry_out(&Cases::of(&CHECK, &Snapshot::mock().with(bucket), None).case(0))
}

fn conditions(finding: &Finding) -> Vec<&str> {
    finding.failures.iter().map(|failure| failure.condition).collect()
}

#[test]
fn every_condition_that_does_not_hold_is_noted() {
    let line = line!() + 2;
    let finding = finding(|bucket| {
        assert!(!check!(bucket.tag("env").is_some()), "it says so");
        assert!(check!(bucket.name() == "acme-logs"));
        check_eq!(bucket.tag("env"), Some("prod"), "of {}", bucket.name());
        Ok(())
    });
    assert_eq!((finding.verdict, finding.message.as_str()), (Verdict::Fail, ""));
    assert!(finding.unknown.is_none());
    let texts: Vec<String> = finding.failures.iter().map(ToString::to_string).collect();
    let expected = [
        "bucket.tag(\"env\").is_some()\n  bucket.tag(\"env\") = None",
        "bucket.tag(\"env\") == Some(\"prod\"): of acme-logs\n  left = None\n  right = Some(\"prod\")",
    ];
    assert_eq!(texts, expected);
    assert_eq!(finding.failures[0].location, format!("{}:{line}:18", file!()));
    assert_eq!(finding.failures[1].location, format!("{}:{}:9", file!(), line + 2));
    assert_eq!(finding.evidence.reads.len(), 1, "the tags");
}

#[test]
fn a_check_of_which_all_holds_passes() {
    let finding = finding(|bucket| {
        check!(bucket.name() == "acme-logs");
        Ok(())
    });
    assert_eq!(finding.verdict, Verdict::Pass);
    assert_eq!(finding.failures, []);
}

#[test]
fn what_ends_the_check_afterwards_is_told_too() {
    let panicked = finding(|bucket| {
        check!(bucket.tag("env").is_some());
        panic!("and no more");
    });
    assert_eq!((panicked.verdict, panicked.message.as_str()), (Verdict::Fail, "and no more"));
    assert!(panicked.location.is_some());
    assert_eq!(conditions(&panicked), ["bucket.tag(\"env\").is_some()"]);
    let returned = finding(|bucket| {
        check!(bucket.tag("env").is_some());
        Err("no more").conclude()
    });
    assert_eq!(returned.verdict, Verdict::Fail);
    assert_eq!(returned.message, "the check returned an error: \"no more\"");
    assert_eq!(conditions(&returned).len(), 1);
}

#[test]
fn what_is_wrong_before_a_fact_is_missing_is_wrong_for_certain() {
    let unwound = finding(|bucket| {
        check!(bucket.tag("env").is_some());
        check!(bucket.versioning().is_enabled());
        check!(bucket.name() == "never reached");
        Ok(())
    });
    let returned = finding(|bucket| {
        check!(bucket.tag("env").is_some());
        known(|| bucket.versioning().is_enabled()).map(|_| ()).conclude()
    });
    for finding in [unwound, returned] {
        assert_eq!(finding.verdict, Verdict::Fail);
        assert_eq!(finding.message, format!("{NOT_KNOWN}; the check ended there"));
        let unknown = finding.unknown.as_ref().map(Unknown::operation);
        assert_eq!(unknown, Some("s3:GetBucketVersioning"));
        assert_eq!(conditions(&finding), ["bucket.tag(\"env\").is_some()"]);
    }
    let swallowed = finding(|bucket| {
        check!(bucket.tag("env").is_some());
        let _ = catch_unwind(AssertUnwindSafe(|| bucket.versioning().is_enabled()));
        check!(bucket.tag("team").is_some());
        Ok(())
    });
    assert_eq!(swallowed.verdict, Verdict::Fail);
    assert_eq!(swallowed.message, format!("{NOT_KNOWN}; the check went on without it"));
    assert_eq!(conditions(&swallowed).len(), 2);
}

#[test]
fn what_is_wrong_after_a_fact_was_missing_is_not_certain() {
    let swallowed = finding(|bucket| {
        let read = catch_unwind(AssertUnwindSafe(|| bucket.versioning().is_enabled()));
        check!(read.is_ok());
        Ok(())
    });
    assert_eq!(swallowed.verdict, Verdict::Unknown);
    assert_eq!(swallowed.message, format!("{NOT_KNOWN}; the check went on without it"));
    assert_eq!(conditions(&swallowed), ["read.is_ok()"]);
    let on_a_thread = finding(|bucket| {
        let bucket = bucket.clone();
        let read = std::thread::spawn(move || bucket.versioning().is_enabled()).join();
        check!(read.is_ok());
        Ok(())
    });
    assert_eq!(on_a_thread.verdict, Verdict::Unknown);
    let handled = finding(|bucket| {
        let read = known(|| bucket.versioning().is_enabled());
        check!(read.is_ok());
        Ok(())
    });
    assert_eq!(handled.verdict, Verdict::Fail, "the check decided for itself what it means");
    assert!(handled.unknown.is_none());
}

#[test]
fn a_message_that_asks_for_what_is_not_known_takes_nothing_back() {
    let finding = finding(|bucket| {
        check!(bucket.tag("env").is_some(), "versioning is {:?}", bucket.versioning());
        Ok(())
    });
    assert_eq!(finding.verdict, Verdict::Fail);
    assert_eq!(finding.failures.len(), 1);
    assert_eq!(finding.failures[0].message, None);
}

#[test]
fn where_nobody_takes_notes_it_panics() {
    let bucket = s3::Bucket::mock("acme-logs");
    let plainly = catch_unwind(|| check!(bucket.tag("env").is_some(), "of {}", bucket.name()));
    let said = plainly.unwrap_err().downcast::<String>().unwrap();
    let expected =
        "check failed: bucket.tag(\"env\").is_some(): of acme-logs\n  bucket.tag(\"env\") = None";
    assert_eq!(*said, expected);
    // `known` watches where nobody else does, but only for what is not known.
    let in_known = catch_unwind(|| known(|| check!(bucket.tag("env").is_some())));
    assert!(in_known.is_err());
    let on_a_thread = finding(|bucket| {
        let bucket = bucket.clone();
        match std::thread::spawn(move || check!(bucket.tag("env").is_some())).join() {
            Ok(_) => Ok(()),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    assert_eq!(on_a_thread.verdict, Verdict::Fail);
    assert!(on_a_thread.message.starts_with("check failed: bucket.tag"));
}

#[test]
fn a_check_inside_a_check_keeps_its_failures_to_itself() {
    let finding = finding(|bucket| {
        let inner = verdict(|| {
            check!(bucket.tag("env").is_some());
        });
        assert_eq!(inner, Verdict::Fail);
        Ok(())
    });
    assert_eq!(finding.verdict, Verdict::Pass);
}

type Step<'a> = &'a dyn Fn() -> bool;

#[test]
fn verdict_says_what_a_finding_says() {
    let denied = Fact::Unknown(Unknown::access_denied("s3:GetBucketVersioning"));
    let bucket = s3::Bucket::mock("acme-logs").with_versioning(denied);
    let versioning = || bucket.versioning().is_enabled();
    let swallowed = || catch_unwind(AssertUnwindSafe(versioning)).is_ok();
    let handled = || known(versioning).is_ok();
    let wrong = || check!(bucket.tag("env").is_some());
    let right = || check!(bucket.tag("env").is_none());
    let cases: [(Step<'_>, Step<'_>, Verdict); 8] = [
        (&right, &right, Verdict::Pass),
        (&wrong, &right, Verdict::Fail),
        (&wrong, &versioning, Verdict::Fail),
        (&versioning, &wrong, Verdict::Unknown),
        (&right, &versioning, Verdict::Unknown),
        (&wrong, &swallowed, Verdict::Fail),
        (&swallowed, &wrong, Verdict::Unknown),
        (&handled, &wrong, Verdict::Fail),
    ];
    for (position, (first, second, expected)) in cases.into_iter().enumerate() {
        let run = || {
            first();
            second();
        };
        assert_eq!(verdict(run), expected, "case {position}");
    }
}

/// A thread of the check's own, which loses what is thrown in it.
fn on_a_thread<T: Send + 'static>(body: impl FnOnce() -> T + Send + 'static, otherwise: T) -> T {
    std::thread::spawn(body).join().unwrap_or(otherwise)
}

#[test]
fn nothing_that_a_thread_loses_is_lost() {
    let of_no_resource = finding(|bucket| {
        let bucket = bucket.clone();
        let rule = ec2::IpPermission::new("tcp", 22..=22).with_prefix_list("pl-1");
        let open = on_a_thread(
            move || {
                let _ = bucket.policy();
                rule.names_the_whole_internet()
            },
            false,
        );
        assert!(!open);
        Ok(())
    });
    assert_eq!(of_no_resource.verdict, Verdict::Unknown);
    let inside_known = finding(|bucket| {
        let bucket = bucket.clone();
        let read = move || {
            known(|| {
                let read = AssertUnwindSafe(|| bucket.versioning().is_enabled());
                catch_unwind(read).unwrap_or(true)
            })
        };
        assert_eq!(on_a_thread(read, Ok(true)), Ok(true));
        Ok(())
    });
    assert_eq!(inside_known.verdict, Verdict::Unknown);
    let handled = finding(|bucket| {
        let bucket = bucket.clone();
        assert!(on_a_thread(move || known(|| bucket.versioning().is_enabled()).is_err(), false));
        Ok(())
    });
    assert_eq!(handled.verdict, Verdict::Pass, "{:?}", handled.message);
}

#[test]
fn what_is_read_of_others_is_shown_in_part_and_counted() {
    let finding = finding(|bucket| {
        for number in 0..100 {
            assert!(s3::Bucket::mock(format!("other-{number}")).policy().is_none());
        }
        assert!(bucket.policy().is_some(), "no policy");
        Ok(())
    });
    assert_eq!(finding.evidence.omitted, Some((30, 40)));
    assert_eq!(finding.evidence.reads.len(), 61);
    assert_eq!(finding.evidence.reads[60].resource, "acme-logs");
}

#[test]
fn what_a_secret_says_is_not_shown() {
    let finding = finding(|bucket| {
        let secret = Secret::new("hunter2");
        check!(!secret.reveal().contains("hunter"));
        check!(!Some(&secret).map(Secret::reveal).is_some_and(|text| text.contains("hunter")));
        check!(Secret::reveal(&secret) == bucket.name());
        Ok(())
    });
    let texts: String = finding.failures.iter().map(ToString::to_string).collect();
    assert_eq!(finding.failures.len(), 3);
    assert!(!texts.contains("hunter2"), "{texts}");
}

#[test]
fn what_threads_read_is_told_in_one_order() {
    let reads = |first: &'static str, second: &'static str| {
        thread_local! {
            static NAMES: Cell<[&'static str; 2]> = const { Cell::new([""; 2]) };
        }
        NAMES.set([first, second]);
        let finding = finding(|bucket| {
            for name in NAMES.get() {
                let bucket = bucket.clone();
                let read = move || match name {
                    "policy" => bucket.policy().is_some(),
                    _ => bucket.encryption().is_some(),
                };
                on_a_thread(read, false);
            }
            Err(Returned::Error("in the end".to_owned()))
        });
        finding.evidence.reads.iter().map(|read| read.attribute).collect::<Vec<_>>()
    };
    assert_eq!(reads("policy", "encryption"), ["encryption", "policy"]);
    assert_eq!(reads("encryption", "policy"), ["encryption", "policy"]);
}
