//! What a person sees while an account is read.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::settings::Environment;

/// A bar on a terminal; elsewhere a line for each kind that is done.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    environment: Environment,
}

impl Progress {
    pub(super) fn start(source: &str, environment: &Environment) -> Self {
        let bar = ProgressBar::new(0);
        bar.set_draw_target(ProgressDrawTarget::stderr());
        // On anything but a terminal a bar draws nothing; the lines are for that.
        let bar = (!bar.is_hidden()).then(|| {
            let style = ProgressStyle::with_template(
                "{spinner} reading {msg} {wide_bar} {pos}/{len} settings, {elapsed}",
            );
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(format!("`{source}`"));
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        Self { bar, environment: environment.clone() }
    }

    /// So many more are to be read.
    pub(super) fn expect(&self, more: usize) {
        if let Some(bar) = &self.bar {
            bar.inc_length(more as u64);
        }
    }

    /// One is read.
    pub(super) fn advance(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// Tells what will stay on the screen.
    pub(super) fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| self.environment.warn(line)),
            None => self.environment.warn(line),
        }
    }

    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
