//! How much work a question may take.

/// What is left of the work that a question may take.
///
/// A step is about the work of comparing two characters, some nanoseconds.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    steps: u64,
    bytes: u64,
}

/// The budget did not suffice: the answer is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the question takes more work than its budget allows")]
pub(crate) struct GivenUp;

impl Budget {
    /// So many steps in all, and so many bytes at a time.
    pub(crate) fn new(steps: u64, bytes: u64) -> Self {
        Self { steps, bytes }
    }

    /// Takes steps away. One that did not suffice is empty from then on.
    ///
    /// # Errors
    ///
    /// When there are not as many left.
    pub(crate) fn spend(&mut self, steps: u64) -> Result<(), GivenUp> {
        match self.steps.checked_sub(steps) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => {
                self.steps = 0;
                Err(GivenUp)
            }
        }
    }

    /// Takes memory, to be given back by [`Self::release`].
    ///
    /// # Errors
    ///
    /// When there is not as much left.
    pub(crate) fn hold(&mut self, bytes: u64) -> Result<(), GivenUp> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or(GivenUp)?;
        Ok(())
    }

    /// Gives memory back.
    pub(crate) fn release(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_add(bytes);
    }

    /// The steps that are left.
    pub(crate) fn steps_left(&self) -> u64 {
        self.steps
    }

    /// Asks a part of the question with a share of what is left, so that a hard part does not take it
    /// all.
    pub(crate) fn within<T>(&mut self, steps: u64, ask: impl FnOnce(&mut Self) -> T) -> T {
        let share = self.steps.min(steps);
        let mut part = Self { steps: share, bytes: self.bytes };
        let answer = ask(&mut part);
        self.steps -= share - part.steps;
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_is_gone_and_what_is_held_comes_back() {
        let mut budget = Budget::new(10, 100);
        assert_eq!(budget.within(4, |part| (part.spend(3), part.spend(2))), (Ok(()), Err(GivenUp)));
        assert_eq!(budget.steps_left(), 6);
        assert_eq!(budget.hold(60), Ok(()));
        assert_eq!(budget.hold(60), Err(GivenUp));
        budget.release(60);
        assert_eq!(budget.hold(100), Ok(()));
        assert_eq!(budget.spend(6), Ok(()));
        assert_eq!(budget.spend(1), Err(GivenUp));
    }

    #[test]
    fn a_budget_that_did_not_suffice_is_empty() {
        let mut budget = Budget::new(10, 0);
        assert_eq!(budget.spend(11), Err(GivenUp));
        assert_eq!(budget.spend(1), Err(GivenUp));
    }
}
