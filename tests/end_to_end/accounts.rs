//! Many accounts, all regions, buckets wherever they are.

use configtest_emulator::{Emulator, Fault, Holdings, Kind, Role, World};

use crate::support::{Account, Outcome, Program, Suite, scratch};

const AUDIT: &str = "arn:aws:iam::111122223333:role/audit";
const OTHER: &str = "arn:aws:iam::444455556666:role/audit";

fn config(lines: &str) -> String {
    format!("source = \"live\"\n[sources.live]\ntype = \"aws\"\n{lines}\n")
}

fn run(emulator: &Emulator, lines: &str, arguments: &[&str]) -> Outcome {
    let folder = scratch();
    Suite::new("emulated")
        .with_account(&Account::at(&emulator.endpoint()))
        .with_config(folder.path(), &config(lines))
        .binary(arguments)
}

fn two_accounts() -> World {
    World::new()
        .regions(["us-east-1", "eu-west-1"])
        .security_groups_per_region(1)
        .buckets(1)
        .other_account("444455556666", Holdings::new().count(Kind::SecurityGroup, 2))
}

fn roles() -> String {
    format!(
        "regions = [\"us-east-1\", \"eu-west-1\"]\naccounts = [{{ role-arn = \"{AUDIT}\" }}, \
         {{ role-arn = \"{OTHER}\", external-id = \"between us\" }}]"
    )
}

#[test]
fn accounts_are_read_by_their_roles() {
    let emulator = Emulator::start(two_accounts()).unwrap();
    emulator.set_role(OTHER, Role::ExternalId("between us".to_owned()));
    let run = run(&emulator, &roles(), &["groups_are_known"]);
    assert_eq!(run.failed(), [""; 0], "{run}");
    assert_eq!(run.results().len(), 2 + 4, "{run}");
    // The role's own ARN says whose account it is.
    let calls = emulator.calls();
    assert_eq!(calls.get("sts:AssumeRole"), Some(&2), "{calls:?}");
    assert_eq!(calls.get("sts:GetCallerIdentity"), None, "{calls:?}");
    assert_eq!(calls.get("ec2:DescribeSecurityGroups"), Some(&4), "{calls:?}");
    let accounts: Vec<_> = emulator
        .calls_by_place()
        .into_keys()
        .filter(|call| call.operation == "ec2:DescribeSecurityGroups")
        .map(|call| call.account)
        .collect();
    for account in ["111122223333", "444455556666"] {
        assert_eq!(accounts.iter().filter(|of| *of == account).count(), 2, "{accounts:?}");
    }
}

#[test]
fn an_account_whose_role_is_refused_is_unknown_and_the_others_are_judged() {
    let emulator = Emulator::start(two_accounts()).unwrap();
    emulator.set_role(OTHER, Role::Refused);
    let run = run(&emulator, &roles(), &[]);
    let place = "[444455556666/global]";
    let failed: Vec<String> = ["buckets_are_known", "groups_are_known", "regions_are_known"]
        .iter()
        .map(|check| format!("{check}::{place}"))
        .collect();
    assert_eq!(run.failed(), failed, "{run}");
    for name in failed {
        let failure = run.failure(&name);
        assert!(failure.contains(&format!("the role {OTHER} cannot be assumed")), "{failure}");
        assert!(failure.contains("grant      the IAM action sts:AssumeRole"), "{failure}");
    }
    let refused = emulator.calls()["sts:AssumeRole"];
    assert!(refused <= 2, "who refused is not asked by every call: {refused}");
}

#[test]
fn credentials_that_run_out_are_renewed() {
    let emulator = Emulator::start(two_accounts()).unwrap();
    let expired = Fault::expired_token("ec2:DescribeSecurityGroups").account("444455556666");
    emulator.add_fault(expired.times(1));
    let lines = format!("regions = [\"us-east-1\"]\naccounts = [{{ role-arn = \"{OTHER}\" }}]");
    let run = run(&emulator, &lines, &["groups_are_known"]);
    assert_eq!(run.failed(), [""; 0], "{run}");
    assert_eq!(run.results().len(), 2, "{run}");
    assert_eq!(emulator.calls()["sts:AssumeRole"], 2, "once more, when AWS said so");
}

#[test]
fn all_regions_are_those_that_the_account_has_enabled() {
    let world = || {
        World::new()
            .regions(["us-east-1", "eu-west-1", "ap-south-1"])
            .not_opted_in(["me-south-1"])
            .security_groups_per_region(1)
            .buckets(4)
    };
    let emulator = Emulator::start(world()).unwrap();
    let found = run(&emulator, "regions = \"all\"", &["groups_are_known"]);
    assert_eq!(found.failed(), [""; 0], "{found}");
    assert_eq!(found.results().len(), 3, "{found}");
    assert_eq!(emulator.calls_of("ec2:DescribeRegions"), 1);

    // Nobody who looks at buckets alone asks for the regions.
    let emulator = Emulator::start(world()).unwrap();
    let buckets = run(&emulator, "regions = \"all\"", &["buckets_are_known"]);
    assert_eq!(buckets.results().len(), 4, "{buckets}");
    assert_eq!(emulator.calls_of("ec2:DescribeRegions"), 0);

    let emulator = Emulator::start(world()).unwrap();
    emulator.add_fault(Fault::access_denied("ec2:DescribeRegions"));
    let unknown = run(&emulator, "regions = \"all\"", &["groups_are_known"]);
    let place = "groups_are_known::[111122223333/all-regions]";
    assert_eq!(unknown.failed(), [place], "{unknown}");
    let grant = "grant      the IAM action ec2:DescribeRegions";
    assert!(unknown.failure(place).contains(grant), "{unknown}");
}

#[test]
fn buckets_are_asked_in_their_own_region_and_those_elsewhere_not_at_all() {
    let world = World::new().regions(["us-east-1", "eu-west-1", "ap-south-1"]).buckets(9);
    let there: Vec<String> = (0..9)
        .filter(|number| world.bucket_region(*number) != "ap-south-1")
        .map(|number| format!("buckets_are_known::{}", world.bucket_name(number)))
        .collect();
    let emulator = Emulator::start(world).unwrap();
    let run = run(&emulator, "regions = [\"us-east-1\", \"eu-west-1\"]", &["buckets_are_known"]);
    let mut there = there;
    there.sort();
    assert_eq!(run.results().into_keys().collect::<Vec<_>>(), there, "{run}");
    assert_eq!(emulator.calls_of("s3:GetBucketVersioning"), there.len() as u64);
    assert_eq!(emulator.calls_of("s3:GetBucketPolicy"), there.len() as u64);
    let elsewhere =
        emulator.calls_by_place().into_keys().filter(|call| call.region == "ap-south-1").count();
    assert_eq!(elsewhere, 0);
}

#[test]
fn a_recording_of_everything_holds_everything() {
    let world = World::new()
        .regions(["us-west-2", "eu-west-1"])
        .buckets(30)
        .directory_buckets_per_region(1)
        .access_points_per_region(2)
        .multi_region_access_points(2)
        .instances_per_region(3)
        .security_groups_per_region(3)
        .others_per_region(2);
    let emulator = Emulator::start(world).unwrap();
    let folder = scratch();
    std::fs::write(
        folder.path().join("configtest.toml"),
        config("regions = [\"us-west-2\", \"eu-west-1\"]"),
    )
    .unwrap();
    let recorded = Program::new(folder.path(), &["record", "--out", "acme"])
        .with_account(&Account::at(&emulator.endpoint()))
        .run();
    assert_eq!(recorded.status, 0, "{recorded}");
    assert!(!recorded.stdout.contains("other kinds"), "every kind is there: {recorded}");
    assert!(!recorded.stdout.contains("recorded as unknown"), "{recorded}");
    // What was recorded is what a run over the recording finds.
    let fixture = format!("fixture:{}", folder.path().join("acme").display());
    let replayed = Suite::new("emulated").with("CONFIGTEST_SOURCE", fixture).binary(&[]);
    assert_eq!(replayed.failed(), [""; 0], "{replayed}");
    assert_eq!(replayed.results().len(), 30 + 2 * (3 + 1), "{replayed}");
    // User data is a call for each instance, and is recorded where somebody wants it.
    assert_eq!(emulator.calls_of("ec2:DescribeInstanceAttribute"), 0);
    // All versions of a region's launch templates are told at once.
    assert_eq!(emulator.calls_of("ec2:DescribeLaunchTemplateVersions"), 2);
    let calls = emulator.calls();
    assert_eq!(calls["s3control:GetPublicAccessBlock"], 1, "{calls:?}");
    assert_eq!(calls["sts:GetCallerIdentity"], 1, "{calls:?}");
    let read = |file: &str| {
        std::fs::read_to_string(folder.path().join("acme/111122223333/eu-west-1").join(file))
            .unwrap()
    };
    for (file, secret) in [
        ("AWS-EC2-VPNConnection.json", "\"PreSharedKey\": \"redacted:sha256:"),
        ("AWS-EC2-VPNConnection.json", "\"CustomerGatewayConfiguration\": \"redacted:sha256:"),
        ("AWS-EC2-LaunchTemplate.json", "\"UserData\": \"redacted:sha256:"),
    ] {
        assert!(read(file).contains(secret), "`{secret}` is not in {file}:\n{}", read(file));
    }
}
