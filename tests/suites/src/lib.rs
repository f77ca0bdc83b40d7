//! Nothing: the suites are in `tests`.
