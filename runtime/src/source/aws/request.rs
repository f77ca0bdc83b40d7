//! A call as it is sent.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningParams,
    SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;

use super::endpoint::Endpoint;
use crate::resource::{Operation, Request};

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What is asked: an operation, of whom, which page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) operation: &'static Operation,
    /// The resource that it speaks of, where it speaks of one.
    pub(super) resource: Option<&'a str>,
    /// The page, where it is not the first.
    pub(super) token: Option<&'a str>,
    /// What else narrows it: names and values.
    pub(super) narrowed: &'a [(&'a str, &'a str)],
}

/// The version of each query API.
fn api_version(service: &str) -> &'static str {
    match service {
        "sts" => "2011-06-15",
        _ => "2016-11-15",
    }
}

/// The call as an HTTP request, signed.
pub(super) fn signed(
    call: &Call<'_>,
    endpoint: &Endpoint,
    account: &str,
    credentials: &Credentials,
    now: SystemTime,
) -> Result<HttpRequest, Cause> {
    let (method, target, body) = unsigned(call);
    let url = format!("{}{target}", endpoint.url);
    let mut headers = vec![("user-agent", concat!("configtest/", env!("CARGO_PKG_VERSION")))];
    if method == "POST" {
        headers.push(("content-type", "application/x-www-form-urlencoded; charset=utf-8"));
    }
    if call.operation.service == "s3control" {
        headers.push(("x-amz-account-id", account));
    }
    let mut settings = SigningSettings::default();
    if matches!(endpoint.signing_name, "s3" | "s3express") {
        // Amazon S3 takes a path as it is sent, and asks for the digest of the body.
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    let identity = credentials.clone().into();
    let parameters: SigningParams<'_> = v4::SigningParams::builder()
        .identity(&identity)
        .region(&endpoint.signing_region)
        .name(endpoint.signing_name)
        .time(now)
        .settings(settings)
        .build()?
        .into();
    let signable = SignableRequest::new(
        method,
        &url,
        headers.iter().copied(),
        SignableBody::Bytes(body.as_bytes()),
    )?;
    let (instructions, _) = sign(signable, &parameters)?.into_parts();
    let mut request = HttpRequest::new(SdkBody::from(body));
    request.set_method(method)?;
    request.set_uri(url)?;
    for (name, value) in headers {
        request.headers_mut().try_insert(name, value.to_owned())?;
    }
    for (name, value) in instructions.headers() {
        request.headers_mut().try_insert(name.to_owned(), value.to_owned())?;
    }
    Ok(request)
}

/// Method, path with query, and body.
fn unsigned(call: &Call<'_>) -> (&'static str, String, String) {
    let resource = call.resource.map(encoded).unwrap_or_default();
    match &call.operation.request {
        Request::Query { parameters, resource: names_resource, page } => {
            let mut form = Form::default();
            form.add("Action", call.operation.name);
            form.add("Version", api_version(call.operation.service));
            for (name, value) in *parameters {
                form.add(name, value);
            }
            if let (Some(name), Some(resource)) = (names_resource, call.resource) {
                form.add(name, resource);
            }
            for (name, value) in call.narrowed {
                form.add(name, value);
            }
            if let Some(page) = page {
                form.add("MaxResults", &page.to_string());
            }
            if let Some(token) = call.token {
                form.add("NextToken", token);
            }
            ("POST", "/".to_owned(), form.0)
        }
        Request::Bucket { subresource } => {
            let mut query = format!("{subresource}=");
            if let Some(token) = call.token {
                query = format!("continuation-token={}&{query}", encoded(token));
            }
            ("GET", format!("/{resource}?{query}"), String::new())
        }
        Request::Path { path, page } => {
            let (path, query) = path.split_once('?').unwrap_or((path, ""));
            let mut form = Form(query.to_owned());
            if let Some((token_name, size_name, size)) = page {
                form.add(size_name, &size.to_string());
                if let Some(token) = call.token {
                    form.add(token_name, token);
                }
            }
            for (name, value) in call.narrowed {
                form.add(name, value);
            }
            let path = path.replace("{}", &resource);
            let target = if form.0.is_empty() { path } else { format!("{path}?{}", form.0) };
            ("GET", target, String::new())
        }
    }
}

#[derive(Default)]
struct Form(String);

impl Form {
    fn add(&mut self, name: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(&encoded(name));
        self.0.push('=');
        self.0.push_str(&encoded(value));
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986, as signatures ask for.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::table;

    fn call(operation: &'static Operation) -> Call<'static> {
        Call { operation, resource: Some("acme logs"), token: Some("a+b="), narrowed: &[] }
    }

    #[test]
    fn a_call_says_what_it_asks_for() {
        let (method, path, body) = unsigned(&call(&table::DESCRIBE_SNAPSHOT_ATTRIBUTE));
        assert_eq!((method, path.as_str()), ("POST", "/"));
        let expected = "Action=DescribeSnapshotAttribute&Version=2016-11-15&\
            Attribute=createVolumePermission&SnapshotId=acme%20logs&NextToken=a%2Bb%3D";
        assert_eq!(body, expected);
        let (_, path, _) = unsigned(&call(&table::GET_BUCKET_VERSIONING));
        assert_eq!(path, "/acme%20logs?continuation-token=a%2Bb%3D&versioning=");
        let (_, path, _) = unsigned(&call(&table::LIST_ACCESS_POINTS));
        let expected =
            "/v20180820/accesspoint?dataSourceType=ALL&maxResults=1000&nextToken=a%2Bb%3D";
        assert_eq!(path, expected);
        let (_, path, _) = unsigned(&call(&table::GET_ACCESS_POINT_POLICY));
        assert_eq!(path, "/v20180820/accesspoint/acme%20logs/policy");
    }
}
