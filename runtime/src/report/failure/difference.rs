//! What differs between two values, line by line.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How many unchanged lines stand around what changed.
const CONTEXT: usize = 3;
/// So many lines that differ are not compared further: that takes the square of their number.
const TOO_MANY: usize = 4_000;

/// A line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// Of both values.
    Same(&'a str),
    /// Of the left value alone.
    Left(&'a str),
    /// Of the right value alone.
    Right(&'a str),
    /// So many lines of both.
    Folded(usize),
}

/// The lines of both values, in order; long runs of the same are folded. None where all are the same.
pub(super) fn difference<'a>(left: &'a [String], right: &'a [String]) -> Option<Vec<Line<'a>>> {
    let exact: [Vec<&str>; 2] =
        [left, right].map(|lines| lines.iter().map(String::as_str).collect());
    // The last one of a list has no comma behind it, and is no other for that.
    let loose = exact.each_ref().map(|lines| {
        lines.iter().map(|line| line.strip_suffix(',').unwrap_or(line)).collect::<Vec<_>>()
    });
    let [left_keys, right_keys] = if loose[0] == loose[1] { &exact } else { &loose };
    let operations = operations(left_keys, right_keys);
    if !operations.iter().any(|operation| !matches!(operation, DiffOp::Equal { .. })) {
        return None;
    }
    let mut lines = Vec::new();
    for (position, operation) in operations.iter().enumerate() {
        let of_left = left.get(operation.old_range()).unwrap_or_default();
        let of_right = right.get(operation.new_range()).unwrap_or_default();
        if let DiffOp::Equal { .. } = operation {
            let before = if position == 0 { 0 } else { CONTEXT };
            let after = if position + 1 == operations.len() { 0 } else { CONTEXT };
            lines.extend(folded(of_left, before, after));
        } else {
            lines.extend(of_left.iter().map(|line| Line::Left(line)));
            lines.extend(of_right.iter().map(|line| Line::Right(line)));
        }
    }
    Some(lines)
}

fn operations(left: &[&str], right: &[&str]) -> Vec<DiffOp> {
    let same = |(left, right): &(&&str, &&str)| left == right;
    let start = left.iter().zip(right).take_while(same).count();
    let rest = (left.len() - start).min(right.len() - start);
    let end = left.iter().rev().zip(right.iter().rev()).take(rest).take_while(same).count();
    let (old_len, new_len) = (left.len() - start - end, right.len() - start - end);
    if old_len + new_len <= TOO_MANY {
        return capture_diff_slices(Algorithm::Myers, left, right);
    }
    let (old_index, new_index) = (start, start);
    let equal = |old_index, new_index, len| DiffOp::Equal { old_index, new_index, len };
    let all = [
        equal(0, 0, start),
        DiffOp::Replace { old_index, old_len, new_index, new_len },
        equal(start + old_len, start + new_len, end),
    ];
    all.into_iter().filter(|of| !of.old_range().is_empty() || !of.new_range().is_empty()).collect()
}

/// A run of lines that are the same, with so many of them shown at its begin and its end.
fn folded(run: &[String], begin: usize, end: usize) -> Vec<Line<'_>> {
    let hidden = run.len().saturating_sub(begin + end);
    // A fold is a line itself.
    if hidden <= 1 {
        return run.iter().map(|line| Line::Same(line)).collect();
    }
    let first = run.iter().take(begin).map(|line| Line::Same(line));
    let last = run.iter().skip(begin + hidden).map(|line| Line::Same(line));
    first.chain([Line::Folded(hidden)]).chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn shown(left: &str, right: &str) -> Option<String> {
        let (left, right) = (lines(left), lines(right));
        let shown = difference(&left, &right)?.into_iter().map(|line| match line {
            Line::Same(line) => line.to_owned(),
            Line::Left(line) => format!("-{line}"),
            Line::Right(line) => format!("+{line}"),
            Line::Folded(count) => format!("…{count}"),
        });
        Some(shown.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn long_runs_of_the_same_are_folded() {
        let shown = |left, right| shown(left, right).unwrap();
        assert_eq!(
            shown(
                "1 2 3 4 5 6 a 1 2 3 4 5 6 7 8 b 1 2 3 4",
                "1 2 3 4 5 6 c 1 2 3 4 5 6 7 8 1 2 3 4"
            ),
            "…3 4 5 6 -a +c 1 2 3 …2 6 7 8 -b 1 2 3 4"
        );
    }

    #[test]
    fn a_comma_alone_is_no_difference_beside_another() {
        assert_eq!(shown("[ a, b ]", "[ a, b, c ]").unwrap(), "[ a, b +c ]");
        assert_eq!(shown("[ a b, ]", "[ a b ]").unwrap(), "[ a -b, +b ]");
        assert_eq!(shown("[ a ]", "[ a ]"), None);
        assert_eq!(shown("", ""), None);
    }

    #[test]
    fn what_differs_too_much_is_not_compared_further() {
        let many = |from: usize| {
            let lines = (from..from + 2_500).map(|number| format!("{number} "));
            format!("first {}last", lines.collect::<String>())
        };
        let shown = shown(&many(0), &many(2_000)).unwrap();
        assert!(shown.starts_with("first -0 -1 ") && shown.ends_with(" +4499 last"), "{shown}");
        assert_eq!(shown.split_whitespace().count(), 5_002);
    }
}
