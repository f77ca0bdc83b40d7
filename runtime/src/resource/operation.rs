//! One operation of an AWS API, as the call table tells it.

/// One operation of an AWS API.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// The service, as the AWS CLI calls it: `s3`, `s3control`, `ec2`.
    pub service: &'static str,
    /// The API's name of the operation: `GetBucketVersioning`.
    pub name: &'static str,
    /// The IAM action that lets a caller use it; it differs from the operation's name at times.
    pub iam_action: &'static str,
    /// What one call speaks of.
    pub scope: Scope,
    /// How often it may be called.
    pub rate: Rate,
    /// Error codes that mean "not set", which is a known fact.
    pub absent: &'static [&'static str],
    /// What is sent.
    pub request: Request,
}

/// What one call of an operation speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// An account, whatever the region.
    Account,
    /// A region of an account.
    Region,
    /// One resource.
    Resource,
}

/// How often AWS lets an operation be called, per account and region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// AWS publishes no limit.
    Unpublished,
    /// The bucket of Amazon EC2's non-mutating actions, one for each action: 100 calls at once,
    /// 20 more a second. Source: "Request throttling for the Amazon EC2 API" in the developer guide.
    Ec2NonMutating,
}

impl Rate {
    /// The most calls at once, and how many more each second.
    pub fn limits(self) -> Option<(u32, u32)> {
        match self {
            Self::Unpublished => None,
            Self::Ec2NonMutating => Some((100, 20)),
        }
    }
}

/// What is sent for an operation.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// An action of a query API, with what is always sent along.
    Query {
        /// Names and values.
        parameters: &'static [(&'static str, &'static str)],
        /// The parameter that names the resource.
        resource: Option<&'static str>,
        /// The most results that a page may have, where there are pages.
        page: Option<u32>,
    },
    /// A GET of a bucket's subresource, of its pages where there are some.
    Bucket {
        /// The subresource: `versioning`.
        subresource: &'static str,
    },
    /// A GET of a path, in which `{}` stands for the resource.
    Path {
        /// The path, as it is sent.
        path: &'static str,
        /// The parameters of its pages: that of the token, and the one of a page's size with the size.
        page: Option<(&'static str, &'static str, u32)>,
    },
}

impl Operation {
    /// Whether that is the operation with its service.
    pub fn is_called(&self, qualified: &str) -> bool {
        qualified.split_once(':') == Some((self.service, self.name))
    }

    /// The operation with its service: `s3:GetBucketVersioning`.
    pub fn qualified(&self) -> String {
        format!("{}:{}", self.service, self.name)
    }
}
