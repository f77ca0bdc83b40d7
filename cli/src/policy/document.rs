//! Policies from files and from standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use configtest::__collector::inert_line;
use configtest::access::{Policy, PolicyError};

/// More than this of a file is not read: AWS keeps no policy of more than some ten thousand characters.
const LONGEST: u64 = 16 << 20;

/// A policy cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DocumentError {
    #[error("cannot read `{name}`")]
    Read { name: String, source: io::Error },
    #[error("`{name}` is larger than {} MB, which no policy is", LONGEST >> 20)]
    TooLarge { name: String },
    #[error("standard input cannot be two policies\nhelp: put one of them into a file")]
    Twice,
    #[error("`{name}`: {error}")]
    Policy { name: String, error: Box<PolicyError> },
}

/// Standard input, which can be read once.
#[derive(Debug, Default)]
pub(super) struct FromStandardInput {
    is_read: bool,
}

impl FromStandardInput {
    /// The policies that are named; none where JSON lines are read in place of them.
    pub(super) fn documents<const N: usize>(
        &mut self,
        named: [&Option<PathBuf>; N],
    ) -> Result<[Option<Policy>; N], DocumentError> {
        let mut documents = [const { None }; N];
        for (document, path) in documents.iter_mut().zip(named) {
            if let Some(path) = path {
                *document = Some(self.document(path)?);
            }
        }
        Ok(documents)
    }

    fn document(&mut self, path: &Path) -> Result<Policy, DocumentError> {
        let name = match path == Path::new("-") {
            true => "standard input".to_owned(),
            false => inert_line(&path.display().to_string()).into_owned(),
        };
        let read = |source| DocumentError::Read { name: name.clone(), source };
        let mut text = String::new();
        let length = if path == Path::new("-") {
            if std::mem::replace(&mut self.is_read, true) {
                return Err(DocumentError::Twice);
            }
            io::stdin().lock().take(LONGEST + 1).read_to_string(&mut text).map_err(read)?
        } else {
            File::open(path)
                .map_err(read)?
                .take(LONGEST + 1)
                .read_to_string(&mut text)
                .map_err(read)?
        };
        if length as u64 > LONGEST {
            return Err(DocumentError::TooLarge { name });
        }
        let error = |error| DocumentError::Policy { name: name.clone(), error: Box::new(error) };
        Policy::parse(&text).map_err(error)
    }
}
