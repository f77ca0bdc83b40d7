//! A bucket: whose it is, and where.

use crate::answer::Failure;
use crate::call::Call;
use crate::world::{Kind, Place};

use super::no_such_bucket;

/// A bucket by its number, which says how it is configured.
pub(super) struct Bucket<'a> {
    pub(super) number: u32,
    pub(super) name: &'a str,
    pub(super) region: &'a str,
    /// The account, in the region of the bucket.
    pub(super) place: Place<'a>,
}

impl<'a> Bucket<'a> {
    /// The bucket of a name, if there is one and the caller may ask about it.
    pub(super) fn find(call: &Call, place: &Place<'a>, name: &'a str) -> Result<Self, Failure> {
        let denied = || Failure::new(403, "AccessDenied", "Access Denied");
        let Some(number) = place.number_of_name(Kind::Bucket, name) else {
            // Names are unique over all accounts, and this one is of the account that it tells of.
            let owner = name.strip_prefix("bucket-").and_then(|rest| rest.get(..12));
            let owner = owner.filter(|owner| *owner != place.account);
            let elsewhere = owner.map(|owner| place.world.place(owner, place.region));
            let is_there = |place: Place<'_>| place.number_of_name(Kind::Bucket, name).is_some();
            return Err(if elsewhere.is_some_and(is_there) { denied() } else { no_such_bucket() });
        };
        if call.expected_owner.as_deref().is_some_and(|owner| owner != place.account) {
            return Err(denied());
        }
        let region = place.world.bucket_region(number);
        Ok(Self { number, name, region, place: place.world.place(place.account, region) })
    }

    /// S3 answers for a bucket only in its own region, and elsewhere says where that is.
    pub(super) fn is_here(&self, asked: &Place<'_>) -> Result<(), Failure> {
        if self.region == asked.region {
            return Ok(());
        }
        let words = "The bucket you are attempting to access must be addressed using the specified \
                     endpoint. Please send all future requests to this endpoint.";
        let headers = vec![("x-amz-bucket-region", self.region.to_owned())];
        Err(Failure { headers, ..Failure::new(301, "PermanentRedirect", words) })
    }

    /// Whether the bucket is the `place`th of `among` in turn.
    pub(super) fn is(&self, place: u32, among: u32) -> bool {
        self.number % among == place
    }
}

/// The canonical id of an account.
pub(super) fn canonical_id(account: &str) -> String {
    format!("{account:0>64}")
}
