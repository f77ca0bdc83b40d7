//! How a kind is written down: the resource, and what its listing says of one.

/// A kind, with the shape of what its listing tells, member by member as in [`shape!`].
///
/// From that come the struct that a check takes, a method for each member, and the row of the table
/// of kinds. `mock` names a function that makes of a bare resource one as AWS makes a new one.
///
/// [`shape!`]: super::shape::shape
macro_rules! kind {
    (
        $(#[$meta:meta])*
        pub struct $name:ident($cloudformation:literal, $one:literal, $many:literal) {
            list: $list:ident at $path:literal,
            arn: $arn:expr,
            $(name: $name_member:literal,)?
            id: $(#[$id_meta:meta])* $id_api:literal $id:ident,
            $(tags: $tags_api:literal $(<- $tags_wire:literal)?,)?
            $(facets: $facets:expr,)?
            $(mock: $mock:path,)?
        }
        $(#[$description_meta:meta])*
        pub struct $description:ident in $service:ident as $api_name:literal {
            $($(#[$field_meta:meta])* $api:literal $field:ident: $type:tt $(<- $wire:literal)? $(<= $flat:literal)?,)*
        }
    ) => {
        $crate::resource::shape::shape! {
            $(#[$description_meta])*
            #[serde(default)]
            pub struct $description in $service as $api_name {
                $(#[$id_meta])*
                $id_api $id: String,
                $(
                    /// The tags.
                    #[serde(default)]
                    $tags_api tags: [Tag] $(<- $tags_wire)?,
                )?
                $($(#[$field_meta])* $api $field: $type $(<- $wire)? $(<= $flat)?,)*
            }
        }

        $(#[$meta])*
        #[derive(Debug, Clone)]
        pub struct $name {
            core: $crate::resource::Handle,
        }

        /// What every resource has.
        impl $name {
            $(#[$id_meta])*
            pub fn $id(&self) -> &str {
                &self.core.identity().id
            }

            /// The ARN.
            pub fn arn(&self) -> &str {
                &self.core.identity().arn
            }

            /// The account that holds it.
            pub fn account(&self) -> &str {
                &self.core.identity().account
            }

            /// The region that holds it, where the source tells.
            pub fn region(&self) -> Option<&str> {
                self.core.identity().region.as_deref()
            }

            $(
                /// The tags.
                pub fn tags(&self) -> &[Tag] {
                    &self.description_of("tags", $tags_api).tags
                }

                /// The value of the tag with that key.
                pub fn tag(&self, key: &str) -> Option<&str> {
                    self.tags().iter().find(|tag| tag.key == key).map(|tag| tag.value.as_str())
                }
            )?

            $crate::resource::kind_macro::description_of! { $description $($tags_api)? $($api)* }
        }

        /// What its listing says of it: reading any of this costs no further call.
        impl $name {
            $($crate::resource::kind_macro::member! { $(#[$field_meta])* $api $field: $type })*
        }

        /// Built in code.
        impl $name {
            #[doc = concat!(
                "One for testing a check, in account 111122223333 and in us-east-1; [`", stringify!($name),
                "::edit`] says what is configured."
            )]
            pub fn mock(id: impl Into<String>) -> Self {
                let id = id.into();
                let description = $description { $id: id.clone(), ..$description::default() };
                let core = $crate::resource::mock::core(<Self as $crate::resource::Kind>::SPEC, id);
                let bare = Self { core }.with_description(description);
                $crate::resource::kind_macro::made!(bare $($mock)?)
            }

            /// Changes what the listing says.
            #[must_use]
            pub fn edit(self, change: impl FnOnce(&mut $description)) -> Self {
                let mut description: $description = $crate::resource::mock::get(&self.core);
                change(&mut description);
                self.with_description(description)
            }

            /// Makes what the listing says unknown, or another.
            #[must_use]
            pub fn with_listing(self, listing: impl Into<$crate::resource::Fact<$description>>) -> Self {
                Self { core: $crate::resource::mock::set(&self.core, &$crate::resource::table::$list, listing.into()) }
            }

            fn with_description(self, description: $description) -> Self {
                self.with_listing(description)
            }

            $(
                /// Sets the tags.
                #[must_use]
                pub fn with_tags(self, tags: impl IntoIterator<Item = Tag>) -> Self {
                    let _ = $tags_api;
                    let tags = tags.into_iter().collect();
                    self.edit(|description| description.tags = tags)
                }
            )?
        }

        impl $crate::resource::kind::sealed::Sealed for $name {}

        impl $crate::resource::Kind for $name {
            const SPEC: &'static $crate::resource::KindSpec = &$crate::resource::KindSpec {
                name: $cloudformation,
                nouns: ($one, $many),
                name_member: $crate::resource::kind_macro::optional!($($name_member)?),
                list: &$crate::resource::table::$list,
                listing: $crate::resource::kind::Listing {
                    path: $path,
                    of: <$description as $crate::resource::shape::Described>::TYPE,
                    id: $id_api,
                    arn: $arn,
                },
                facets: $crate::resource::shape::first!($($facets,)? &[]),
            };

            fn from_handle(handle: $crate::resource::Handle) -> Self {
                Self { core: handle }
            }

            fn handle(&self) -> &$crate::resource::Handle {
                &self.core
            }
        }
    };
}

macro_rules! description_of {
    ($description:ident) => {};
    ($description:ident $($api:literal)+) => {
        fn description_of(&self, attribute: &'static str, member: &'static str) -> &$description {
            self.core.listed(attribute, member)
        }
    };
}

macro_rules! made {
    ($bare:ident) => {
        $bare
    };
    ($bare:ident $mock:path) => {
        $mock($bare)
    };
}

macro_rules! optional {
    () => {
        None
    };
    ($given:expr) => {
        Some($given)
    };
}

/// The method that reads a member of the listing.
macro_rules! member {
    ($(#[$meta:meta])* $api:literal $field:ident: str) => {
        $(#[$meta])*
        #[doc = concat!("`", $api, "` of the API.")]
        pub fn $field(&self) -> Option<&str> {
            self.description_of(stringify!($field), $api).$field.as_deref()
        }
    };
    ($(#[$meta:meta])* $api:literal $field:ident: time) => {
        $crate::resource::kind_macro::member! { $(#[$meta])* $api $field: str }
    };
    ($(#[$meta:meta])* $api:literal $field:ident: bool) => {
        $crate::resource::kind_macro::member! { @copied $(#[$meta])* $api $field -> Option<bool> }
    };
    ($(#[$meta:meta])* $api:literal $field:ident: i32) => {
        $crate::resource::kind_macro::member! { @copied $(#[$meta])* $api $field -> Option<i32> }
    };
    ($(#[$meta:meta])* $api:literal $field:ident: i64) => {
        $crate::resource::kind_macro::member! { @copied $(#[$meta])* $api $field -> Option<i64> }
    };
    ($(#[$meta:meta])* $api:literal $field:ident: secret) => {
        $crate::resource::kind_macro::member! {
            @shape $(#[$meta])* $api $field -> Option<&$crate::resource::Secret>
        }
    };
    ($(#[$meta:meta])* $api:literal $field:ident: [str]) => {
        $crate::resource::kind_macro::member! { @list $(#[$meta])* $api $field -> &[String] }
    };
    ($(#[$meta:meta])* $api:literal $field:ident: {str}) => {
        $crate::resource::kind_macro::member! { @list $(#[$meta])* $api $field -> &[String] }
    };
    ($(#[$meta:meta])* $api:literal $field:ident: [$item:ident]) => {
        $crate::resource::kind_macro::member! { @list $(#[$meta])* $api $field -> &[$item] }
    };
    ($(#[$meta:meta])* $api:literal $field:ident: $shape:ident) => {
        $crate::resource::kind_macro::member! { @shape $(#[$meta])* $api $field -> Option<&$shape> }
    };
    (@copied $(#[$meta:meta])* $api:literal $field:ident -> $returned:ty) => {
        $(#[$meta])*
        #[doc = concat!("`", $api, "` of the API.")]
        pub fn $field(&self) -> $returned {
            self.description_of(stringify!($field), $api).$field
        }
    };
    (@shape $(#[$meta:meta])* $api:literal $field:ident -> $returned:ty) => {
        $(#[$meta])*
        #[doc = concat!("`", $api, "` of the API.")]
        pub fn $field(&self) -> $returned {
            self.description_of(stringify!($field), $api).$field.as_ref()
        }
    };
    (@list $(#[$meta:meta])* $api:literal $field:ident -> $returned:ty) => {
        $(#[$meta])*
        #[doc = concat!("`", $api, "` of the API.")]
        pub fn $field(&self) -> $returned {
            let items = &self.description_of(stringify!($field), $api).$field;
            if items.is_empty() {
                self.core.assert_listed($api);
            }
            items
        }
    };
}

/// The methods that read facets, each with the setter for mocks: what the operation says, or the
/// member of it that is told. A list is empty where AWS has none.
macro_rules! facets {
    ($kind:ident {
        $(
            $(#[$meta:meta])*
            $method:ident, $setter:ident: $operation:ident => $output:ident
                $(. $field:ident as $member:literal: $type:tt)?;
        )*
    }) => {
        /// What further operations say of it: each is called for the checks that read it.
        impl $kind {
            $($crate::resource::kind_macro::facet! {
                $(#[$meta])* $kind $method $operation $output $($field $member $type)?
            })*
        }

        /// Built in code.
        impl $kind {
            $($crate::resource::kind_macro::facet_setter! {
                $kind $method $setter $operation $output $($field $type)?
            })*
        }
    };
}

macro_rules! facet {
    ($(#[$meta:meta])* $kind:ident $method:ident $operation:ident $output:ident) => {
        $(#[$meta])*
        pub fn $method(&self) -> Option<&$output> {
            self.core.read(stringify!($method), &$crate::resource::table::$operation, "")
        }
    };
    ($(#[$meta:meta])* $kind:ident $method:ident $operation:ident $output:ident $field:ident $member:literal [$item:ident]) => {
        $(#[$meta])*
        pub fn $method(&self) -> &[$item] {
            let operation = &$crate::resource::table::$operation;
            self.core
                .read::<$output>(stringify!($method), operation, $member)
                .map_or(&[], |output| &output.$field)
        }
    };
    ($(#[$meta:meta])* $kind:ident $method:ident $operation:ident $output:ident $field:ident $member:literal ($shape:ident)) => {
        $(#[$meta])*
        pub fn $method(&self) -> Option<&$shape> {
            let operation = &$crate::resource::table::$operation;
            self.core
                .read::<$output>(stringify!($method), operation, $member)
                .map(|output| &output.$field)
        }
    };
    ($(#[$meta:meta])* $kind:ident $method:ident $operation:ident $output:ident $field:ident $member:literal str) => {
        $(#[$meta])*
        pub fn $method(&self) -> Option<&str> {
            let operation = &$crate::resource::table::$operation;
            self.core
                .read::<$output>(stringify!($method), operation, $member)
                .and_then(|output| output.$field.as_deref())
        }
    };
    ($(#[$meta:meta])* $kind:ident $method:ident $operation:ident $output:ident $field:ident $member:literal bool) => {
        $(#[$meta])*
        pub fn $method(&self) -> Option<bool> {
            let operation = &$crate::resource::table::$operation;
            self.core
                .read::<$output>(stringify!($method), operation, $member)
                .and_then(|output| output.$field)
        }
    };
    ($(#[$meta:meta])* $kind:ident $method:ident $operation:ident $output:ident $field:ident $member:literal $shape:ident) => {
        $(#[$meta])*
        pub fn $method(&self) -> Option<&$shape> {
            let operation = &$crate::resource::table::$operation;
            self.core
                .read::<$output>(stringify!($method), operation, $member)
                .and_then(|output| output.$field.as_ref())
        }
    };
}

macro_rules! facet_setter {
    (@ $kind:ident $method:ident $setter:ident $operation:ident $given:ty, $output:expr) => {
        #[doc = concat!(
            "Sets what [`", stringify!($kind), "::", stringify!($method), "`] says; `None` takes it away, ",
            "[`Fact::Unknown`](crate::Fact) makes it unknown."
        )]
        #[must_use]
        pub fn $setter(self, value: impl Into<$crate::resource::Fact<$given>>) -> Self {
            let output = value.into().map($output);
            let operation = &$crate::resource::table::$operation;
            Self { core: $crate::resource::mock::set(&self.core, operation, output) }
        }
    };
    ($kind:ident $method:ident $setter:ident $operation:ident $output:ident) => {
        $crate::resource::kind_macro::facet_setter! {
            @ $kind $method $setter $operation $output, |output: $output| output
        }
    };
    ($kind:ident $method:ident $setter:ident $operation:ident $output:ident $field:ident [$item:ident]) => {
        $crate::resource::kind_macro::facet_setter! {
            @ $kind $method $setter $operation Vec<$item>, |$field| $output { $field }
        }
    };
    ($kind:ident $method:ident $setter:ident $operation:ident $output:ident $field:ident ($shape:ident)) => {
        $crate::resource::kind_macro::facet_setter! {
            @ $kind $method $setter $operation $shape, |$field| $output { $field }
        }
    };
    ($kind:ident $method:ident $setter:ident $operation:ident $output:ident $field:ident str) => {
        $crate::resource::kind_macro::facet_setter! {
            @ $kind $method $setter $operation String,
            |value| { let mut output = $output::default(); output.$field = Some(value); output }
        }
    };
    ($kind:ident $method:ident $setter:ident $operation:ident $output:ident $field:ident $shape:ident) => {
        $crate::resource::kind_macro::facet_setter! {
            @ $kind $method $setter $operation $shape,
            |value| { let mut output = $output::default(); output.$field = Some(value); output }
        }
    };
}

pub(crate) use {description_of, facet, facet_setter, facets, kind, made, member, optional};
