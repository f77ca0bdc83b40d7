//! What the emulator answers, over the wire.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod answers;
mod client;
mod faults;
mod limits;
