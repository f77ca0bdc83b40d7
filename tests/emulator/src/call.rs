//! A call as it arrives: whose it is, where, and for what.

use hyper::http::request::Parts;
use percent_encoding::percent_decode_str;

use crate::ec2;
use crate::s3::{self, Facet};
use crate::s3control;
use crate::world::World;

/// The services that are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    S3,
    S3Control,
    S3Express,
    Ec2,
    Sts,
}

/// A call that was understood so far.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) service: Service,
    /// The service and the operation, as in `s3:ListBuckets`.
    pub(crate) operation: String,
    pub(crate) target: Target,
    pub(crate) account: String,
    pub(crate) region: String,
    /// What the call is about, by name or id, if it is about one thing.
    pub(crate) resource: Option<String>,
    pub(crate) parameters: Parameters,
    pub(crate) key: String,
    pub(crate) session_token: Option<String>,
    /// The account that the caller names as the one to ask.
    pub(crate) named_account: Option<String>,
    pub(crate) expected_owner: Option<String>,
    /// Whether the first page has to be empty.
    pub(crate) is_page_empty: bool,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    ListBuckets,
    HeadBucket(String),
    Facet(String, &'static Facet),
    ListDirectoryBuckets,
    CreateSession(String),
    DirectoryFacet(String, &'static Facet),
    Control(s3control::Target),
    Action(String),
    Unknown,
}

/// The parameters of a query or a form, in the order that they came in.
#[derive(Debug, Default)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub(crate) fn parse(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).into_owned().collect())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let pair = self.0.iter().find(|(other, _)| other == name);
        pair.map(|(_, value)| value.as_str())
    }

    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.parse().ok()
    }

    /// The values of `NAME.1`, `NAME.2` and so on.
    pub(crate) fn list<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let is_member = move |other: &str| {
            let rest = other.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
            rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let members = self.0.iter().filter(move |(other, _)| is_member(other));
        members.map(|(_, value)| value.as_str())
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

impl Call {
    /// Reads a call. `None` where it is not signed for a service that there is.
    pub(crate) fn read(world: &World, parts: &Parts, body: &[u8]) -> Option<Self> {
        let header = |name: &str| parts.headers.get(name)?.to_str().ok().map(str::to_owned);
        let authorization = header("authorization")?;
        let (_, scope) = authorization.split_once("Credential=")?;
        let mut scope = scope.split([',', ' ']).next()?.split('/');
        let (key, _date, region) = (scope.next()?, scope.next()?, scope.next()?);
        let path = parts.uri.path();
        let service = match scope.next()? {
            "s3" if path.starts_with(s3control::VERSION) => Service::S3Control,
            "s3" => Service::S3,
            "s3express" => Service::S3Express,
            "ec2" => Service::Ec2,
            "sts" => Service::Sts,
            _ => return None,
        };
        let parameters = match service {
            Service::Ec2 | Service::Sts => Parameters::parse(body),
            _ => Parameters::parse(parts.uri.query().unwrap_or_default().as_bytes()),
        };
        let path = percent_decode_str(path).decode_utf8_lossy();
        let (operation, target, resource) = match service {
            Service::S3 | Service::S3Express => {
                s3::route(service, parts.method.as_str(), &path, &parameters)
            }
            Service::S3Control => s3control::route(parts.method.as_str(), &path),
            Service::Ec2 => {
                let action = parameters.get("Action").unwrap_or("Unknown");
                (format!("ec2:{action}"), Target::Action(action.into()), ec2::resource(&parameters))
            }
            Service::Sts => {
                let action = parameters.get("Action").unwrap_or("Unknown");
                let role = parameters.get("RoleArn").map(str::to_owned);
                (format!("sts:{action}"), Target::Action(action.into()), role)
            }
        };
        Some(Self {
            service,
            operation,
            target,
            account: account_of(key).unwrap_or(world.base_account()).to_owned(),
            region: region.to_owned(),
            resource,
            parameters,
            key: key.to_owned(),
            session_token: header("x-amz-security-token"),
            named_account: header("x-amz-account-id"),
            expected_owner: header("x-amz-expected-bucket-owner"),
            is_page_empty: false,
        })
    }

    /// The token that the caller brings from the page before.
    pub(crate) fn token(&self) -> Option<&str> {
        let name = match self.service {
            Service::S3 | Service::S3Express => "continuation-token",
            Service::S3Control => "nextToken",
            Service::Ec2 | Service::Sts => "NextToken",
        };
        self.parameters.get(name).filter(|token| !token.is_empty())
    }

    pub(crate) fn has_token(&self) -> bool {
        self.token().is_some()
    }
}

/// The account that a key names: `ASIA` and its twelve digits.
fn account_of(key: &str) -> Option<&str> {
    let account = key.strip_prefix("ASIA")?.get(..12)?;
    account.bytes().all(|byte| byte.is_ascii_digit()).then_some(account)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_its_account() {
        assert_eq!(account_of("ASIA222233334444ROLE"), Some("222233334444"));
        assert_eq!(account_of("AKIA222233334444ROLE"), None);
        assert_eq!(account_of("ASIAEXAMPLEEXAMPLE00"), None);
    }

    #[test]
    fn a_list_has_the_members_of_its_own_name() {
        let parameters = Parameters::parse(b"VolumeId.1=a&VolumeId.2=b&VolumeIds.1=c&VolumeId=d");
        assert_eq!(parameters.list("VolumeId").collect::<Vec<_>>(), ["a", "b"]);
    }
}
