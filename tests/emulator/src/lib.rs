//! An AWS account on loopback, for end-to-end tests and benchmarks.
//!
//! It answers what `configtest` reads: the configuration of S3 and EC2, in the formats of the real
//! services. The account is a [`World`]: counts per kind and region, from which every answer is
//! rendered when it is asked for. An [`Emulator`] serves a world, and does on demand what a real
//! account does at the wrong time: it is slow, it throttles, it breaks off.
//!
//! All services are at one endpoint. The service and the region of a call are those of its
//! signature, which is not verified. Nothing can be created or changed by a call.
//!
//! ```
//! use configtest_emulator::{Emulator, Fault, FaultKind, World};
//!
//! let world = World::new().regions(["us-east-1", "eu-west-1"]).buckets(1000);
//! let emulator = Emulator::start(world.instances_per_region(500).others_per_region(2))?;
//! emulator.add_fault(Fault::new("s3:GetBucketPolicy", FaultKind::ConnectionReset).times(1));
//! assert!(emulator.endpoint().starts_with("http://127.0.0.1:"));
//! assert_eq!(emulator.calls_of("s3:GetBucketPolicy"), 0);
//! # Ok::<(), configtest_emulator::StartError>(())
//! ```

#![forbid(unsafe_code)]

pub use clock::Clock;
pub use counts::Call as CountedCall;
pub use emulator::{Emulator, StartError};
pub use settings::{Fault, FaultKind, Role};
pub use world::{Holdings, Kind, World};

#[macro_use]
mod xml;

mod answer;
mod call;
mod clock;
mod counts;
mod ec2;
mod emulator;
mod page;
mod s3;
mod s3control;
mod server;
mod settings;
mod sts;
mod throttle;
mod world;
