//! A snapshot that can be published: who and what is in it is called otherwise.
//!
//! What is replaced, and what stays:
//!
//! * Every text is replaced unless it is known to be safe: [`members`] lists the members whose values
//!   are words of AWS, and [`words`] the words that are AWS's own wherever they stand. Members that no
//!   shape describes are left out.
//! * The same original has the same replacement everywhere, also inside of ARNs, host names and
//!   policies. So relations stay: a subnet's `VpcId` names the VPC that is there.
//! * Ids keep their prefix and length, accounts are twelve digits, and names are names that a bucket
//!   may have.
//! * Numbers of less than twelve digits, booleans, times, regions and zones stay, and so do tag keys that everybody uses.
//! * Private, link-local and other special addresses and networks stay, and so do `0.0.0.0/0`, `::/0`
//!   and networks wider than /8 (IPv4) and /13 (IPv6). Public ones become addresses for documentation,
//!   or reserved ones where these are used up, of the same prefix length: see [`addresses`]. Whether a public IPv4 network holds an address is lost; IPv6 keeps it.
//! * The words of AWS's errors are left out; their codes stay.
//!
//! Replacements are digests with a salt that is written nowhere, so nobody can try out originals.

mod addresses;
#[cfg(test)]
mod addresses_tests;
mod members;
mod names;
mod policy;
#[cfg(test)]
mod tests;
mod texts;
mod values;
mod words;

pub use values::anonymize;
