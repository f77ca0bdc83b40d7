//! What the name of a region says.

use std::fmt;

/// The regions that are off until an account opts in.
const TO_BE_ENABLED: [&str; 17] = [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
];

/// A region by its name.
#[derive(Clone, Copy)]
pub(crate) struct Region<'a>(pub(crate) &'a str);

impl<'a> Region<'a> {
    pub(crate) fn partition(self) -> &'static str {
        match self.0 {
            name if name.starts_with("cn-") => "aws-cn",
            name if name.starts_with("us-gov-") => "aws-us-gov",
            _ => "aws",
        }
    }

    pub(crate) fn domain(self) -> &'static str {
        if self.partition() == "aws-cn" { "amazonaws.com.cn" } else { "amazonaws.com" }
    }

    pub(crate) fn has_to_be_enabled(self) -> bool {
        TO_BE_ENABLED.contains(&self.0)
    }

    pub(crate) fn geography(self) -> &'static str {
        match self.0.split('-').next() {
            Some("af") => "Africa",
            Some("ap" | "cn") => "Asia Pacific",
            Some("eu") => "Europe",
            Some("il" | "me") => "Middle East",
            Some("ca") => "Canada",
            Some("sa" | "mx") => "South America",
            _ => "United States of America",
        }
    }

    /// The beginning of the ids of its zones, such as `use1`.
    pub(crate) fn short(self) -> Short<'a> {
        Short(self.0)
    }
}

pub(crate) struct Short<'a>(&'a str);

impl fmt::Display for Short<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, part) in self.0.split('-').enumerate() {
            let short = match part {
                _ if place == 0 => part,
                "northeast" => "ne",
                "northwest" => "nw",
                "southeast" => "se",
                "southwest" => "sw",
                other => other.get(..1).unwrap_or(other),
            };
            formatter.write_str(short)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_shortened_as_in_the_ids_of_zones() {
        assert_eq!(Region("us-east-1").short().to_string(), "use1");
        assert_eq!(Region("ap-southeast-2").short().to_string(), "apse2");
    }
}
