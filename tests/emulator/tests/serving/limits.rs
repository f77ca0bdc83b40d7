//! Throttling, latency, counts, and the end.

use std::thread;
use std::time::Duration;

use configtest_emulator::{Clock, CountedCall, Emulator, World};

use super::client::Client;

#[test]
fn calls_are_throttled_as_ec2_publishes_it() {
    let clock = Clock::manual();
    let world = World::new().regions(["us-east-1", "eu-west-1"]);
    let emulator = Emulator::start_at(world, clock.clone()).unwrap();
    let client = Client::of(&emulator);
    let accepted = |client: &Client, form: &str, calls: u32| {
        (0..calls).filter(|_| client.ec2(form).status == 200).count()
    };
    let (vpcs, volumes) = ("Action=DescribeVpcs", "Action=DescribeVolumes");
    assert_eq!(accepted(&client, vpcs, 110), 110);
    emulator.set_throttling(true);
    assert_eq!(accepted(&client, vpcs, 110), 100);
    assert_eq!(emulator.throttled(), 10);
    assert_eq!(client.ec2(vpcs).text("Code").unwrap(), "RequestLimitExceeded");
    // Every action, region and account has a bucket of its own.
    assert_eq!(accepted(&client, volumes, 60), 50);
    assert_eq!(accepted(&client, "Action=DescribeVolumes&MaxResults=5", 60), 60);
    assert_eq!(accepted(&client.region("eu-west-1"), vpcs, 10), 10);
    let other = client.session("ASIA222233334444TEST", "a-token");
    assert_eq!(accepted(&other, vpcs, 10), 10);
    clock.advance(Duration::from_secs(1));
    assert_eq!(accepted(&client, vpcs, 30), 20);
    assert_eq!(accepted(&client, volumes, 30), 10);
    emulator.set_throttling(false);
    assert_eq!(accepted(&client, vpcs, 30), 30);
}

#[test]
fn calls_take_their_time_and_are_counted() {
    let world = World::new().regions(["us-east-1", "eu-west-1"]);
    let emulator = Emulator::start(world).unwrap();
    let client = Client::of(&emulator);
    emulator.set_latency(Duration::from_secs(1));
    emulator.set_latency_in("eu-west-1", Duration::ZERO);
    assert!(client.impatient().try_s3("/").is_err());
    assert!(client.region("eu-west-1").impatient().try_s3("/").is_ok());

    emulator.forget();
    emulator.set_latency(Duration::from_millis(300));
    thread::scope(|scope| {
        for _ in 0..5 {
            scope.spawn(|| client.s3("/"));
        }
    });
    assert!(emulator.most_under_way() >= 5);
    assert_eq!(emulator.calls_of("s3:ListBuckets"), 5);
    let call = CountedCall {
        operation: "s3:ListBuckets".to_owned(),
        region: "us-east-1".to_owned(),
        account: "111122223333".to_owned(),
    };
    assert_eq!(emulator.calls_by_place().get(&call), Some(&5));
    emulator.forget();
    assert!(emulator.calls().is_empty());
}

#[test]
fn dropping_it_ends_calls_under_way() {
    let emulator = Emulator::start(World::new()).unwrap();
    emulator.set_silent("us-east-1", true);
    let client = Client::of(&emulator);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| client.try_s3("/").is_err());
        while emulator.calls().is_empty() {
            thread::yield_now();
        }
        drop(emulator);
        assert!(waiting.join().unwrap());
    });
    assert!(client.try_s3("/").is_err());
}
