//! The shapes of how a bucket serves.
//!
//! Names and members are those of the Amazon S3 API reference.

use crate::resource::Tag;
use crate::resource::shape::shape;

shape! {
    /// `GetBucketAccelerateConfigurationOutput` of the Amazon S3 API.
    pub struct GetBucketAccelerateConfigurationOutput in s3 {
        "Status" status: str,
    }
}

shape! {
    /// `GetBucketCorsOutput` of the Amazon S3 API.
    pub struct GetBucketCorsOutput in s3 {
        "CORSRules" cors_rules: {CorsRule} <= "CORSRule",
    }
}

shape! {
    /// `CORSRule` of the Amazon S3 API.
    pub struct CorsRule in s3 as "CORSRule" {
        "AllowedHeaders" allowed_headers: {str} <= "AllowedHeader",
        "AllowedMethods" allowed_methods: {str} <= "AllowedMethod",
        "AllowedOrigins" allowed_origins: {str} <= "AllowedOrigin",
        "ExposeHeaders" expose_headers: {str} <= "ExposeHeader",
        "ID" id: str,
        "MaxAgeSeconds" max_age_seconds: i32,
    }
}

shape! {
    /// `GetBucketLocationOutput` of the Amazon S3 API.
    pub struct GetBucketLocationOutput in s3 {
        "LocationConstraint" location_constraint: str,
    }
}

shape! {
    /// `GetBucketRequestPaymentOutput` of the Amazon S3 API.
    pub struct GetBucketRequestPaymentOutput in s3 {
        "Payer" payer: str,
    }
}

shape! {
    /// The answer of GetBucketTagging.
    pub struct GetBucketTaggingOutput in s3 {
        /// The tags.
        "TagSet" tag_set: [Tag],
    }
}

shape! {
    /// `GetBucketWebsiteOutput` of the Amazon S3 API.
    pub struct GetBucketWebsiteOutput in s3 {
        "ErrorDocument" error_document: ErrorDocument,
        "IndexDocument" index_document: IndexDocument,
        "RedirectAllRequestsTo" redirect_all_requests_to: RedirectAllRequestsTo,
        "RoutingRules" routing_rules: {RoutingRule},
    }
}

shape! {
    /// `ErrorDocument` of the Amazon S3 API.
    pub struct ErrorDocument in s3 {
        "Key" key: str,
    }
}

shape! {
    /// `IndexDocument` of the Amazon S3 API.
    pub struct IndexDocument in s3 {
        "Suffix" suffix: str,
    }
}

shape! {
    /// `RedirectAllRequestsTo` of the Amazon S3 API.
    pub struct RedirectAllRequestsTo in s3 {
        "HostName" host_name: str,
        "Protocol" protocol: str,
    }
}

shape! {
    /// `RoutingRule` of the Amazon S3 API.
    pub struct RoutingRule in s3 {
        "Condition" condition: Condition,
        "Redirect" redirect: Redirect,
    }
}

shape! {
    /// `Condition` of the Amazon S3 API.
    pub struct Condition in s3 {
        "HttpErrorCodeReturnedEquals" http_error_code_returned_equals: str,
        "KeyPrefixEquals" key_prefix_equals: str,
    }
}

shape! {
    /// `Redirect` of the Amazon S3 API.
    pub struct Redirect in s3 {
        "HostName" host_name: str,
        "HttpRedirectCode" http_redirect_code: str,
        "Protocol" protocol: str,
        "ReplaceKeyPrefixWith" replace_key_prefix_with: str,
        "ReplaceKeyWith" replace_key_with: str,
    }
}
