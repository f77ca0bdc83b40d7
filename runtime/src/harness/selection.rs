//! Which tests the arguments ask for.

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

    /// Whether the test `name` of the check `path` is asked for.
    pub(super) fn selects(&self, path: &str, name: &str) -> bool {
        let matches = |filter: &String| {
            if self.exact { filter == name || filter == path } else { name.contains(filter) }
        };
        (self.filters.is_empty() || self.filters.iter().any(matches))
            && !self.skip.iter().any(matches)
    }

    /// Whether some test of the check can be asked for, before its resources are known.
    pub(super) fn may_select(&self, path: &str) -> bool {
        let of_check = |filter: &String| {
            filter.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        !self.exact || self.filters.is_empty() || self.filters.iter().any(of_check)
    }
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
    fn an_exact_name_is_a_test_or_a_check() {
        let selection = selection(&["s3::check"], &[], true);
        assert!(selection.selects("s3::check", "s3::check::acme-logs"));
        assert!(!selection.selects("s3::check_more", "s3::check_more::acme-logs"));
        assert!(selection.may_select("s3::check"));
        assert!(!selection.may_select("s3::check_more"));
    }

    #[test]
    fn an_exact_test_keeps_its_check_in_play() {
        let selection = selection(&["s3::check::acme-logs"], &[], true);
        assert!(selection.may_select("s3::check"));
        assert!(selection.selects("s3::check", "s3::check::acme-logs"));
        assert!(!selection.selects("s3::check", "s3::check::acme-web"));
    }
}
