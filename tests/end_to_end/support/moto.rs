//! moto on loopback, on a port that the system gives.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

use serde_json::{Value, json};

use super::tools::{python_with_moto, repository};

/// A running moto, stopped when it is dropped.
pub struct Moto {
    child: Child,
    conversation: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    endpoint: String,
}

impl Moto {
    /// An empty account.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    fn start_with(variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(python_with_moto())
            .arg(repository().join("tests/end_to_end/moto/server.py"))
            .env("MOTO_ACCOUNT_ID", "111122223333")
            // Its own hundreds of images and snapshots are of no use here.
            .env("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut port = String::new();
        stdout.read_line(&mut port).unwrap();
        let endpoint = format!("http://127.0.0.1:{}", port.trim());
        Self { child, conversation: Mutex::new((stdin, stdout)), endpoint }
    }

    /// An account filled by one of the scripts, with what the script printed.
    pub fn filled_by(script: &str, arguments: &[&str]) -> (Self, String) {
        Self::start().fill(script, arguments)
    }

    /// One that lets in by signatures and policies, with the id and the secret of a key.
    pub fn that_verifies() -> (Self, String) {
        Self::start_with(&[("INITIAL_NO_AUTH_ACTION_COUNT", "5")]).fill("keys.py", &[])
    }

    fn fill(self, script: &str, arguments: &[&str]) -> (Self, String) {
        let moto = self;
        let output = Command::new(python_with_moto())
            .arg(repository().join("tests/end_to_end/moto").join(script))
            .arg(&moto.endpoint)
            .args(arguments)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        moto.forget();
        (moto, String::from_utf8(output.stdout).unwrap())
    }

    /// Where it listens.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The calls since the last `forget`, sorted.
    pub fn calls(&self) -> Vec<String> {
        let answer = self.command(&json!({ "do": "calls" }));
        let mut calls: Vec<String> = serde_json::from_value(answer).unwrap();
        calls.sort();
        calls
    }

    /// Forgets the calls.
    pub fn forget(&self) {
        self.command(&json!({ "do": "forget" }));
    }

    /// Refuses a call from now on, for one bucket's path or for all.
    pub fn refuse(&self, call: &str, path: Option<&str>, status: u16, code: &str) {
        let mut refusal = json!({ "call": call, "status": status, "code": code });
        if let Some(path) = path {
            refusal["path"] = path.into();
        }
        self.refuse_as(refusal);
    }

    /// The same, with whatever the server's own words allow.
    pub fn refuse_as(&self, mut refusal: Value) {
        refusal["do"] = "refuse".into();
        refusal["message"] = "Access Denied".into();
        self.command(&refusal);
    }

    /// Has the list not name a bucket any more when it is asked for it alone.
    pub fn hide(&self, bucket: &str) {
        self.command(&json!({ "do": "hide", "bucket": bucket }));
    }

    /// Tells buckets' regions in the list from now on.
    pub fn tell_regions(&self) {
        self.command(&json!({ "do": "regions" }));
    }

    fn command(&self, command: &Value) -> Value {
        let mut conversation = self.conversation.lock().unwrap();
        let (stdin, stdout) = &mut *conversation;
        writeln!(stdin, "{command}").unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap()
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
