//! How the shapes of the AWS API become Rust types.
//!
//! A shape is written once, member by member, under the API's names. From that come the struct, the
//! JSON that the AWS CLI prints, and the description by which the collector reads the XML that AWS
//! answers.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// The type of a member, as the collector reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// Text that may hold a secret: see [`Secret`](super::Secret).
    Secret,
    /// `true` or `false`.
    Boolean,
    /// A whole number of 32 bits.
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// Any number.
    Double,
    /// A moment, in RFC 3339.
    Timestamp,
    /// Members.
    Structure(&'static Structure),
    /// Items, in the order that AWS gives or in one of our own.
    List(&'static Type, Order),
}

/// Whether the order of a list says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// AWS gives the items in any order; they are sorted, so that two answers compare.
    Any,
    /// The order is a part of the configuration.
    Kept,
}

/// A structure of the API.
#[derive(Debug, PartialEq, Eq)]
pub struct Structure {
    /// The service, and the API's name of the structure.
    pub name: (&'static str, &'static str),
    /// What it is made of, in the order of the names.
    pub members: &'static [Member],
}

/// A member of a structure.
#[derive(Debug, PartialEq, Eq)]
pub struct Member {
    /// The API's name, which is the one in JSON.
    pub name: &'static str,
    /// The name of its XML element; upper and lower case are not told apart, since Amazon EC2
    /// writes the first letter small.
    pub wire: &'static str,
    /// Whether the items of the list stand in the structure itself, without an element around them.
    pub is_flat: bool,
    /// What it holds.
    pub of: Type,
}

/// A type that a member of the API can have.
pub trait Described {
    /// How the collector reads it.
    const TYPE: Type;
}

/// A structure of the AWS API, to which AWS adds members: `"Name" name: type,` for each. `<- "x"`
/// names the XML element where it is called otherwise, `<= "x"` where the items of a list stand
/// in it without an element around them.
///
/// `str`, `bool`, `i32`, `i64`, `f64`, `time` (RFC 3339), `secret` and structures may be missing;
/// `String` and structures in parentheses may not. Lists are `[item]`, or `{item}` where the order
/// says something; one that a recording lost is malformed, and never empty. Where no harm can come of
/// it, `#[serde(default)]` lets the lists of a shape be missing, so that recordings outlive what AWS
/// adds.
macro_rules! shape {
    ($(#[$meta:meta])* pub struct $name:ident in $service:ident $(as $api_name:literal)? {
        $($(#[$field_meta:meta])* $api:literal $field:ident: $type:tt $(<- $wire:literal)? $(<= $flat:literal)?,)*
    }) => {
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        $(#[$meta])*
        #[doc = $crate::resource::shape::reference!($service, $crate::resource::shape::first!($($api_name,)? stringify!($name)))]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[doc = concat!("`", $api, "` of the API.")]
                #[serde(rename = $api)]
                pub $field: $crate::resource::shape::field_type!($type),
            )*
        }

        impl $name {
            /// One built in code: `change` sets what is to be set, and the rest is as by default. A
            /// struct expression is not for this type, since AWS adds members to it.
            pub fn build(change: impl FnOnce(&mut Self)) -> Self {
                let mut shape = Self::default();
                change(&mut shape);
                shape
            }
        }

        impl $crate::resource::shape::Described for $name {
            const TYPE: $crate::resource::shape::Type = $crate::resource::shape::Type::Structure(
                &$crate::resource::shape::Structure {
                    name: (
                        stringify!($service),
                        $crate::resource::shape::first!($($api_name,)? stringify!($name)),
                    ),
                    members: &[$($crate::resource::shape::Member {
                        name: $api,
                        wire: $crate::resource::shape::first!($($wire,)? $($flat,)? $api),
                        is_flat: $crate::resource::shape::is_given!($($flat)?),
                        of: $crate::resource::shape::type_of!($type),
                    }),*],
                },
            );
        }
    };
}

/// Where AWS describes a structure.
macro_rules! reference {
    (ec2, $name:expr) => {
        $crate::resource::shape::reference!(@ "AWSEC2/latest/APIReference/API_", $name)
    };
    (s3, $name:expr) => {
        $crate::resource::shape::reference!(@ "AmazonS3/latest/API/API_", $name)
    };
    (s3control, $name:expr) => {
        $crate::resource::shape::reference!(@ "AmazonS3/latest/API/API_control_", $name)
    };
    (sts, $name:expr) => {
        $crate::resource::shape::reference!(@ "STS/latest/APIReference/API_", $name)
    };
    (@ $path:literal, $name:expr) => {
        concat!("\n\n[The API reference](https://docs.aws.amazon.com/", $path, $name, ".html).")
    };
}

macro_rules! first {
    ($first:expr $(, $rest:expr)*) => {
        $first
    };
}

macro_rules! is_given {
    () => {
        false
    };
    ($given:literal) => {
        true
    };
}

macro_rules! field_type {
    (str) => { Option<String> };
    (time) => { Option<String> };
    (secret) => { Option<$crate::resource::Secret> };
    (bool) => { Option<bool> };
    (i32) => { Option<i32> };
    (i64) => { Option<i64> };
    (f64) => { Option<serde_json::Number> };
    (String) => { String };
    ([str]) => { Vec<String> };
    ({str}) => { Vec<String> };
    ([$item:ident]) => { Vec<$item> };
    ({$item:ident}) => { Vec<$item> };
    (($shape:ident)) => { $shape };
    ($shape:ident) => { Option<$shape> };
}

macro_rules! type_of {
    (str) => {
        $crate::resource::shape::Type::String
    };
    (String) => {
        $crate::resource::shape::Type::String
    };
    (time) => {
        $crate::resource::shape::Type::Timestamp
    };
    (secret) => {
        $crate::resource::shape::Type::Secret
    };
    (bool) => {
        $crate::resource::shape::Type::Boolean
    };
    (i32) => {
        $crate::resource::shape::Type::Integer
    };
    (i64) => {
        $crate::resource::shape::Type::Long
    };
    (f64) => {
        $crate::resource::shape::Type::Double
    };
    ([$item:tt]) => {
        $crate::resource::shape::Type::List(
            &$crate::resource::shape::type_of!($item),
            $crate::resource::shape::Order::Any,
        )
    };
    ({$item:tt}) => {
        $crate::resource::shape::Type::List(
            &$crate::resource::shape::type_of!($item),
            $crate::resource::shape::Order::Kept,
        )
    };
    (($shape:ident)) => {
        $crate::resource::shape::type_of!($shape)
    };
    ($shape:ident) => {
        <$shape as $crate::resource::shape::Described>::TYPE
    };
}

/// A string of the AWS API with known values, to which AWS adds.
macro_rules! word {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A value that AWS has added since.
            Other(String),
        }

        impl $name {
            /// The word as the API spells it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }
        }

        impl $crate::resource::shape::Described for $name {
            const TYPE: $crate::resource::shape::Type = $crate::resource::shape::Type::String;
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.as_str().to_owned()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, text: &str) -> bool {
                self.as_str() == text
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, text: &&str) -> bool {
                self.as_str() == *text
            }
        }
    };
}

pub(crate) use {field_type, first, is_given, reference, shape, type_of, word};

/// For an `Option` that AWS always tells: it may be null, but a recording that lost it is malformed.
pub(super) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer)
}

shape! {
    /// A tag of a resource.
    pub struct Tag in ec2 {
        /// The name of the tag.
        "Key" key: String,
        /// Its value; AWS allows it to be empty.
        "Value" value: String,
    }
}

impl Tag {
    /// A tag with that key and value.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), value: value.into() }
    }
}

/// The JSON that the AWS CLI prints for a shape: sorted, without what is not set.
pub(crate) fn to_json(shape: &impl Serialize) -> Result<Arc<str>, serde_json::Error> {
    let mut value = serde_json::to_value(shape)?;
    drop_nulls(&mut value);
    Ok(value.to_string().into())
}

/// What is wrong with a JSON text, without the position that serde_json appends: where the text is a
/// part of a file, the file's own is the useful one.
pub(crate) fn what_is_wrong(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((what, _)) => what.to_owned(),
        None => text,
    }
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
