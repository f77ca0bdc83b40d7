//! Which tests the arguments ask for.

use crate::check::TWIN;

/// The filters of a command line, as libtest reads them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Selection {
    /// A test runs where one of these is in its name; every test where there is none.
    pub(super) filters: Vec<String>,
    /// A test does not run where one of these is in its name.
    pub(super) skip: Vec<String>,
    /// Names are compared whole. A check's name stands for all its resources.
    pub(super) exact: bool,
}

impl Selection {
    /// Whether every test is asked for.
    pub(super) fn is_everything(&self) -> bool {
        self.filters.is_empty() && self.skip.is_empty()
    }

    /// Whether the test `name` of the check `path` is to run.
    pub(super) fn selects(&self, path: &str, name: &str) -> bool {
        self.asks_for(path, name) && !self.skips(path, name)
    }

    /// Whether a filter names the test; without filters all are asked for.
    pub(super) fn asks_for(&self, path: &str, name: &str) -> bool {
        let matches = |filter: &String| self.matches(filter, path, name);
        self.filters.is_empty() || self.filters.iter().any(matches)
    }

    /// Whether the test is to be skipped.
    pub(super) fn skips(&self, path: &str, name: &str) -> bool {
        self.skip.iter().any(|filter| self.matches(filter, path, name))
    }

    fn matches(&self, filter: &str, path: &str, name: &str) -> bool {
        match self.exact {
            true => filter == name || filter == path,
            false => name.contains(filter),
        }
    }

    /// Whether a filter names the `#[test]` that the macro puts beside the check, which editors know:
    /// then all its cases run as one test of that name.
    pub(super) fn asks_for_twin(&self, path: &str) -> bool {
        let is_it = |filter: &String| match self.exact {
            true => filter.strip_suffix(TWIN) == Some(path),
            false => is_of_twin(filter, path),
        };
        self.filters.iter().any(is_it) && !self.skip.iter().any(is_it) && !self.skips(path, path)
    }

    /// Whether some test of the check can be asked for, before its resources are known. `paths` are
    /// those of all checks: where every filter is a part of some check's name, the filters name
    /// checks, and nothing is read for the others.
    pub(super) fn may_select(&self, path: &str, paths: &[String]) -> bool {
        if self.filters.is_empty() {
            return true;
        }
        if self.exact {
            return self.exact_names_of(path).next().is_some();
        }
        let names = |filter: &str, path: &str| path.contains(filter) || is_of_twin(filter, path);
        let names_checks = |filter: &String| paths.iter().any(|path| names(filter, path));
        !self.filters.iter().all(names_checks)
            || self.filters.iter().any(|filter| names(filter, path))
    }

    /// The names asked for that can only be of that check: its own, and those of its resources.
    pub(super) fn exact_names_of<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        let names = self.filters.iter().filter(|_| self.exact).map(|name| without_twin(name));
        names.filter(move |name| {
            name.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        })
    }
}

/// An editor runs the `#[test]` that the macro puts beside a check, which stands for the check.
fn without_twin(name: &str) -> &str {
    name.strip_suffix(TWIN).unwrap_or(name)
}

/// Whether a filter is the end of the name of that test, as an editor sends it without `--exact`.
pub(super) fn is_of_twin(filter: &str, path: &str) -> bool {
    filter.strip_suffix(TWIN).is_some_and(|end| path.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(filters: &[&str], skip: &[&str], exact: bool) -> Selection {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Selection { filters: owned(filters), skip: owned(skip), exact }
    }

    #[test]
    fn a_filter_is_a_part_of_the_name() {
        let selection = selection(&["logs", "web"], &["old"], false);
        assert!(selection.selects("s3::check", "s3::check::acme-logs"));
        assert!(selection.selects("s3::check", "s3::check::acme-web"));
        assert!(!selection.selects("s3::check", "s3::check::acme-data"));
        assert!(!selection.selects("s3::check", "s3::check::old-logs"));
    }

    #[test]
    fn filters_that_name_checks_leave_the_others_unread() {
        let paths = ["s3::versions", "ec2::groups"].map(str::to_owned);
        let may = |filters: &[&str], path| selection(filters, &[], false).may_select(path, &paths);
        assert!(may(&["versions"], "s3::versions") && !may(&["versions"], "ec2::groups"));
        assert!(may(&["versions", "ec2"], "ec2::groups"));
        // What names no check may name a resource of any.
        assert!(may(&["versions", "acme-logs"], "ec2::groups"));
        assert!(may(&[], "ec2::groups"));
    }

    #[test]
    fn an_exact_name_is_a_test_or_a_check() {
        let selection = selection(&["s3::check"], &[], true);
        assert!(selection.selects("s3::check", "s3::check::acme-logs"));
        assert!(!selection.selects("s3::check_more", "s3::check_more::acme-logs"));
        assert!(selection.may_select("s3::check", &[]));
        assert!(!selection.may_select("s3::check_more", &[]));
    }

    #[test]
    fn the_twin_that_an_editor_runs_is_the_check() {
        let selection = selection(&["s3::check_config_test"], &[], true);
        assert!(selection.may_select("s3::check", &[]));
        assert!(selection.asks_for_twin("s3::check"));
        assert!(!selection.selects("s3::check", "s3::check::acme-logs"));
    }

    #[test]
    fn a_part_of_the_twins_name_is_of_the_check() {
        let paths = ["s3::check", "s3::check_more"].map(str::to_owned);
        for filter in ["s3::check_config_test", "check_config_test", "_config_test"] {
            let selection = selection(&[filter], &[], false);
            assert!(selection.may_select("s3::check", &paths), "{filter}");
            assert!(selection.asks_for_twin("s3::check"), "{filter}");
        }
        let selection = selection(&["s3::check_config_test"], &["more_config_test"], false);
        assert!(!selection.may_select("s3::check_more", &paths));
        assert!(!selection.asks_for_twin("s3::check_more"));
    }

    #[test]
    fn an_exact_test_keeps_its_check_in_play() {
        let selection = selection(&["s3::check::acme-logs"], &[], true);
        assert!(selection.may_select("s3::check", &[]));
        assert!(selection.selects("s3::check", "s3::check::acme-logs"));
        assert!(!selection.selects("s3::check", "s3::check::acme-web"));
    }
}
