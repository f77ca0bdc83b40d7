//! Catching what a check throws: a failed assertion with its place, or an unknown fact.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

use crate::resource::{Unknown, unknown};

/// Why a check did not return.
pub(crate) enum Thrown {
    /// An assertion failed.
    Panic { message: String, location: Option<String> },
    /// A fact was not known.
    Unknown(Unknown),
}

thread_local! {
    /// The place of the last panic of a check on this thread; none outside a check.
    static CHECK: RefCell<Option<Option<String>>> = const { RefCell::new(None) };
}

/// Runs `check`; a panic in it prints nothing.
pub(crate) fn catch<T>(check: impl FnOnce() -> T) -> Result<T, Thrown> {
    install_hook();
    let outer = CHECK.replace(Some(None));
    let result = panic::catch_unwind(AssertUnwindSafe(check));
    let location = CHECK.replace(outer).flatten();
    result.map_err(|payload| match unknown::of_payload(payload) {
        Ok(unknown) => Thrown::Unknown(unknown),
        Err(payload) => Thrown::Panic { message: message(&*payload), location },
    })
}

fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !noted(info) {
                previous(info);
            }
        }));
    });
}

/// Keeps the place of a panic inside a check; a panic elsewhere is not ours.
fn noted(info: &PanicHookInfo<'_>) -> bool {
    CHECK.with_borrow_mut(|check| match check {
        Some(location) => {
            *location = info.location().map(ToString::to_string);
            true
        }
        None => false,
    })
}

fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "the check panicked with a value that is no text".to_owned()
    }
}
