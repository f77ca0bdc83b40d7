//! Nothing but tests, apart from the runtime so that nobody builds what they are compared with.
