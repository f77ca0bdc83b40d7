//! Showing a value of whatever type: if it can be shown, and if it is still there when it is wanted.
//!
//! A macro does not know types, so the choice is made by the compiler's search for a method: it takes
//! the first type along `Probe -> Asked -> Any` whose bounds hold. Each of the methods called is
//! there on `Any` for every type, so no type that is known fails to compile for want of `Debug`.
//!
//! A type that is not inferred yet is taken for one that meets the bounds, and has to meet them from
//! then on. So `check!` looks at no call that returns what is asked of it, as `parse` does; of a
//! variable it cannot tell, and its documentation says so.

use std::fmt::{self, Debug, Write};
use std::ops::Deref;

/// A value of more characters than this is cut.
const LONGEST_VALUE: usize = 400;

/// A value in the condition of a check.
pub struct Probe<'a, T: ?Sized>(Asked<'a, T>);

/// A value that may be of a type whose methods are known.
pub struct Asked<'a, T: ?Sized>(Any<'a, T>);

/// Any value at all.
pub struct Any<'a, T: ?Sized>(&'a T);

impl<'a, T: ?Sized> Probe<'a, T> {
    /// Looks at a value; nothing is done with it yet.
    pub fn new(value: &'a T) -> Self {
        Self(Asked(Any(value)))
    }
}

/// A copy: what the condition does to the value afterwards does not matter.
pub struct Copied<T>(T);

/// The value itself.
pub struct Held<'a, T: ?Sized>(&'a T);

/// Not to be shown.
pub struct Hidden;

impl<T: Copy + Debug> Probe<'_, T> {
    /// Keeps the value while a method takes, changes or leaves it.
    pub fn keep(&self) -> Copied<T> {
        Copied(*self.0.0.0)
    }

    /// Keeps the value while a method runs that is called as one of those which leave it.
    pub fn keep_asked(&self) -> Copied<T> {
        self.keep()
    }
}

impl<'a, T: LeftByQuestions + Debug + ?Sized> Asked<'a, T> {
    /// The value itself, since such a method of this type leaves it as it is.
    pub fn keep_asked(&self) -> Held<'a, T> {
        Held(self.0.0)
    }
}

impl<T: ?Sized> Any<'_, T> {
    /// Nothing: the value may be gone by the time it is wanted, or cannot be shown.
    pub fn keep(&self) -> Hidden {
        Hidden
    }

    /// Nothing either.
    pub fn keep_asked(&self) -> Hidden {
        Hidden
    }
}

impl<T: Plain> Probe<'_, T> {
    /// Keeps the value beyond everything that the condition borrows from.
    pub fn keep_plain(&self) -> Copied<T> {
        Copied(*self.0.0.0)
    }
}

impl<T: ?Sized> Any<'_, T> {
    /// Nothing: the value may borrow from what is gone by the time it is wanted.
    pub fn keep_plain(&self) -> Hidden {
        Hidden
    }
}

impl<T: Copy> Probe<'_, T> {
    /// Takes the value as it is now, whatever becomes of it while the other side is evaluated.
    pub fn hold(&self) -> Copied<T> {
        Copied(*self.0.0.0)
    }
}

impl<'a, T: ?Sized> Any<'a, T> {
    /// Borrows the value, as an operator does.
    pub fn hold(&self) -> Held<'a, T> {
        Held(self.0)
    }
}

impl<T> Copied<T> {
    /// The value.
    pub fn get(&self) -> &T {
        &self.0
    }
}

impl<T: ?Sized> Held<'_, T> {
    /// The value.
    pub fn get(&self) -> &T {
        self.0
    }
}

impl<T: Debug + ?Sized> Probe<'_, T> {
    /// Shows the value now.
    pub fn shown(&self) -> Option<String> {
        Some(text(&self.0.0.0))
    }
}

impl<T: ?Sized> Any<'_, T> {
    /// Nothing: it cannot be shown.
    pub fn shown(&self) -> Option<String> {
        None
    }
}

impl<'a, T: ?Sized> Deref for Probe<'a, T> {
    type Target = Asked<'a, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'a, T: ?Sized> Deref for Asked<'a, T> {
    type Target = Any<'a, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// What was kept of a value.
pub trait Kept {
    /// The value as text.
    fn text(&self) -> Option<String>;
}

/// Shows what was kept of a value.
pub fn show(kept: &impl Kept) -> Option<String> {
    kept.text()
}

/// Shows an operand of `check_eq!`, which has to be one that can be shown, as in `assert_eq!`.
pub fn compared<T: Debug + ?Sized>(value: &T) -> Option<String> {
    Some(text(&value))
}

impl<T: Debug> Kept for Copied<T> {
    fn text(&self) -> Option<String> {
        Some(text(&self.0))
    }
}

impl<T: Debug + ?Sized> Kept for Held<'_, T> {
    fn text(&self) -> Option<String> {
        Some(text(&self.0))
    }
}

impl Kept for Hidden {
    fn text(&self) -> Option<String> {
        None
    }
}

/// A value that was not met on the way is not shown.
impl<K: Kept> Kept for Option<K> {
    fn text(&self) -> Option<String> {
        self.as_ref().and_then(Kept::text)
    }
}

/// The types of which the methods that ask a question (`is_empty`, `contains`, ...) leave the value as
/// it is: those of the standard library, all of which take it by reference.
pub trait LeftByQuestions {}

impl LeftByQuestions for str {}
impl LeftByQuestions for String {}
impl<T> LeftByQuestions for [T] {}
impl<T, const N: usize> LeftByQuestions for [T; N] {}
impl<T> LeftByQuestions for Vec<T> {}
impl<T> LeftByQuestions for Option<T> {}
impl<T, E> LeftByQuestions for Result<T, E> {}
impl<T> LeftByQuestions for std::collections::VecDeque<T> {}
impl<T> LeftByQuestions for std::collections::BTreeSet<T> {}
impl<K, V> LeftByQuestions for std::collections::BTreeMap<K, V> {}
impl<T, S> LeftByQuestions for std::collections::HashSet<T, S> {}
impl<K, V, S> LeftByQuestions for std::collections::HashMap<K, V, S> {}

/// The types that borrow from nothing, whatever their lifetimes would be.
pub trait Plain: Copy + Debug {}

macro_rules! plain {
    ($($type:ty)*) => {
        $(impl Plain for $type {})*
    };
}

plain!(() bool char f32 f64 i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

impl<T: Plain> Plain for Option<T> {}
impl<T: Plain, E: Plain> Plain for Result<T, E> {}
impl<T: Plain, U: Plain> Plain for (T, U) {}

fn text(value: &dyn Debug) -> String {
    let mut writer = Start::default();
    // A `Debug` that gives up is shown as far as it came.
    let _ = write!(writer, "{value:?}");
    match writer.length {
        length if length > LONGEST_VALUE => {
            format!("{}… ({LONGEST_VALUE} of {length} characters)", writer.start)
        }
        _ => writer.start,
    }
}

/// Keeps the start of what is written, and counts the rest.
#[derive(Default)]
struct Start {
    start: String,
    length: usize,
}

impl Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = LONGEST_VALUE.saturating_sub(self.length);
        self.start.extend(text.chars().take(room));
        self.length += text.chars().count();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Mute;

    #[derive(Debug, Clone, Copy)]
    struct Small(#[expect(dead_code, reason = "shown by `Debug`")] u8);

    #[derive(Debug)]
    struct Large;

    #[test]
    fn a_value_is_kept_where_it_can_be() {
        assert_eq!(show(&Probe::new(&Small(1)).keep()).as_deref(), Some("Small(1)"));
        assert_eq!(show(&Probe::new(&&Large).keep()).as_deref(), Some("Large"));
        assert_eq!(show(&Probe::new(&Large).keep()), None);
        assert_eq!(show(&Probe::new(&Mute).keep()), None);
        assert_eq!(show(&Probe::new("a").keep()), None, "not sized");
    }

    #[test]
    fn a_collection_is_kept_while_it_is_asked() {
        assert_eq!(show(&Probe::new(&vec![Large]).keep_asked()).as_deref(), Some("[Large]"));
        assert_eq!(show(&Probe::new("a").keep_asked()).as_deref(), Some("\"a\""));
        assert_eq!(show(&Probe::new(&1).keep_asked()).as_deref(), Some("1"));
        assert_eq!(show(&Probe::new(&vec![Mute]).keep_asked()), None);
        assert_eq!(show(&Probe::new(&Large).keep_asked()), None, "who knows what it does");
    }

    #[test]
    fn what_borrows_is_not_kept_for_later() {
        assert_eq!(show(&Probe::new(&Some(1_u8)).keep_plain()).as_deref(), Some("Some(1)"));
        assert_eq!(show(&Probe::new(&Some("a")).keep_plain()), None);
        assert_eq!(show(&None::<Copied<u8>>), None, "not met");
    }

    #[test]
    fn a_value_that_is_there_is_shown_where_it_has_words() {
        assert_eq!(Probe::new(&Large).shown().as_deref(), Some("Large"));
        assert_eq!(Probe::new("a").shown().as_deref(), Some("\"a\""));
        assert_eq!(Probe::new(&Mute).shown(), None);
    }

    #[test]
    fn a_long_value_is_cut_between_characters() {
        let long = "é".repeat(LONGEST_VALUE + 1);
        let expected = format!("\"{}… (400 of 403 characters)", "é".repeat(LONGEST_VALUE - 1));
        assert_eq!(text(&long), expected);
        assert_eq!(text(&"é".repeat(LONGEST_VALUE - 2)).chars().count(), LONGEST_VALUE);
    }
}
