//! `collect`: the other side of a suite's hand-over.

use std::io::{self, Read, Write};

use configtest::__collector::{
    Answer, Environment, Greeting, PROTOCOL, Request, collect, error_text,
};

use crate::arguments::Collect;

/// The suite cannot be served.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CollectError {
    /// The suite speaks another protocol; it says so itself, having read the greeting.
    #[error("the suite speaks protocol {0}, and this program {PROTOCOL}")]
    Protocol(u32),
    /// The suite went away.
    #[error("the conversation with the suite broke off")]
    Conversation(#[from] io::Error),
}

pub(crate) fn run(options: &Collect) -> Result<(), CollectError> {
    say(&Greeting::ours())?;
    if options.protocol != PROTOCOL {
        return Err(CollectError::Protocol(options.protocol));
    }
    let mut request = String::new();
    io::stdin().read_to_string(&mut request)?;
    let request: Request = serde_json::from_str(&request).map_err(io::Error::from)?;
    let answer = match collect(&request, &Environment::of_process()) {
        Ok(collected) => Answer::Done(collected),
        // The suite shows it under its own `error:`.
        Err(error) => Answer::Error(error_text(&error).trim_start_matches("error: ").to_owned()),
    };
    Ok(say(&answer)?)
}

fn say(words: &impl serde::Serialize) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    serde_json::to_writer(&mut stdout, words)?;
    stdout.write_all(b"\n")?;
    stdout.flush()
}
