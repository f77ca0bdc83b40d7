//! Words that are AWS's own, wherever they stand.

use crate::settings::{REGION_AREAS, REGION_DIRECTIONS};

/// Words that say what something is, and not whose.
const KEPT: &[&str] = &[
    "*",
    "-1",
    "ABORTED",
    "AES256",
    "AWS",
    "AWSLogs",
    "Amazon",
    "AmazonProvidedDNS",
    "Authorization",
    "Content-Type",
    "Date",
    "GMT",
    "UTC",
    "ETag",
    "Host",
    "Origin",
    "all",
    "amazon",
    "amazon-aws",
    "amazon-elb",
    "amazon-rds",
    "anonymous",
    "authenticated-read",
    "aws",
    "aws-backup-vault",
    "aws-fsx",
    "aws-marketplace",
    "aws:kms",
    "aws:kms:dsse",
    "bucket-owner-full-control",
    "bucket-owner-read",
    "default",
    "error.html",
    "false",
    "http",
    "https",
    "index.html",
    "local",
    "log-delivery-write",
    "none",
    "private",
    "public-read",
    "public-read-write",
    "redacted",
    "root",
    "self",
    "ssh-ed25519",
    "ssh-rsa",
    "true",
];
/// Whole texts of AWS's own.
const PHRASES: &[&str] = &[
    "Client.UserInitiatedShutdown: User initiated shutdown",
    "User initiated",
    "User initiated shutdown",
    "default VPC security group",
    "default security group",
];
/// Tag keys that half of the world uses, in small letters without what stands between words.
const TAG_KEYS: &[&str] = &[
    "app",
    "application",
    "backup",
    "classification",
    "component",
    "confidentiality",
    "contact",
    "costcenter",
    "createdby",
    "dataclassification",
    "department",
    "env",
    "environment",
    "managedby",
    "name",
    "owner",
    "project",
    "purpose",
    "schedule",
    "service",
    "stage",
    "team",
    "temporary",
    "terraform",
    "tier",
    "version",
];
/// What ids begin with.
const ID_PREFIXES: &[&str] = &[
    "acl",
    "aclassoc",
    "aki",
    "ami",
    "ari",
    "bundle",
    "cagw",
    "cgw",
    "cr",
    "crf",
    "cvpn-assoc",
    "cvpn-endpoint",
    "d",
    "dopt",
    "eigw",
    "eipalloc",
    "eipassoc",
    "elastic-gpu",
    "eni",
    "eni-attach",
    "export",
    "fl",
    "fleet",
    "fpga",
    "h",
    "i",
    "igw",
    "import",
    "ipam-pl-resolver-target",
    "ipam",
    "ipam-pool",
    "ipam-scope",
    "ipv4pool-coip",
    "ipv4pool-ec2",
    "ipv6pool-ec2",
    "key",
    "lgw",
    "lgw-rtb",
    "lgw-vif",
    "lt",
    "mcr",
    "nat",
    "natassoc",
    "natgw",
    "nia",
    "nip",
    "o",
    "ou",
    "pcx",
    "pg",
    "pl",
    "pls",
    "r",
    "rtb",
    "rtbassoc",
    "sfr",
    "sg",
    "sgr",
    "sir",
    "snap",
    "srt",
    "subnet",
    "subnet-cidr-assoc",
    "svpc",
    "tgw",
    "tgw-attach",
    "tgw-connect-peer",
    "tgw-mcast-domain",
    "tgw-ptb",
    "tgw-rtb",
    "vgw",
    "vol",
    "vpc",
    "vpc-cidr-assoc",
    "vpcbpa-exclude",
    "vpc-enc-ctrl",
    "vpce",
    "vpce-svc",
    "vpce-svc-perm",
    "vpcec",
    "vpn",
    "vpn-concentrator",
    "vpnconn",
];
/// What an ARN says of the type of a resource.
const ARN_TYPES: &[&str] = &[
    "accesspoint",
    "alias",
    "alarm",
    "assumed-role",
    "bucket",
    "capacity-reservation",
    "certificate",
    "client-vpn-endpoint",
    "cluster",
    "core-network",
    "attachment",
    "distribution",
    "dedicated-host",
    "egress-only-internet-gateway",
    "elastic-gpu",
    "elastic-ip",
    "event-bus",
    "federated-user",
    "file-system",
    "function",
    "group",
    "image",
    "instance",
    "instance-profile",
    "internet-gateway",
    "key",
    "key-pair",
    "launch-template",
    "license-configuration",
    "listener",
    "loadbalancer",
    "gwy",
    "net",
    "app",
    "log-group",
    "log-stream",
    "mfa",
    "natgateway",
    "network-acl",
    "network-interface",
    "object",
    "odb-network",
    "oidc-provider",
    "organization",
    "ou",
    "outpost",
    "pool",
    "policy",
    "prefix-list",
    "region",
    "resourceconfiguration",
    "role",
    "root",
    "route-table",
    "rule",
    "saml-provider",
    "secret",
    "security-group",
    "security-group-rule",
    "servicenetwork",
    "snapshot",
    "stack",
    "subnet",
    "table",
    "targetgroup",
    "transit-gateway",
    "transit-gateway-attachment",
    "transit-gateway-route-table",
    "user",
    "volume",
    "vpc",
    "vpc-block-public-access-exclusion",
    "vpc-endpoint",
    "vpc-endpoint-service",
    "vpc-flow-log",
    "vpc-peering-connection",
    "vpn-connection",
    "server-certificate",
    "storage-lens",
    "async-request",
    "backup-vault",
    "deliverystream",
    "stream",
];
/// Parts of the names of AWS's hosts.
const HOST_WORDS: &[&str] = &[
    "api",
    "aws",
    "accesspoint",
    "amazonaws",
    "clientvpn",
    "cn",
    "com",
    "compute",
    "compute-1",
    "dualstack",
    "ec2",
    "elb",
    "execute-api",
    "fips",
    "internal",
    "mrap",
    "on",
    "prod",
    "rds",
    "s3",
    "s3-accesspoint",
    "s3-control",
    "s3-global",
    "s3-website",
    "s3express",
    "vpce",
];
/// What an id of a zone begins with: an area and a side of it.
const ZONES: &[&str] = &[
    "afs", "ape", "apne", "aps", "apse", "cac", "caw", "cnn", "cnnw", "euc", "eun", "eus", "euw",
    "ilc", "mec", "mes", "mxc", "sae", "use", "usge", "usgw", "usw",
];
/// Places of local and wavelength zones.
const PLACES: &[&str] = &[
    "akl", "atl", "ber", "bkk", "bos", "bue", "ccu", "chi", "cph", "del", "den", "dfw", "han",
    "hel", "hnl", "iah", "las", "lax", "lim", "los", "man", "mci", "mct", "mia", "mnl", "msp",
    "nyc", "per", "phl", "phx", "pdx", "qro", "scl", "sea", "tpe", "waw", "yto",
];
/// What the names of AWS's hosts end with.
const HOST_ENDS: [&str; 5] =
    [".amazonaws.com", ".amazonaws.com.cn", ".compute.internal", ".ec2.internal", ".api.aws"];

pub(super) fn is_kept(word: &str) -> bool {
    KEPT.contains(&word) || is_region_or_zone(word)
}

pub(super) fn is_phrase(text: &str) -> bool {
    PHRASES.contains(&text)
}

/// What a text begins with, if AWS has written it, and a remark in parentheses follows.
pub(super) fn phrase_before_remark(text: &str) -> Option<(&str, &str)> {
    let (phrase, remark) = text.split_at(text.find(" (")?);
    is_phrase(phrase).then_some((phrase, remark))
}

pub(super) fn is_tag_key(key: &str) -> bool {
    let plain: String = key.chars().filter(|letter| !['-', '_', ' '].contains(letter)).collect();
    key.starts_with("aws:") || TAG_KEYS.contains(&plain.to_ascii_lowercase().as_str())
}

pub(super) fn is_id_prefix(prefix: &str) -> bool {
    ID_PREFIXES.contains(&prefix)
}

pub(super) fn is_arn_type(word: &str) -> bool {
    ARN_TYPES.contains(&word)
}

pub(super) fn is_host_word(label: &str) -> bool {
    let website = |label: &str| label.strip_prefix("s3-website-").is_some_and(is_region_or_zone);
    HOST_WORDS.contains(&label) || is_region_or_zone(label) || website(label)
}

/// What the name of a host of AWS ends with, if it is one.
pub(super) fn is_aws_host(name: &str) -> bool {
    HOST_ENDS.iter().any(|end| name.ends_with(end))
}

/// `eu-west-1`, `us-gov-east-1`, `us-east-1a`, `us-west-2-lax-1a`, `use1-az4`.
pub(super) fn is_region_or_zone(text: &str) -> bool {
    let is_number = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_zone = |text: &str| {
        is_number(text.trim_end_matches(|letter: char| letter.is_ascii_lowercase()))
            && text.len() <= 2
    };
    let parts: Vec<&str> = text.split('-').collect();
    if is_zone_id(text) {
        return true;
    }
    let Some(side) = parts.iter().position(|part| REGION_DIRECTIONS.contains(part)) else {
        return false;
    };
    let is_place = |part: &&str| PLACES.contains(part);
    side > 0
        && REGION_AREAS.contains(&parts[..side].join("-").as_str())
        && match &parts[side + 1..] {
            [zone] => is_zone(zone),
            // A local zone, and one of its parts; a wavelength zone.
            [number, place, zone] => is_number(number) && is_place(place) && is_zone(zone),
            [number, "wl1", place, "wlz", zone] => {
                is_number(number) && is_place(place) && is_zone(zone)
            }
            _ => false,
        }
}

/// `use1-az4`, as accounts share it.
pub(super) fn is_zone_id(text: &str) -> bool {
    let is_number = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((region, number)) = text.split_once("-az") else { return false };
    let area = region.trim_end_matches(|letter: char| letter.is_ascii_digit());
    ZONES.contains(&area) && is_number(&region[area.len()..]) && is_number(number)
}
