//! Waivers over an account that is read as far as the tests ask for it.

use configtest_emulator::{Emulator, World};

use super::ground::{Gate, waiver};
use crate::support::Account;

#[test]
fn a_waiver_sees_what_the_filters_leave_out_of_its_check() {
    let world = World::new().regions(["us-east-1"]).buckets(4);
    let names: Vec<String> = (0..4).map(|number| world.bucket_name(number)).collect();
    let emulator = Emulator::start(world).unwrap();
    let account = Account::at(&emulator.endpoint());
    let gate = Gate::with("");
    let run = |arguments: &[&str]| {
        let suite = gate.suite("").with("CONFIGTEST_SOURCE", "aws").with_account(&account);
        suite.with("CONFIGTEST_REFRESH", "1").binary(arguments)
    };
    let all = run(&["have_an_owner"]);
    assert_eq!(all.failed().len(), 4, "{all}");
    let test = format!("[waiver]::have_an_owner::{}", names[1]);
    gate.change(&waiver("have_an_owner", &names[1], ""));
    // By parts of names, and by whole ones.
    let one = format!("have_an_owner::{}", names[0]);
    for arguments in [&[one.as_str(), "[waiver]"][..], &["--exact", &one, &test]] {
        emulator.forget();
        let run = run(arguments);
        assert_eq!(run.results()[&test], "ok", "{run}");
        assert_eq!(run.failed(), [one.as_str()], "{run}");
        assert_eq!(run.results().len(), 2, "{run}");
    }
    // What is of no waiver that runs is not read for one.
    gate.change(&waiver("versions_are_kept", &names[1], ""));
    for (arguments, calls) in [(&["--ignored"][..], 0), (&["--include-ignored"], 4)] {
        emulator.forget();
        run(arguments);
        assert_eq!(emulator.calls_of("s3:GetBucketVersioning"), calls, "{:?}", emulator.calls());
    }
}
