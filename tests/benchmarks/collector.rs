//! One collection by the program, measured.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use configtest::__collector::{
    AwsSettings, AwsSource, Freshness, NeedDoc, PROTOCOL, Regions, Request, Store, Timestamp,
    kind_named,
};
use configtest_emulator::Emulator;

/// What is collected, and how.
pub struct Collection {
    endpoint: String,
    settings: AwsSettings,
}

/// What it cost.
pub struct Cost {
    pub time: Duration,
    /// In bytes; zero where the system does not tell.
    pub peak_memory: u64,
    pub found: usize,
    /// Facts and listings that nobody could tell.
    pub unknown: usize,
}

/// Needs, by kinds and the names of operations.
pub fn needs(wanted: &[(&str, &[&str])]) -> Vec<NeedDoc> {
    let need = |(kind, facets): &(&str, &[&str])| NeedDoc {
        kind: (*kind).to_owned(),
        facets: facets.iter().map(|facet| (*facet).to_owned()).collect(),
        of: BTreeMap::new(),
        anew: None,
    };
    wanted.iter().map(need).collect()
}

impl Collection {
    pub fn new(emulator: &Emulator, regions: &[&str]) -> Self {
        let regions = regions.iter().map(|region| (*region).to_owned()).collect();
        let settings = AwsSettings { regions: Regions::Named(regions), ..AwsSettings::default() };
        Self { endpoint: emulator.endpoint(), settings }
    }

    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    pub fn run(&self, needs: &[NeedDoc]) -> Cost {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("configtest/cache/bench");
        let now = Timestamp::new(std::time::SystemTime::now());
        let request = Request {
            source: AwsSource { name: "bench".to_owned(), settings: self.settings.clone() },
            store: store.clone(),
            freshness: Freshness { run: "bench".to_owned(), max_age: Duration::ZERO, now },
            needs: needs.to_vec(),
            for_checks: true,
            salt: None,
        };
        let start = Instant::now();
        let mut child = self.start();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&serde_json::to_vec(&request).unwrap()).unwrap();
        drop(stdin);
        let peak_memory = peak_memory_until_it_ends(&mut child);
        let time = start.elapsed();
        let (mut found, mut unknown) = (0, 0);
        for need in needs {
            let kind = kind_named(&need.kind).unwrap();
            let cached = Store::new(&store).read(kind, &mut |_| {}).expect("it was collected");
            found += cached.snapshot.records.len();
            unknown += cached.unknown_facts();
        }
        Cost { time, peak_memory, found, unknown }
    }

    fn start(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_cargo-configtest"))
            .args(["collect", "--protocol", &PROTOCOL.to_string()])
            .env_clear()
            .env("AWS_ACCESS_KEY_ID", "BENCH")
            .env("AWS_SECRET_ACCESS_KEY", "bench")
            .env("AWS_ENDPOINT_URL", &self.endpoint)
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }
}

/// Linux tells the most memory that a process ever had; what it says last is the answer.
pub fn peak_memory_until_it_ends(child: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes =
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = kilobytes.map_or(peak, |kilobytes| kilobytes * 1024);
        if child.try_wait().unwrap().is_some() {
            return peak;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
