//! A suite in which somebody forgot the checks.

configtest::main!();
