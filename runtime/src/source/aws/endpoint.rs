//! Where the APIs are. Sources: the endpoint rules of the services, and the partitions that the AWS
//! SDKs know.

use crate::resource::partition as partition_of;

/// Where a call goes, and for what it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Endpoint {
    /// Without a slash at its end.
    pub(super) url: String,
    pub(super) signing_name: &'static str,
    pub(super) signing_region: String,
}

/// How the endpoints of a connection differ from the usual ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Variant {
    /// By the service, or by nothing for all: `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`.
    pub(super) urls: Vec<(Option<&'static str>, String)>,
    pub(super) fips: bool,
    pub(super) dual_stack: bool,
}

/// The partitions: the name, the domain, the domain for IPv6 and IPv4 alike.
const PARTITIONS: [(&str, &str, &str); 8] = [
    ("aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
    ("aws-us-gov", "amazonaws.com", "api.aws"),
    ("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud"),
    ("aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
    ("aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
    ("aws-iso", "c2s.ic.gov", "api.aws.ic.gov"),
    ("aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu"),
    COMMERCIAL,
];
const COMMERCIAL: (&str, &str, &str) = ("aws", "amazonaws.com", "api.aws");

/// The partition of a region: its name, its domain, and its domain for dual stack.
fn partition(region: &str) -> (&'static str, &'static str, &'static str) {
    let name = partition_of(region);
    PARTITIONS.into_iter().find(|(known, ..)| *known == name).unwrap_or(COMMERCIAL)
}

/// The region that answers for the multi-region access points of a partition.
pub(super) const MULTI_REGION_ACCESS_POINTS: &str = "us-west-2";

impl Variant {
    /// Where a service is asked in a region, for an account.
    pub(super) fn endpoint(&self, service: &'static str, region: &str, account: &str) -> Endpoint {
        let signing_name = match service {
            "s3control" => "s3",
            other => other,
        };
        let url = self.given(service).unwrap_or_else(|| self.usual(service, region, account));
        Endpoint { url, signing_name, signing_region: region.to_owned() }
    }

    fn given(&self, service: &str) -> Option<String> {
        let of_service = self.urls.iter().find(|(of, _)| *of == Some(service));
        let found = of_service.or_else(|| self.urls.iter().find(|(of, _)| of.is_none()));
        found.map(|(_, url)| url.trim_end_matches('/').to_owned())
    }

    fn usual(&self, service: &str, region: &str, account: &str) -> String {
        let (name, domain, dual_domain) = partition(region);
        // In GovCloud the usual endpoints of these two are FIPS endpoints.
        let is_fips_anyway = name == "aws-us-gov" && ["ec2", "sts"].contains(&service);
        let fips = if self.fips && !is_fips_anyway { "-fips" } else { "" };
        // Amazon S3 says dual stack by a word, the others by a domain.
        let s3_dual = if self.dual_stack { ".dualstack" } else { "" };
        let domain_here = if self.dual_stack { dual_domain } else { domain };
        match service {
            "s3" => format!("https://s3{fips}{s3_dual}.{region}.{domain}"),
            "s3control" => format!("https://{account}.s3-control{fips}{s3_dual}.{region}.{domain}"),
            "s3express" => format!("https://s3express-control{fips}{s3_dual}.{region}.{domain}"),
            service => format!("https://{service}{fips}.{region}.{domain_here}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_partition_has_its_own_domain() {
        let usual = Variant::default();
        let url = |service, region| usual.endpoint(service, region, "111122223333").url;
        assert_eq!(url("ec2", "eu-west-1"), "https://ec2.eu-west-1.amazonaws.com");
        assert_eq!(url("sts", "cn-north-1"), "https://sts.cn-north-1.amazonaws.com.cn");
        assert_eq!(url("ec2", "us-gov-west-1"), "https://ec2.us-gov-west-1.amazonaws.com");
        assert_eq!(url("ec2", "us-isob-east-1"), "https://ec2.us-isob-east-1.sc2s.sgov.gov");
        assert_eq!(url("s3", "eusc-de-east-1"), "https://s3.eusc-de-east-1.amazonaws.eu");
        let control = "https://111122223333.s3-control.us-west-2.amazonaws.com";
        assert_eq!(url("s3control", "us-west-2"), control);
        assert_eq!(
            url("s3express", "us-west-2"),
            "https://s3express-control.us-west-2.amazonaws.com"
        );
        assert_eq!(usual.endpoint("s3control", "us-west-2", "1").signing_name, "s3");
        assert_eq!(partition("cn-northwest-1").0, "aws-cn");
        assert_eq!(partition("us-iso-west-1").0, "aws-iso");
        assert_eq!(partition("us-east-1").0, "aws");
    }

    #[test]
    fn variants_and_given_endpoints() {
        let fips = Variant { fips: true, ..Variant::default() };
        let url = |of: &Variant, service| of.endpoint(service, "us-east-1", "1").url;
        assert_eq!(url(&fips, "s3"), "https://s3-fips.us-east-1.amazonaws.com");
        assert_eq!(url(&fips, "ec2"), "https://ec2-fips.us-east-1.amazonaws.com");
        let dual = Variant { dual_stack: true, ..Variant::default() };
        assert_eq!(url(&dual, "s3"), "https://s3.dualstack.us-east-1.amazonaws.com");
        assert_eq!(url(&dual, "ec2"), "https://ec2.us-east-1.api.aws");
        let urls =
            vec![(None, "http://127.0.0.1:1/".to_owned()), (Some("s3"), "http://s3".to_owned())];
        let given = Variant { urls, ..Variant::default() };
        assert_eq!(url(&given, "ec2"), "http://127.0.0.1:1");
        assert_eq!(url(&given, "s3"), "http://s3");
    }
}
