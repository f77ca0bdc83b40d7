//! What is read again, when, and for how long.

use std::collections::VecDeque;
use std::sync::Mutex;

use super::*;
use crate::cache::{Anew, Places};
use crate::check::{BARE, Over, RunsOver, When};
use crate::prelude::*;
use crate::resource::{Fact, Kind, Operation};
use crate::snapshot::KindSnapshot;

/// A source that says one thing after the other, and the last one for ever.
#[derive(Default)]
struct Fake {
    answers: Mutex<VecDeque<Result<Snapshot, &'static str>>>,
    asked: Mutex<Vec<Vec<Need>>>,
    told: Mutex<Vec<String>>,
    /// Whether all that it says is in the cache.
    is_cached: bool,
}

impl Rereads for Fake {
    fn read_again(&self, needs: &[Need]) -> Result<(Snapshot, bool), SourceError> {
        self.asked.lock().unwrap().push(needs.to_vec());
        let mut answers = self.answers.lock().unwrap();
        let answer = match answers.len() {
            1 => answers[0].clone(),
            _ => answers.pop_front().unwrap(),
        };
        let answer = answer.map(|snapshot| (snapshot, !self.is_cached));
        answer.map_err(|words| SourceError::Collector(words.to_owned()))
    }

    fn tell(&self, text: &str) {
        self.told.lock().unwrap().push(text.to_owned());
    }
}

fn time(second: u64) -> Timestamp {
    Timestamp::parse("2026-11-24T05:40:00Z").unwrap().after(Duration::from_secs(second))
}

/// A run that began at second 0 and has come to second `now`.
struct Run {
    fake: Arc<Fake>,
    settling: Settling,
    clock: Clock,
}

impl Run {
    fn new(
        settle: Duration,
        now: u64,
        answers: impl IntoIterator<Item = Result<Snapshot, &'static str>>,
    ) -> Self {
        let answers = Mutex::new(answers.into_iter().collect());
        let fake = Arc::new(Fake { answers, ..Fake::default() });
        let clock = Clock::set(time(now).time());
        let source: Arc<dyn Rereads> = Arc::clone(&fake) as _;
        let settling = Settling::new(source, time(0), settle, None, clock);
        Self { fake, settling, clock }
    }

    /// What each of the cases of the check comes to.
    fn of(&self, check: &'static Check, snapshot: &Snapshot) -> Vec<Vec<Finding>> {
        let cases = Cases::of(check, snapshot, None);
        let all = |judge: &mut dyn FnMut(u64, Case)| {
            (0..cases.len()).for_each(|case| judge(case as u64, cases.case(case)));
        };
        let carry_out = |case: usize| {
            self.settling.carry_out(case as u64, &cases.case(case), &all, &|finding| {
                finding.verdict == Verdict::Pass
            })
        };
        (0..cases.len()).map(carry_out).collect()
    }

    /// The one finding of the one case.
    fn only_of(&self, check: &'static Check, snapshot: &Snapshot) -> Finding {
        let mut all = self.of(check, snapshot);
        assert_eq!(all.len(), 1);
        let mut findings = all.remove(0);
        assert_eq!(findings.len(), 1);
        findings.remove(0)
    }

    /// Since when what was asked for had to be read, in seconds.
    fn moments(&self) -> Vec<u64> {
        let asked = self.fake.asked.lock().unwrap();
        let since = asked.iter().map(|needs| needs[0].anew.as_ref().unwrap().since);
        since.map(|since| since.age_at(time(0)).as_secs()).collect()
    }

    /// What was asked for in one of the readings.
    fn asked(&self, reading: usize) -> Vec<Need> {
        self.fake.asked.lock().unwrap()[reading].clone()
    }
}

impl Settling {
    /// One of a run that has just begun, over a source that says that, and the last for ever.
    pub(crate) fn answering(answers: impl IntoIterator<Item = Snapshot>) -> Self {
        Self::hearing(answers.into_iter().map(Ok))
    }

    /// The same where the source may fail.
    pub(crate) fn hearing(
        answers: impl IntoIterator<Item = Result<Snapshot, &'static str>>,
    ) -> Self {
        Run::new(MINUTE, 0, answers).settling
    }

    /// How many seconds of the run have passed by now: none where nobody waited.
    pub(crate) fn waited(&self) -> u64 {
        self.clock.now().age_at(self.schedule.began).as_secs()
    }
}

const MINUTE: Duration = Duration::from_secs(60);

static VERSIONED: Check = Check {
    over: Over::Each(s3::Bucket::SPEC),
    methods: &["versioning"],
    run: |context| {
        let bucket: s3::Bucket = RunsOver::from_case(context);
        assert!(bucket.versioning().is_enabled());
        Ok(())
    },
    ..BARE
};

static ALL_VERSIONED: Check = Check {
    over: Over::All(s3::Bucket::SPEC),
    methods: &["versioning"],
    run: |context| {
        let buckets: All<s3::Bucket> = RunsOver::from_case(context);
        assert!(buckets.iter().all(|bucket| bucket.versioning().is_enabled()));
        Ok(())
    },
    ..BARE
};

fn bucket(name: &str, is_versioned: bool) -> s3::Bucket {
    let status = if is_versioned { "Enabled" } else { "Suspended" };
    let versioning = serde_json::from_value(serde_json::json!({ "Status": status })).unwrap();
    s3::Bucket::mock(name).with_versioning(Fact::<s3::VersioningConfiguration>::Known(versioning))
}

fn acme(is_versioned: bool) -> Snapshot {
    Snapshot::mock().with(bucket("acme-logs", is_versioned))
}

fn arn(name: &str) -> Vec<Vec<String>> {
    vec![vec![format!("arn:aws:s3:::{name}")]]
}

fn names(operations: &[&'static Operation]) -> Vec<&'static str> {
    operations.iter().map(|operation| operation.name).collect()
}

#[test]
fn waits_grow_and_the_last_reading_is_at_the_end() {
    let schedule = |seconds| Schedule { began: time(0), settle: Duration::from_secs(seconds) };
    let all = |schedule: Schedule| {
        let mut readings = Vec::new();
        let mut now = time(0);
        while let Some(next) = schedule.next(now) {
            readings.push(next.age_at(time(0)).as_secs());
            now = next;
        }
        readings
    };
    assert_eq!(all(schedule(60)), [1, 3, 7, 15, 30, 45, 60]);
    assert_eq!(all(schedule(20)), [1, 3, 7, 15, 20]);
    assert_eq!(all(schedule(1)), [1]);
    assert_eq!(schedule(60).next(time(16)), Some(time(30)), "whoever comes late joins the others");
}

#[test]
fn what_comes_to_pass_passes_and_only_what_it_reads_is_read() {
    let run = Run::new(MINUTE, 0, [Ok(acme(false)), Ok(acme(true))]);
    let finding = run.only_of(&VERSIONED, &acme(false));
    assert_eq!(finding.verdict, Verdict::Pass);
    let after = Duration::from_secs(3);
    let settled = Settled { readings: 2, after, is_gone: false, error: None };
    assert_eq!(finding.settled, Some(settled));
    assert_eq!(run.moments(), [1, 3]);
    assert_eq!(run.clock.now(), time(3), "it waits no longer than it has to");
    let needs = run.asked(1);
    let [need] = &needs[..] else { panic!("{needs:?}") };
    assert_eq!(
        (need.kind.name, names(&need.facets)),
        ("AWS::S3::Bucket", vec!["GetBucketVersioning"])
    );
    let Anew { listings, facets, .. } = need.anew.as_ref().unwrap();
    assert_eq!(*listings, Places::default(), "nothing is listed for one bucket");
    assert_eq!(facets["GetBucketVersioning"].texts(), arn("acme-logs"));
    assert_eq!(need.of["GetBucketVersioning"].texts(), arn("acme-logs"));
    let told = run.fake.told.lock().unwrap().join("\n");
    assert!(told.contains("1 case does not pass yet") && told.contains("05:41:00Z"), "{told}");
}

#[test]
fn what_passes_is_not_read_again() {
    let run = Run::new(MINUTE, 0, []);
    assert_eq!(run.only_of(&VERSIONED, &acme(true)).settled, None);
    assert_eq!(run.moments(), [0; 0]);
}

#[test]
fn what_does_not_come_to_pass_fails_on_the_answer_of_the_end() {
    let last = Snapshot::mock().with(
        bucket("acme-logs", false).with_versioning(Fact::<s3::VersioningConfiguration>::Absent),
    );
    let run =
        Run::new(Duration::from_millis(6_500), 0, [Ok(acme(false)), Ok(acme(false)), Ok(last)]);
    let finding = run.only_of(&VERSIONED, &acme(false));
    assert_eq!(finding.verdict, Verdict::Fail);
    assert_eq!(run.moments(), [1, 3, 7], "a part of a second counts as one");
    assert_eq!(finding.settled.unwrap().after, Duration::from_secs(7));
    assert_eq!(finding.evidence.reads[0].value, "{}", "{:?}", finding.evidence);
}

#[test]
fn whoever_comes_when_the_time_is_up_reads_once_and_does_not_wait() {
    let run = Run::new(MINUTE, 61, [Ok(acme(false))]);
    let finding = run.only_of(&VERSIONED, &acme(false));
    assert_eq!(finding.verdict, Verdict::Fail);
    assert_eq!(run.moments(), [60], "what another process read at the end does");
    assert_eq!(run.clock.now(), time(61));
    let run = Run::new(MINUTE, 61, [Ok(acme(true))]);
    assert_eq!(run.only_of(&VERSIONED, &acme(false)).verdict, Verdict::Pass);
}

#[test]
fn cases_that_wait_share_each_reading() {
    let acme = |states: [bool; 3]| {
        let buckets = ["a", "b", "c"].into_iter().zip(states);
        buckets.fold(Snapshot::mock(), |acme, (name, state)| acme.with(bucket(name, state)))
    };
    let answers = [acme([true, true, false]), acme([true, false, true])].map(Ok);
    let run = Run::new(MINUTE, 0, answers);
    let all = run.of(&VERSIONED, &acme([false, true, false]));
    let verdicts: Vec<Verdict> = all.iter().flatten().map(|finding| finding.verdict).collect();
    assert_eq!(verdicts, [Verdict::Pass; 3], "what passed is done with");
    assert_eq!(run.moments(), [1, 3]);
    let of = |reading: usize| run.asked(reading)[0].of["GetBucketVersioning"].texts();
    assert_eq!(of(0), [arn("a"), arn("c")].concat());
    assert_eq!(of(1), arn("c"), "and is not read any more");
    let readings = all.iter().flatten().map(|finding| Some(finding.settled.as_ref()?.readings));
    assert_eq!(readings.collect::<Vec<_>>(), [Some(1), None, Some(2)]);
}

#[test]
fn what_is_judged_as_a_whole_is_listed_again() {
    let run = Run::new(MINUTE, 0, [Ok(acme(false)), Ok(acme(true))]);
    let finding = run.only_of(&ALL_VERSIONED, &acme(false));
    assert_eq!(finding.verdict, Verdict::Pass);
    let needs = run.asked(0);
    let [need] = &needs[..] else { panic!("{needs:?}") };
    let anew = need.anew.as_ref().unwrap();
    assert_eq!(anew.listings, Places::Every);
    assert_eq!(anew.facets["GetBucketVersioning"].texts(), arn("acme-logs"));
    assert!(!need.of.contains_key("GetBucketVersioning"), "of what is new it is read, too");
}

#[test]
fn what_a_listing_tells_is_listed_again_where_it_is() {
    static NAMED: Check = Check {
        over: Over::Each(ec2::SecurityGroup::SPEC),
        run: |context| {
            let group: ec2::SecurityGroup = RunsOver::from_case(context);
            assert_eq!(group.description(), Some("web"));
            Ok(())
        },
        ..BARE
    };
    let group = |text: &str| {
        let group = ec2::SecurityGroup::mock("sg-1").with_region("eu-west-1");
        Snapshot::mock().with(group.with_description(text))
    };
    let run = Run::new(MINUTE, 0, [Ok(group("web"))]);
    assert_eq!(run.only_of(&NAMED, &group("?")).verdict, Verdict::Pass);
    let need = run.asked(0).remove(0);
    let place = "111122223333/eu-west-1".to_owned();
    assert_eq!(need.anew.unwrap().listings, Places::These([place].into()));
    assert_eq!(names(&need.facets), [""; 0]);
}

#[test]
fn where_there_was_nothing_everything_that_comes_is_judged() {
    let two = Snapshot::mock().with(bucket("a", false)).with(bucket("b", true));
    let mended = Snapshot::mock().with(bucket("a", true)).with(bucket("b", true));
    let run = Run::new(MINUTE, 0, [Ok(Snapshot::mock()), Ok(two), Ok(mended)]);
    let all = run.of(&VERSIONED, &Snapshot::mock());
    let verdicts: Vec<Verdict> = all[0].iter().map(|finding| finding.verdict).collect();
    assert_eq!((all.len(), verdicts), (1, vec![Verdict::Pass; 2]));
    let asked = (0..3).map(|reading| run.asked(reading).remove(0).anew.unwrap().listings);
    let asked: Vec<Places> = asked.collect();
    assert_eq!(asked, [Places::Every, Places::Every, Places::default()]);
    assert_eq!(names(&run.asked(0)[0].facets), ["GetBucketVersioning"]);
    let nothing = Run::new(MINUTE, 0, [Ok(Snapshot::mock())]);
    let finding = nothing.only_of(&VERSIONED, &Snapshot::mock());
    assert_eq!(finding.verdict, Verdict::NoResource, "and never passes where nothing comes");
    assert_eq!(nothing.moments().last(), Some(&60));
}

#[test]
fn where_the_check_spoke_of_nothing_what_tells_of_which_it_speaks_is_read_again() {
    static OF_VERSIONED: Check = Check {
        when: Some(When {
            applies: |handle, _| s3::Bucket::from_handle(handle).versioning().is_enabled(),
            methods: &["versioning"],
        }),
        ..VERSIONED
    };
    let three = |is_versioned| {
        let buckets = ["a", "b", "c"].map(|name| bucket(name, is_versioned));
        buckets.into_iter().fold(Snapshot::mock(), Snapshot::with)
    };
    let run = Run::new(MINUTE, 0, [Ok(three(true))]);
    let all = run.of(&OF_VERSIONED, &three(false)).remove(0);
    assert_eq!(all.len(), 3);
    let needs = run.asked(0);
    let [need] = &needs[..] else { panic!("{needs:?}") };
    let anew = need.anew.as_ref().unwrap();
    assert_eq!(anew.listings, Places::Every);
    assert!(anew.facets["GetBucketVersioning"].is_every(), "of each bucket: {anew:?}");
}

#[test]
fn what_is_gone_is_left_out_and_what_is_left_is_not_nothing() {
    let both = Snapshot::mock().with(bucket("a", false)).with(bucket("b", true));
    let one = Snapshot::mock().with(bucket("b", true));
    let run = Run::new(MINUTE, 0, [Ok(one)]);
    let all = run.of(&VERSIONED, &both);
    assert_eq!(all[0][0].verdict, Verdict::Pass);
    assert!(all[0][0].settled.as_ref().unwrap().is_gone);
    let none = Run::new(MINUTE, 0, [Ok(Snapshot::mock())]);
    let finding = none.only_of(&VERSIONED, &acme(false));
    assert_eq!(finding.verdict, Verdict::NoResource, "then nothing would be tested");
}

/// A snapshot that says of one region that its buckets could not be listed.
fn unlisted(region: Option<&str>) -> Snapshot {
    let denied = Unknown::access_denied("s3:ListBuckets");
    let mut snapshot = Snapshot::default();
    let now = time(0);
    let call = |region: Option<&str>, unknown| crate::snapshot::CallLog {
        operation: "s3:ListBuckets".to_owned(),
        account: "111122223333".to_owned(),
        region: region.map(str::to_owned),
        start: now,
        end: now,
        outcomes: BTreeMap::new(),
        unknown,
    };
    let calls = vec![call(region, Some(denied)), call(Some("eu-west-1"), None)];
    let kind = KindSnapshot { records: Vec::new(), calls };
    snapshot.kinds.insert(s3::Bucket::SPEC.name.to_owned(), kind);
    snapshot
}

#[test]
fn a_place_that_could_not_be_listed_comes_to_what_is_there() {
    let here = bucket("a", true).with_region("us-east-1");
    let elsewhere = bucket("b", false).with_region("eu-west-1");
    let now = Snapshot::mock().with(here).with(elsewhere);
    let run = Run::new(MINUTE, 0, [Ok(unlisted(Some("us-east-1"))), Ok(now.clone())]);
    let findings = run.of(&VERSIONED, &unlisted(Some("us-east-1"))).remove(0);
    let found: Vec<_> = findings.iter().map(|of| of.case.core().unwrap().identity()).collect();
    assert_eq!(found.len(), 1, "others have tests of their own");
    assert_eq!(found[0].id, "a");
    let place = "111122223333/us-east-1".to_owned();
    let need = run.asked(0).remove(0);
    assert_eq!(need.anew.unwrap().listings, Places::These([place].into()));
    // A whole account has every region.
    let run = Run::new(Duration::from_secs(1), 0, [Ok(now)]);
    let findings = run.of(&VERSIONED, &unlisted(None)).remove(0);
    let verdicts: Vec<Verdict> = findings.iter().map(|finding| finding.verdict).collect();
    assert_eq!(verdicts, [Verdict::Fail, Verdict::Pass], "in the order of their places");
}

#[test]
fn nobody_says_that_a_resource_is_gone_where_it_could_not_be_listed() {
    let there = bucket("a", false).with_region("us-east-1");
    let run = Run::new(Duration::from_secs(1), 0, [Ok(unlisted(Some("us-east-1")))]);
    let finding = run.only_of(&VERSIONED, &Snapshot::mock().with(there));
    assert_eq!(finding.verdict, Verdict::Unknown);
}

#[test]
fn what_waiting_does_not_mend_is_not_waited_for() {
    let unknown = |reason| {
        let operation = &crate::resource::table::GET_BUCKET_VERSIONING;
        let unknown = Unknown::new(reason, operation, None, "no");
        Snapshot::mock().with(s3::Bucket::mock("a").with_versioning(Fact::Unknown(unknown)))
    };
    for reason in [Reason::Redacted, Reason::Malformed, Reason::CredentialsExpired] {
        let run = Run::new(MINUTE, 0, []);
        let finding = run.only_of(&VERSIONED, &unknown(reason));
        assert_eq!((finding.verdict, finding.settled), (Verdict::Unknown, None), "{reason}");
        assert_eq!(*run.fake.told.lock().unwrap(), [""; 0]);
    }
    for reason in [Reason::AccessDenied, Reason::Throttled, Reason::NotCollected] {
        let run = Run::new(MINUTE, 0, [Ok(Snapshot::mock().with(bucket("a", true)))]);
        assert_eq!(run.only_of(&VERSIONED, &unknown(reason)).verdict, Verdict::Pass, "{reason}");
    }
}

#[test]
fn a_source_that_cannot_be_asked_is_asked_again() {
    let run = Run::new(MINUTE, 0, [Err("no network"), Ok(acme(true))]);
    let finding = run.only_of(&VERSIONED, &acme(false));
    let settled = finding.settled.unwrap();
    assert_eq!((finding.verdict, settled.readings, settled.error), (Verdict::Pass, 1, None));
    let run = Run::new(Duration::from_secs(1), 0, [Err("no network")]);
    let finding = run.only_of(&VERSIONED, &acme(false));
    let settled = finding.settled.unwrap();
    assert_eq!((finding.verdict, settled.readings), (Verdict::Fail, 0));
    assert_eq!(settled.after, Duration::ZERO, "it was never read again");
    assert_eq!(settled.error.as_deref(), Some("no network"));
}

#[test]
fn what_the_gate_lets_through_is_not_waited_for() {
    let run = Run::new(MINUTE, 0, []);
    let cases = Cases::of(&VERSIONED, &acme(false), None);
    let all = |judge: &mut dyn FnMut(u64, Case)| judge(0, cases.case(0));
    let findings = run.settling.carry_out(0, &cases.case(0), &all, &|_| true);
    assert_eq!(findings[0].verdict, Verdict::Fail);
    assert_eq!(run.moments(), [0; 0]);
}

#[test]
fn an_attempt_that_failed_is_no_reading() {
    let three = Duration::from_secs(3);
    let run = Run::new(three, 0, [Ok(acme(false)), Err("no network")]);
    let settled = run.only_of(&VERSIONED, &acme(false)).settled.unwrap();
    assert_eq!((settled.readings, settled.after), (1, Duration::from_secs(1)));
    assert_eq!(settled.error.as_deref(), Some("no network"));
}

#[test]
fn one_answer_that_leaves_a_resource_out_is_not_enough() {
    let both = |is_versioned| acme(is_versioned).with(bucket("b", true));
    let without = || Snapshot::mock().with(bucket("b", true));
    let run = Run::new(MINUTE, 0, [Ok(without()), Ok(both(false)), Ok(without()), Ok(both(false))]);
    assert_eq!(run.of(&VERSIONED, &both(false))[0][0].verdict, Verdict::Fail);
    assert_eq!(run.moments(), [1, 3, 7, 15, 30, 45, 60]);
    let anew = run.asked(1)[0].anew.clone().unwrap();
    assert_ne!(anew.listings, Places::default(), "it is listed once more");
    assert_eq!(anew.facets["GetBucketVersioning"].texts(), arn("acme-logs"));
    let run = Run::new(MINUTE, 0, [Ok(without())]);
    let gone = run.of(&VERSIONED, &both(false)).remove(0).remove(0);
    assert_eq!((gone.verdict, gone.settled.unwrap().readings), (Verdict::Pass, 2));
    let run = Run::new(Duration::from_secs(1), 0, [Ok(without())]);
    let gone = run.of(&VERSIONED, &both(false)).remove(0).remove(0);
    assert_eq!(gone.verdict, Verdict::Pass, "the last answer counts");
}

#[test]
fn what_the_cache_serves_of_the_first_reading_is_no_reading() {
    let cached = |now: u64| {
        let mut run = Run::new(MINUTE, now, []);
        let answers = Mutex::new(VecDeque::from([Ok(acme(false)), Ok(acme(true))]));
        run.fake = Arc::new(Fake { answers, is_cached: true, ..Fake::default() });
        run.settling.source = Arc::clone(&run.fake) as _;
        run.only_of(&VERSIONED, &acme(false)).settled
    };
    assert_eq!(cached(600), None, "it was read after all the others");
    let readings = cached(0).map(|settled| settled.readings);
    assert_eq!(readings, Some(2), "another process has read it since");
}

#[test]
fn how_long_it_took_is_told_from_the_beginning_of_the_run() {
    let mut run = Run::new(MINUTE, 0, [Ok(acme(true))]);
    run.settling.run_began = Timestamp::parse("2026-11-24T05:30:00Z").unwrap();
    let settled = run.only_of(&VERSIONED, &acme(false)).settled.unwrap();
    assert_eq!(settled.after, Duration::from_secs(601), "and it has its time all the same");
}

/// What of those cases does not pass, where they are judged together.
fn whole(run: &Run, first: &Snapshot) -> (Unsettled, Option<String>) {
    let judged = |snapshot: &Snapshot| {
        let cases = Cases::of(&VERSIONED, snapshot, None);
        let failed = |case: &Case| judge(case).0.verdict != Verdict::Pass;
        let cases = (0..cases.len()).map(|case| cases.case(case)).filter(failed).collect();
        Unsettled { cases, listed: Vec::new() }
    };
    let unsettled = |outcome: &Unsettled| !outcome.cases.is_empty();
    run.settling.settle_whole(first, judged, |outcome| unsettled(outcome).then_some(outcome))
}

#[test]
fn of_what_is_judged_together_only_what_is_not_well_is_read_again() {
    let both = |is_versioned| acme(is_versioned).with(bucket("b", true));
    let run = Run::new(MINUTE, 0, [Ok(both(false)), Err("no network"), Ok(both(true))]);
    let (outcome, error) = whole(&run, &both(false));
    assert_eq!((outcome.cases.len(), error), (0, None));
    assert_eq!(run.moments(), [1, 3, 7]);
    let needs = run.asked(2);
    let [need] = &needs[..] else { panic!("{needs:?}") };
    let anew = need.anew.as_ref().unwrap();
    assert_eq!(anew.listings, Places::default(), "it is known that they are there");
    assert_eq!(anew.facets["GetBucketVersioning"].texts(), arn("acme-logs"), "the other is well");
    let told = run.fake.told.lock().unwrap().join("\n");
    assert!(told.contains("does not hold yet") && told.contains("05:41:00Z"), "{told}");
    let well = Run::new(MINUTE, 0, []);
    whole(&well, &both(true));
    assert_eq!(well.moments(), [0; 0]);
    let run = Run::new(Duration::from_secs(3), 0, [Ok(both(false)), Err("no network")]);
    let (outcome, error) = whole(&run, &both(false));
    assert_eq!((outcome.cases.len(), error.as_deref()), (1, Some("no network")));
    assert_eq!(run.moments(), [1, 3]);
}

#[test]
fn what_waiting_does_not_mend_is_not_waited_for_together_either() {
    let operation = &crate::resource::table::GET_BUCKET_VERSIONING;
    let redacted = Unknown::new(Reason::Redacted, operation, None, "no");
    let bucket = s3::Bucket::mock("a").with_versioning(Fact::Unknown(redacted));
    let run = Run::new(MINUTE, 0, []);
    assert_eq!(whole(&run, &Snapshot::mock().with(bucket)).0.cases.len(), 1);
    assert_eq!(run.moments(), [0; 0]);
    assert_eq!(*run.fake.told.lock().unwrap(), [""; 0]);
}

#[test]
fn what_is_looked_for_together_is_listed_and_what_it_needs_is_read() {
    let judged = |snapshot: &Snapshot| {
        let is_there = Cases::of(&VERSIONED, snapshot, None).len() > 1;
        (!is_there).then(|| Unsettled { cases: Vec::new(), listed: vec![&VERSIONED] })
    };
    let run = Run::new(MINUTE, 0, [Ok(acme(true).with(bucket("b", true)))]);
    let (outcome, _) = run.settling.settle_whole(&acme(true), judged, Option::as_ref);
    assert!(outcome.is_none());
    let need = run.asked(0).remove(0);
    assert_eq!(need.anew.unwrap().listings, Places::Every);
    assert_eq!(names(&need.facets), ["GetBucketVersioning"]);
}

#[test]
fn that_nothing_is_left_is_said_once() {
    let two = |is_versioned| acme(is_versioned).with(bucket("b", is_versioned));
    let verdicts = |run: &Run| -> Vec<Vec<Verdict>> {
        let all = run.of(&VERSIONED, &two(false));
        all.iter().map(|of| of.iter().map(|finding| finding.verdict).collect()).collect()
    };
    let nothing = || Ok(Snapshot::mock());
    for settle in [MINUTE, Duration::from_secs(1)] {
        let run = Run::new(settle, 0, [nothing()]);
        let once = [vec![Verdict::NoResource], vec![Verdict::Pass]];
        assert_eq!(verdicts(&run), once, "and the others are gone");
    }
    let run = Run::new(MINUTE, 0, [nothing(), Ok(two(true))]);
    let each = [vec![Verdict::Pass], vec![Verdict::Pass]];
    assert_eq!(verdicts(&run), each, "one answer is not enough");
    assert_eq!(
        run.asked(1)[0].anew.clone().unwrap().listings,
        Places::These(["111122223333/us-east-1".to_owned()].into())
    );
    let run = Run::new(MINUTE, 0, [nothing(), nothing(), Ok(two(false)), nothing()]);
    let again = [vec![Verdict::NoResource, Verdict::Pass], vec![Verdict::Pass]];
    assert_eq!(verdicts(&run), again, "nor is it forgotten when all went once more");
}
