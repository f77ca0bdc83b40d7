//! The cache: what was asked once is not asked again, and what cannot be trusted is not used.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Account, Moto, Suite, scratch};

#[test]
fn a_second_run_asks_nothing_and_says_the_same() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    let account = Account::at(moto.endpoint());
    let suite = || Suite::new("account").with_account(&account).with("CONFIGTEST_SOURCE", "aws");
    let first = suite().cargo_test(&[]);
    moto.forget();
    let second = suite().cargo_test(&[]);
    assert_eq!(moto.calls(), [""; 0], "{second}");
    assert_eq!(second.results(), first.results());

    let other_account = Account::at(moto.endpoint());
    Suite::new("account")
        .with_account(&other_account)
        .with("CONFIGTEST_SOURCE", "aws")
        .cargo_test(&[]);
    assert!(moto.calls().contains(&"s3:ListBuckets".to_owned()), "another account's cache served");

    moto.forget();
    suite().with("CONFIGTEST_REFRESH", "1").cargo_test(&[]);
    assert!(moto.calls().contains(&"s3:ListBuckets".to_owned()), "a refresh was served");
}

#[test]
fn all_processes_of_a_nextest_run_ask_once() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    // As in a gate: what another run read is not served, what this run read is.
    let source = format!("gate-{}", std::process::id());
    let config =
        format!("source = {source:?}\n[sources.{source}]\ntype = \"aws\"\nmax-age = \"0s\"\n");
    let suite =
        || Suite::new("versions").with_account(&account).with_config(folder.path(), &config);
    let facet = "s3:GetBucketVersioning";
    let calls = [facet, facet, facet, "s3:ListBuckets", "sts:GetCallerIdentity"];
    let first = suite().cargo_nextest(&["--test-threads", "4"]);
    assert_eq!(first.status, 0, "{first}");
    assert!(first.stderr.contains("8 tests run: 8 passed"), "{first}");
    assert_eq!(moto.calls(), calls, "eight processes, each call once");

    moto.forget();
    let second = suite().cargo_nextest(&[]);
    assert_eq!(second.status, 0, "{second}");
    assert_eq!(moto.calls(), calls, "the second run is another run");
    let caches = cache_files(&source, "AWS-S3-Bucket.cache");
    assert_eq!(caches.len(), 2, "runs that share nothing are not in each other's way: {caches:?}");
}

#[test]
fn credentials_that_do_not_show_are_asked_for_in_every_run() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    let account = Account::without_credentials(moto.endpoint());
    let folder = scratch();
    let config = folder.path().join("config");
    // Whom it logs in may change without a trace in the environment.
    let credentials = r#"{"Version": 1, "AccessKeyId": "X", "SecretAccessKey": "Y"}"#;
    let program = format!("printf '{}'", credentials.replace('"', r#"\""#));
    fs::write(&config, format!("[default]\ncredential_process = sh -c \"{program}\"\n")).unwrap();
    let suite = || {
        Suite::new("public_access")
            .with_account(&account)
            .with("AWS_CONFIG_FILE", &config)
            .with("CONFIGTEST_SOURCE", "aws")
    };
    let facet = "s3:GetPublicAccessBlock";
    let calls = [facet, facet, facet, "s3:ListBuckets", "sts:GetCallerIdentity"];
    for run in ["first", "second"] {
        let outcome = suite().cargo_test(&[]);
        assert_eq!(outcome.failed().len(), 1, "{outcome}");
        assert_eq!(moto.calls(), calls, "{run}");
        moto.forget();
    }
}

#[test]
fn a_list_reads_no_facet() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    let account = Account::at(moto.endpoint());
    let suite =
        || Suite::new("public_access").with_account(&account).with("CONFIGTEST_SOURCE", "aws");
    let list = suite().cargo_test(&["--list"]);
    assert!(list.stdout.contains("buckets_block_public_access::acme-logs: test\n"), "{list}");
    suite().cargo_test(&["--ignored"]);
    assert_eq!(moto.calls(), ["s3:ListBuckets", "sts:GetCallerIdentity"]);
}

#[test]
fn what_was_unknown_is_asked_again_by_the_next_run() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    moto.refuse("s3:GetBucketVersioning", Some("/acme-logs"), 403, "AccessDenied");
    let account = Account::at(moto.endpoint());
    let suite = || Suite::new("on_demand").with_account(&account).with("CONFIGTEST_SOURCE", "aws");
    let first = suite().cargo_test(&[]);
    assert_eq!(first.failed(), ["buckets_keep_versions::acme-logs"], "{first}");
    moto.forget();
    suite().cargo_test(&[]);
    assert_eq!(moto.calls(), ["s3:GetBucketVersioning"], "the one that was refused, and no other");
}

type Spoil = fn(&mut Vec<u8>);

#[test]
fn a_torn_cache_file_is_left_aside_with_a_warning() {
    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    let source = format!("torn-{}", std::process::id());
    let config = format!("source = {source:?}\n[sources.{source}]\ntype = \"aws\"\n");
    let suite = || Suite::new("account").with_account(&account).with_config(folder.path(), &config);
    let first = suite().cargo_test(&[]);
    moto.forget();
    let spoil = |change: Spoil| {
        for cache in cache_files(&source, "AWS-S3-Bucket.cache") {
            let mut bytes = fs::read(&cache).unwrap();
            change(&mut bytes);
            fs::write(&cache, bytes).unwrap();
        }
    };
    let spoils: [(Spoil, &str); 3] = [
        (|bytes| bytes.truncate(bytes.len() - 7), "it is cut short"),
        (|bytes| bytes.truncate(3), "it is cut short"),
        (|bytes| *bytes.last_mut().unwrap() ^= 1, "its checksum is wrong"),
    ];
    for (change, why) in spoils {
        spoil(change);
        let again = suite().cargo_test(&[]);
        assert!(again.stderr.contains(&format!("is not used: {why}")), "{again}");
        assert_eq!(again.results(), first.results());
        assert!(moto.calls().contains(&"s3:ListBuckets".to_owned()), "it was used all the same");
        moto.forget();
    }
}

#[test]
#[cfg(unix)]
fn caches_are_for_their_owner_alone_and_hold_no_credential() {
    use std::os::unix::fs::PermissionsExt;

    let (moto, _) = Moto::filled_by("three_buckets.py", &[]);
    let account = Account::at(moto.endpoint());
    let folder = scratch();
    let source = format!("owned-{}", std::process::id());
    let config = format!("source = {source:?}\n[sources.{source}]\ntype = \"aws\"\n");
    let run = Suite::new("account")
        .with_account(&account)
        .with_config(folder.path(), &config)
        .cargo_test(&[]);
    assert_eq!(run.status, 101, "{run}");
    let caches = cache_files(&source, "AWS-EC2-SecurityGroup.cache");
    assert!(!caches.is_empty());
    for cache in caches {
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&cache), 0o600, "{}", cache.display());
        assert_eq!(mode(cache.parent().unwrap()), 0o700);
        let bytes = fs::read(&cache).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("DescribeSecurityGroups") && !text.contains("hush-hush-secret"));
    }
    assert!(!format!("{run}").contains("hush-hush-secret"));
}

/// The cache files of that name, of every source whose name begins so.
fn cache_files(source: &str, name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("suites");
    let folders = fs::read_dir(folder.join("configtest/cache")).unwrap();
    let folders = folders.map(|folder| folder.unwrap());
    let of_source =
        folders.filter(|folder| folder.file_name().to_string_lossy().starts_with(source));
    of_source.map(|folder| folder.path().join(name)).filter(|file| file.exists()).collect()
}
