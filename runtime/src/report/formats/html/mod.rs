//! One page that holds all it needs: HTML as WHATWG's living standard has it.
//!
//! It asks nothing of any server, and its Content-Security-Policy forbids everything but its own
//! style and script, by their digests. Without scripts all of it can be read; the script adds
//! search and filters, which the fragment of the address keeps.
//!
//! A browser is to bear it: what does not pass is listed up to 2,000 findings of a check, what passes
//! up to 200, and all of it up to some 20 MB. Findings that break the build go first, a few of each
//! check before many of one. What is left out is counted where it would stand.

#[cfg(test)]
mod browser;
mod check;
mod finding;
mod head;
mod markdown;
mod page;
mod plan;
#[cfg(test)]
mod tests;
mod words;

pub(super) use page::write;
