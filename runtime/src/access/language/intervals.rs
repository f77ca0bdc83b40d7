//! Sets on a line.

/// A set of places on a line, as the stretches from one cut to another. A cut lies between two places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Intervals<Cut> {
    /// In order; none empty, and no two that touch.
    stretches: Vec<(Cut, Cut)>,
}

/// Where a line is cut.
pub(super) trait Ends: Copy + Ord {
    /// Before everything.
    const FIRST: Self;
    /// After everything.
    const LAST: Self;
}

impl<Cut: Ends> Intervals<Cut> {
    pub(super) fn none() -> Self {
        Self { stretches: Vec::new() }
    }

    pub(super) fn all() -> Self {
        Self { stretches: vec![(Cut::FIRST, Cut::LAST)] }
    }

    pub(super) fn of(mut stretches: Vec<(Cut, Cut)>) -> Self {
        stretches.retain(|(from, to)| from < to);
        stretches.sort_unstable();
        let mut merged: Vec<(Cut, Cut)> = Vec::with_capacity(stretches.len());
        for (from, to) in stretches {
            match merged.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        Self { stretches: merged }
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        Self::of(self.stretches.iter().chain(&other.stretches).copied().collect())
    }

    pub(super) fn intersection(&self, other: &Self) -> Self {
        let mut both = Vec::new();
        let (mut own, mut others) = (self.stretches.as_slice(), other.stretches.as_slice());
        while let ([first, own_rest @ ..], [others_first, others_rest @ ..]) = (own, others) {
            let (from, to) = (first.0.max(others_first.0), first.1.min(others_first.1));
            if from < to {
                both.push((from, to));
            }
            if first.1 <= others_first.1 {
                own = own_rest;
            } else {
                others = others_rest;
            }
        }
        Self { stretches: both }
    }

    pub(super) fn complement(&self) -> Self {
        let mut gaps = Vec::with_capacity(self.stretches.len() + 1);
        let mut from = Cut::FIRST;
        for (start, end) in &self.stretches {
            if from < *start {
                gaps.push((from, *start));
            }
            from = *end;
        }
        if from < Cut::LAST {
            gaps.push((from, Cut::LAST));
        }
        Self { stretches: gaps }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    pub(super) fn stretches(&self) -> impl Iterator<Item = (Cut, Cut)> {
        self.stretches.iter().copied()
    }
}
