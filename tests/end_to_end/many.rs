//! A list of many checks asks nobody for anything.

use configtest_emulator::{Emulator, World};

use crate::support::{Account, Suite};

#[test]
fn nextest_lists_two_hundred_checks_and_reads_no_source() {
    let world = World::new().regions(["us-east-1"]).buckets(3).security_groups_per_region(1);
    let emulator = Emulator::start(world).unwrap();
    let account = Account::at(&emulator.endpoint());
    for source in ["mock", "aws", "fixture:/nonexistent", "nowhere"] {
        let suite = || Suite::new("many").with_account(&account).with("CONFIGTEST_SOURCE", source);
        let list = suite().with("NEXTEST", "1").binary(&["--list", "--format", "terse"]);
        assert_eq!((list.status, list.stderr.as_str()), (0, ""), "{source}: {list}");
        let names: Vec<&str> = list.stdout.lines().collect();
        assert_eq!(names.len(), 200, "{list}");
        assert!(names.is_sorted(), "{list}");
        assert!(names.iter().all(|name| name.starts_with('m') && name.ends_with(": test")));
        let listed = suite().cargo_nextest_list(&["--message-format", "oneline"]);
        assert_eq!((listed.status, listed.stdout.lines().count()), (0, 200), "{source}: {listed}");
    }
    assert!(emulator.calls().is_empty(), "{:?}", emulator.calls());

    // Each of them would have been asked.
    let list = |source: &str| {
        let suite = Suite::new("many").with_account(&account).with("CONFIGTEST_SOURCE", source);
        suite.binary(&["--list", "--format", "terse"])
    };
    assert!(list("mock").stderr.contains("somebody asked"));
    assert_eq!(list("fixture:/nonexistent").status, 2);
    assert_eq!(list("nowhere").status, 2);
    assert_eq!(list("aws").stdout.lines().count(), 600);
    assert!(!emulator.calls().is_empty());
}
