use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use proptest::prelude::*;

use super::arguments::Ignored;
use super::fake::Fake;
use super::runner::{Order, Tests};

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

fn wait(receiver: &Mutex<Receiver<()>>) -> Result<(), String> {
    receiver.lock().unwrap().recv_timeout(LONG).map_err(|error| error.to_string())
}

#[test]
fn results_are_in_order_where_the_first_test_ends_last() {
    let (sender, receiver) = channel();
    let receiver = Mutex::new(receiver);
    let suite = Fake::default()
        .test("first", || wait(&receiver))
        .failing("second", "text")
        .test("third", move || sender.send(()).map_err(|error| error.to_string()));
    let (shown, _) = suite.shown("--test-threads 2");
    let lines = "\ntest first ... ok\ntest second ... FAILED\ntest third ... ok\n";
    assert!(shown.contains(lines), "{shown}");
}

#[test]
fn the_first_failure_in_order_is_the_last_test_with_fail_fast() {
    let (sender, receiver) = channel();
    let receiver = Mutex::new(receiver);
    // `slow` fails after `fast` has failed.
    let suite = Fake::default()
        .passing("a")
        .test("slow", || {
            wait(&receiver)?;
            Err("too late".to_owned())
        })
        .test("fast", move || {
            let _ = sender.send(());
            Err("early".to_owned())
        })
        .passing("z");
    let (shown, passed) = suite.shown("--fail-fast --test-threads 2");
    assert!(!passed);
    let lines = "\nrunning 4 tests\ntest a ... ok\ntest slow ... FAILED\n\nfailures:\n";
    assert!(shown.contains(lines) && !shown.contains("fast"), "{shown}");
    assert!(shown.contains("1 passed; 1 failed; 0 ignored"), "{shown}");
}

#[test]
fn nothing_after_the_first_failure_runs_with_fail_fast_on_one_thread() {
    let ran = AtomicUsize::new(0);
    let suite = Fake::default().failing("a", "").test("b", || {
        ran.fetch_add(1, SeqCst);
        Ok(())
    });
    suite.shown("--fail-fast --test-threads 1");
    assert_eq!(ran.load(SeqCst), 0);
}

#[test]
fn with_one_thread_tests_run_on_the_one_that_asks() {
    let asking = thread::current().id();
    let elsewhere = Mutex::new(BTreeSet::new());
    let note = |name: &'static str| {
        if thread::current().id() != asking {
            elsewhere.lock().unwrap().insert(name);
        }
        Ok(())
    };
    let suite = Fake::default().test("a", || note("a")).test("b", || note("b"));
    suite.shown("--test-threads 1");
    assert_eq!(*elsewhere.lock().unwrap(), BTreeSet::new());
}

#[test]
fn a_panic_fails_its_test_alone() {
    let suite =
        Fake::default().test("a", || panic!("no {}", "luck\n::error::\u{1b}[2J")).passing("b");
    let (shown, passed) = suite.shown("--test-threads 1");
    assert!(!passed);
    assert!(
        shown.contains("---- a stdout ----\npanicked: no luck\n\\::error::\\u{1b}[2J\n"),
        "{shown}"
    );
    assert!(shown.contains("test b ... ok"), "{shown}");
}

/// Tells when a text was written.
struct Watched {
    expected: &'static str,
    written: String,
    sender: Sender<()>,
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written.push_str(std::str::from_utf8(bytes).unwrap());
        if self.written.ends_with(self.expected) {
            let _ = self.sender.send(());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_person_sees_which_test_is_waited_for() {
    for threads in ["1", "2"] {
        let (sender, receiver) = channel();
        let receiver = Mutex::new(receiver);
        let expected = "test a ... ok\ntest b ... ";
        let out = Watched { expected, written: String::new(), sender };
        // `b` ends when its beginning has been written.
        let suite = Fake::default().passing("a").test("b", || wait(&receiver));
        assert!(suite.write(&format!("--test-threads {threads}"), out).unwrap());
    }
}

/// Counts what it is asked to write, and refuses it from some time on.
struct Counting<'a> {
    writes: &'a AtomicUsize,
    room: usize,
}

impl Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes.fetch_add(1, SeqCst);
        if self.room < bytes.len() {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.room -= bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn many(count: usize) -> Fake<'static> {
    (0..count).fold(Fake::default(), |suite, number| suite.passing(&format!("t{number}")))
}

#[test]
fn many_lines_are_few_writes() {
    let writes = AtomicUsize::new(0);
    let out = Counting { writes: &writes, room: usize::MAX };
    assert!(many(100_000).write("--test-threads 2", out).unwrap());
    assert!(writes.load(SeqCst) < 10_000, "{writes:?}");
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    for words in ["", "-q", "--format json", "--format junit", "--list", "--test-threads 3"] {
        for room in [0, 30, 70_000] {
            let out = Counting { writes: &AtomicUsize::new(0), room };
            let error = many(100_000).write(words, out).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{words} {room}");
        }
    }
}

#[test]
fn a_random_order_comes_from_its_seed_alone() {
    let suite = many(100);
    let order = |seed| {
        let order = Order::of(&suite, Ignored::Named, seed);
        (0..order.count()).map(|position| order.index(position)).collect::<Vec<_>>()
    };
    let sorted: Vec<usize> = (0..suite.count()).collect();
    assert_eq!(order(None), sorted);
    assert_eq!(order(Some(7)), order(Some(7)));
    assert_ne!(order(Some(7)), order(Some(8)));
    let mut shuffled = order(Some(7));
    assert_ne!(shuffled, sorted);
    shuffled.sort_unstable();
    assert_eq!(shuffled, sorted);
    let (shown, _) = suite.shown("--shuffle-seed 7");
    assert!(shown.starts_with("\nrunning 100 tests (shuffle seed: 7)\n"), "{shown}");
    assert!(shown.contains(&format!("\ntest t{} ... ok\n", order(Some(7))[0])), "{shown}");
}

/// What the runner should do, one test after the other.
fn model(kinds: &[Kind], fail_fast: bool) -> String {
    let mut shown =
        format!("\nrunning {} test{}\n", kinds.len(), if kinds.len() == 1 { "" } else { "s" });
    for (number, kind) in kinds.iter().enumerate() {
        let word = match kind {
            Kind::Passing => "ok",
            Kind::Failing => "FAILED",
            Kind::Ignored => "ignored",
        };
        shown.push_str(&format!("test t{number} ... {word}\n"));
        if fail_fast && *kind == Kind::Failing {
            break;
        }
    }
    shown + "\n"
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Passing,
    Failing,
    Ignored,
}

proptest! {
    #[test]
    fn the_output_is_the_same_bytes_on_any_number_of_threads(
        kinds in prop::collection::vec(
            prop_oneof![20 => Just(Kind::Passing), 1 => Just(Kind::Failing), 3 => Just(Kind::Ignored)],
            0..600,
        ),
        threads in 2..12_usize,
        fail_fast: bool,
        form in prop_oneof![
            Just(""), Just("-q"), Just("--format json"), Just("--format junit"), Just("--shuffle-seed 5"),
        ],
    ) {
        let turn = AtomicUsize::new(0);
        // Some tests take longer than others.
        let dawdle = || (0..turn.fetch_add(7, SeqCst) % 31).for_each(|_| thread::yield_now());
        let suite = kinds.iter().enumerate().fold(Fake::default(), |suite, (number, kind)| {
            let name = format!("t{number}");
            match kind {
                Kind::Passing => suite.test(&name, || {
                    dawdle();
                    Ok(())
                }),
                Kind::Failing => suite.test(&name, move || {
                    dawdle();
                    Err(format!("text {number}"))
                }),
                Kind::Ignored => suite.ignored(&name, ""),
            }
        });
        let words = format!("{form} {}", if fail_fast { "--fail-fast" } else { "" });
        let alone = suite.shown(&format!("{words} --test-threads 1"));
        let together = suite.shown(&format!("{words} --test-threads {threads}"));
        prop_assert_eq!(&alone, &together);
        if form.is_empty() {
            prop_assert!(alone.0.starts_with(&model(&kinds, fail_fast)), "{}", alone.0);
        }
    }
}
