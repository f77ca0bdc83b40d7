//! The hand-over to `cargo-configtest`, for a suite that is built without the AWS SDK.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use super::SourceError;
use super::error::how_to_install;
use super::protocol::{Answer, Collected, Greeting, PROTOCOL, Request};
use crate::settings::Environment;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Has the program fill the cache.
pub(super) fn collect(
    request: &Request,
    environment: &Environment,
) -> Result<Collected, SourceError> {
    let program = environment.find_program("cargo-configtest").ok_or_else(|| {
        SourceError::NoProgram { source_name: request.source.name.clone(), version: VERSION }
    })?;
    Conversation::start(program)?.hold(request)
}

struct Conversation {
    program: PathBuf,
    child: Child,
}

impl Conversation {
    fn start(program: PathBuf) -> Result<Self, SourceError> {
        let child = Command::new(&program)
            .args(["collect", "--protocol", &PROTOCOL.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        match child {
            Ok(child) => Ok(Self { program, child }),
            Err(error) => Err(SourceError::Program {
                program,
                problem: format!("cannot be started: {error}"),
                version: VERSION,
            }),
        }
    }

    fn hold(mut self, request: &Request) -> Result<Collected, SourceError> {
        let said = self.speak(request);
        if said.is_err() {
            // It may go on for ever; what it was to say is of no use any more.
            let _ = self.child.kill();
        }
        // Whatever was said, the program is not left behind.
        let ended = self.child.wait();
        let answer = said?;
        match (answer, ended) {
            (Answer::Done(collected), Ok(status)) if status.success() => Ok(collected),
            (Answer::Error(message), _) => Err(SourceError::Collector(message)),
            (Answer::Done(_), Ok(status)) => Err(self.misbehaved(format!("ended with {status}"))),
            (Answer::Done(_), Err(error)) => Err(self.misbehaved(error.to_string())),
        }
    }

    fn speak(&mut self, request: &Request) -> Result<Answer, SourceError> {
        let (stdin, stdout) = (self.child.stdin.take(), self.child.stdout.take());
        let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else {
            return Err(self.misbehaved("has no standard input or output".to_owned()));
        };
        let (line, mut stdout) = match first_line(stdout) {
            Ok(Ok(read)) => read,
            Ok(Err(error)) => {
                return Err(self.misbehaved(format!("cannot be understood: {error}")));
            }
            Err(_) => return Err(self.misbehaved("does not answer".to_owned())),
        };
        let Ok(greeting) = serde_json::from_str::<Greeting>(&line) else {
            return Err(self.misbehaved("does not name a protocol".to_owned()));
        };
        if greeting.protocol != PROTOCOL {
            let help = if greeting.protocol < PROTOCOL {
                format!("update the program with {}", how_to_install(VERSION))
            } else {
                format!("update the suite's dependency to configtest {}", greeting.version)
            };
            return Err(SourceError::Protocol {
                program: self.program.clone(),
                theirs: greeting.version,
                their_protocol: greeting.protocol,
                ours: VERSION,
                our_protocol: PROTOCOL,
                help,
            });
        }
        let sent = serde_json::to_vec(request)
            .map_err(io::Error::from)
            .and_then(|request| stdin.write_all(&request));
        drop(stdin);
        let mut answer = String::new();
        let heard = sent.and_then(|()| stdout.read_to_string(&mut answer));
        if let Err(error) = heard {
            return Err(self.misbehaved(format!("broke off: {error}")));
        }
        serde_json::from_str(&answer)
            .map_err(|_| self.misbehaved("ended without an answer".to_owned()))
    }

    fn misbehaved(&self, problem: String) -> SourceError {
        SourceError::Program { program: self.program.clone(), problem, version: VERSION }
    }
}

/// How long the program may take to say its first word.
const PATIENCE: Duration = Duration::from_secs(30);

type FirstLine = io::Result<(String, BufReader<ChildStdout>)>;

fn first_line(stdout: ChildStdout) -> Result<FirstLine, RecvTimeoutError> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut stdout = BufReader::new(stdout);
        let mut line = String::new();
        let read = stdout.read_line(&mut line).map(|_| (line, stdout));
        // Nobody waits any more where it took too long.
        let _ = sender.send(read);
    });
    receiver.recv_timeout(PATIENCE)
}
