//! Files of JSON lines.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use configtest::__collector::inert_line;

use super::command::PolicyCheckError;

/// More than this of a line is not read.
const LONGEST: u64 = 64 << 20;

/// The lines cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LineError {
    #[error("cannot read `{name}`")]
    Read { name: String, source: io::Error },
    #[error("line {number} of `{name}` is longer than {} MB", LONGEST >> 20)]
    TooLong { name: String, number: usize },
}

/// Hands over each line that is not blank, with its number from 1. A line that is no text is handed over as
/// it is, for its place to be answered.
pub(super) fn each_line(
    path: &Path,
    mut answer: impl FnMut(usize, &[u8]) -> Result<(), PolicyCheckError>,
) -> Result<(), PolicyCheckError> {
    let is_standard_input = path == Path::new("-");
    let name = match is_standard_input {
        true => "standard input".to_owned(),
        false => inert_line(&path.display().to_string()).into_owned(),
    };
    let failed = |source| LineError::Read { name: name.clone(), source };
    let mut reader: Box<dyn BufRead> = match is_standard_input {
        true => Box::new(io::stdin().lock()),
        false => Box::new(BufReader::new(File::open(path).map_err(failed)?)),
    };
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read =
            reader.by_ref().take(LONGEST + 1).read_until(b'\n', &mut line).map_err(failed)?;
        if read == 0 {
            break;
        }
        if read as u64 > LONGEST {
            return Err(LineError::TooLong { name, number }.into());
        }
        if !line.iter().all(u8::is_ascii_whitespace) {
            answer(number, &line)?;
        }
    }
    Ok(())
}
