//! What of a report fits into its limit.

use crate::settings::Severity;

/// How many severities there are.
const SEVERITIES: usize = Severity::ALL.len();

/// What matters more comes first: it is kept when the rest does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A case that breaks the build.
    Broken,
    /// A case that is skipped.
    Skipped,
    /// A case that passed.
    Passed,
    /// What the text of a case that does not pass says beyond its message.
    Details,
}

/// Bytes for each part of each severity: first as they are wanted, then as there is room for them.
#[derive(Debug, Default)]
pub(super) struct Budget {
    /// By part, the most severe first.
    slots: [[Slot; SEVERITIES]; 4],
    /// What nobody wanted: some are larger than they were taken for.
    spare: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    bytes: usize,
    is_closed: bool,
}

impl Budget {
    /// Counts what is wanted.
    pub(super) fn want(&mut self, part: Part, severity: Severity, bytes: usize) {
        self.slot(part, severity).bytes += bytes;
    }

    /// Leaves as much as there is room for.
    pub(super) fn limit(&mut self, mut room: usize) {
        for slot in self.slots.iter_mut().flatten() {
            slot.bytes = slot.bytes.min(room);
            room -= slot.bytes;
        }
        self.spare = room;
    }

    /// Whether anything more is to be asked for.
    pub(super) fn is_open(&mut self, part: Part, severity: Severity) -> bool {
        !self.slot(part, severity).is_closed
    }

    /// Whether there is room for so many bytes, which are taken. The first for which there is none
    /// is the last that is asked for: what would follow it is not tried in vain.
    pub(super) fn take(&mut self, part: Part, severity: Severity, bytes: usize) -> bool {
        let slot = *self.slot(part, severity);
        let is_room = !slot.is_closed && bytes <= slot.bytes + self.spare;
        if is_room {
            self.spare -= bytes.saturating_sub(slot.bytes);
            self.slot(part, severity).bytes = slot.bytes.saturating_sub(bytes);
        } else {
            self.slot(part, severity).is_closed = true;
        }
        is_room
    }

    fn slot(&mut self, part: Part, severity: Severity) -> &mut Slot {
        &mut self.slots[part as usize][SEVERITIES - 1 - severity as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_most_gets_the_room() {
        let mut budget = Budget::default();
        let (high, low) = (Severity::High, Severity::Low);
        budget.want(Part::Details, high, 100);
        budget.want(Part::Passed, low, 30);
        budget.want(Part::Passed, high, 30);
        budget.want(Part::Broken, low, 50);
        budget.limit(100);
        assert!(budget.take(Part::Broken, low, 50));
        assert!(!budget.take(Part::Broken, low, 1));
        assert!(budget.take(Part::Passed, high, 30));
        assert!(budget.take(Part::Passed, low, 15));
        assert!(!budget.take(Part::Passed, low, 6));
        assert!(!budget.take(Part::Passed, low, 5), "closed");
        assert!(!budget.is_open(Part::Passed, low));
        assert!(!budget.take(Part::Details, high, 1));
    }
    #[test]
    fn what_is_larger_than_it_was_taken_for_gets_what_is_to_spare() {
        let mut budget = Budget::default();
        budget.want(Part::Details, Severity::Low, 10);
        budget.limit(15);
        assert!(budget.take(Part::Details, Severity::Low, 12));
        assert!(budget.take(Part::Details, Severity::High, 3));
        assert!(!budget.take(Part::Details, Severity::High, 1));
    }
}
