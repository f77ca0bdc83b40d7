//! The spelling of regions.

use super::{did_you_mean, list};

/// The areas of AWS's regions in all partitions: what stands before the direction.
pub(crate) const REGION_AREAS: [&str; 17] = [
    "af", "ap", "ca", "cn", "eu", "eu-isoe", "eusc-de", "il", "me", "mx", "sa", "us", "us-gov",
    "us-iso", "us-isob", "us-isof", "us-isog",
];
/// The directions in which regions lie.
pub(crate) const REGION_DIRECTIONS: [&str; 9] = [
    "central",
    "east",
    "north",
    "northeast",
    "northwest",
    "south",
    "southeast",
    "southwest",
    "west",
];

/// Whether a name is spelt like a region: area, direction and number, as in `us-gov-west-1`.
///
/// The list of regions itself grows too fast to be held against.
pub(super) fn check_region(name: &str) -> Result<(), String> {
    let complaint = |what: String| format!("`{name}` is no region: {what}");
    let form = || complaint("a region is written like `eu-west-1`".to_owned());
    let mut parts = name.rsplitn(3, '-');
    let (Some(number), Some(direction), Some(area)) = (parts.next(), parts.next(), parts.next())
    else {
        return Err(form());
    };
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(form());
    }
    for (word, valid, sort) in
        [(area, &REGION_AREAS[..], "area"), (direction, &REGION_DIRECTIONS[..], "direction")]
    {
        if !valid.contains(&word) {
            let valid = valid.iter().copied();
            let hint = did_you_mean(word, valid.clone());
            let valid = list(valid);
            let what = format!("there is no {sort} `{word}`{hint}\nhelp: the {sort}s are {valid}");
            return Err(complaint(what));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check_region;

    #[test]
    fn regions_of_every_partition_are_known() {
        for region in [
            "us-east-1",
            "ap-southeast-7",
            "mx-central-1",
            "il-central-1",
            "cn-northwest-1",
            "us-gov-west-1",
            "us-isob-east-1",
            "eusc-de-east-1",
            "eu-isoe-west-1",
            "eu-south-12",
        ] {
            assert_eq!(check_region(region), Ok(()), "{region}");
        }
    }

    #[test]
    fn what_is_misspelt_is_not() {
        for (region, part) in [
            ("eu-west1", "written like `eu-west-1`"),
            ("eu-west-", "written like `eu-west-1`"),
            ("", "written like `eu-west-1`"),
            ("eu-west-1a", "written like `eu-west-1`"),
            ("EU-WEST-1", "there is no area `EU`; did you mean `eu`?"),
            ("eu-wset-1", "there is no direction `wset`; did you mean `west`?"),
            ("us--east-1", "there is no area `us-`; did you mean `us`?"),
        ] {
            let error = check_region(region).unwrap_err();
            assert!(error.contains(part), "{error}");
        }
    }
}
