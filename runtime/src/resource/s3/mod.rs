//! Amazon S3.

mod access_point;
mod access_shapes;
mod account_settings;
mod bucket;
mod bucket_facets;
mod directory_bucket;
mod multi_region_access_point;
mod observation_shapes;
mod protection_shapes;
mod serving_shapes;

pub use access_point::*;
pub use access_shapes::*;
pub use account_settings::*;
pub use bucket::*;
pub use directory_bucket::*;
pub use multi_region_access_point::*;
pub use observation_shapes::*;
pub use protection_shapes::*;
pub use serving_shapes::*;
