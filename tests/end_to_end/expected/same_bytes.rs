//! The same state gives the same output, whatever the threads do; times aside.

use super::{Ignored, MODELS};

/// The output without what tells how long something took.
fn without_times(text: &str) -> String {
    let mut text = text.to_owned();
    for (before, after) in
        [("finished in ", "s\n"), ("\"exec_time\": ", " }"), ("\" time=\"", "\"")]
    {
        let mut parts = text.split(before);
        let mut left = parts.next().unwrap().to_owned();
        for part in parts {
            let end = part.find(after).unwrap_or_else(|| panic!("no end of a time: {text}"));
            assert!(part[..end].parse::<f64>().is_ok(), "not a time: {}", &part[..end]);
            left = left + before + &part[end..];
        }
        text = left;
    }
    text
}

#[test]
fn any_number_of_threads_prints_the_same_bytes() {
    for model in MODELS {
        for form in ["pretty", "terse", "json", "junit"] {
            for ignored in Ignored::ALL {
                let mut first: Option<String> = None;
                // Each of them twice.
                for threads in ["1", "2", "8", "1", "2", "8"] {
                    let words = ["--format", form, "--test-threads", threads, "--show-output"];
                    let run = model.suite().binary(&[&words, ignored.words()].concat());
                    let printed = without_times(&run.stdout);
                    assert!(!printed.is_empty(), "{run}");
                    let first = first.get_or_insert_with(|| printed.clone());
                    assert_eq!(*first, printed, "{} {form} {threads} {ignored:?}", model.suite);
                }
            }
        }
    }
}

#[test]
fn the_same_list_is_printed_every_time() {
    for model in MODELS {
        for form in ["pretty", "terse", "json"] {
            let list = || model.suite().binary(&["--list", "--format", form]).stdout;
            let first = list();
            assert!(!first.is_empty());
            assert_eq!(list(), first, "{} {form}", model.suite);
        }
    }
}
