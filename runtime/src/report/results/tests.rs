//! Findings of several processes, put together.

use super::sample;
use crate::gate::Conclusion;

#[test]
fn what_cannot_be_judged_beats_what_is_found() {
    let mut results = sample::results();
    assert_eq!(results.conclusion(), Conclusion::CouldNotJudge, "one is unknown");
    results.findings.retain(|finding| finding.unknown.is_none());
    assert_eq!(results.conclusion(), Conclusion::Findings);
    results.findings.retain(|finding| !finding.breaks);
    assert_eq!(results.conclusion(), Conclusion::Clean);
    results.gaps = sample::with_gaps().gaps;
    assert_eq!(results.conclusion(), Conclusion::CouldNotJudge);
    results.gaps.clear();
    results.findings.clear();
    assert_eq!(results.conclusion(), Conclusion::CouldNotJudge, "nothing was judged");
}
