//! Serves an account until the standard input ends, and says at which port.
//!
//! Arguments: buckets, instances per region, others per region.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use configtest_emulator::{Emulator, StartError, World};

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn serve() -> Result<(), StartError> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse().ok());
    let mut count = |default| arguments.next().flatten().unwrap_or(default);
    let world = World::new()
        .regions(["us-east-1", "eu-west-1", "us-west-2", "af-south-1"])
        .not_opted_in(["ap-east-1"])
        .buckets(count(1000))
        .instances_per_region(count(500))
        .others_per_region(count(12))
        .directory_buckets_per_region(5)
        .access_points_per_region(7)
        .multi_region_access_points(3)
        .page_size(100);
    let emulator = Emulator::start(world)?;
    // Whoever waits for the port reads it here; what comes in is nothing but a sign of life.
    let mut output = io::stdout().lock();
    let told = writeln!(output, "{}", emulator.port()).and_then(|()| output.flush());
    if told.is_ok() {
        let _ = io::stdin().lock().read_to_end(&mut Vec::new());
    }
    Ok(())
}
