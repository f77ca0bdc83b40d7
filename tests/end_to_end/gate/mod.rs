//! The gate: thresholds, waivers, the baseline, what is kept, and the verdict of a run.

mod baseline;
mod crashes;
mod findings;
mod ground;
mod live;
mod settings;
mod strangers;
mod thresholds;
mod waivers;
mod waivers_selected;
