//! The checks that are linked into this binary.

use super::Check;

/// The checks of this binary cannot be run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// There are none.
    #[error(
        "no checks are registered in this test binary, so it would test nothing\n\
         help: put `#[config_test]` on a function; a crate that holds checks has to be named in the test file, \
         as in `use my_checks as _;`"
    )]
    Empty,
    /// Two would run under one name.
    #[error(
        "two checks are called `{path}`: one at {first}, one at {second}\nhelp: rename one of them"
    )]
    Duplicate {
        /// The name.
        path: String,
        /// Where one stands.
        first: String,
        /// Where the other stands.
        second: String,
    },
}

/// Every check that is linked into this binary, sorted by path: the order in which they register
/// differs from build to build.
///
/// # Errors
///
/// There are none, or two of one name.
pub fn registered() -> Result<Vec<&'static Check>, RegistryError> {
    let mut checks: Vec<(String, &'static Check)> =
        inventory::iter::<Check>.into_iter().map(|check| (check.path(), check)).collect();
    checks.sort_by(|left, right| left.0.cmp(&right.0));
    if checks.is_empty() {
        return Err(RegistryError::Empty);
    }
    for pair in checks.windows(2) {
        if let [(path, first), (other, second)] = pair
            && path == other
        {
            let mut places = [first, second].map(|check| format!("{}:{}", check.file, check.line));
            places.sort();
            let [first, second] = places;
            return Err(RegistryError::Duplicate { path: path.clone(), first, second });
        }
    }
    Ok(checks.into_iter().map(|(_, check)| check).collect())
}
