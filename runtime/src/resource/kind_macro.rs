//! How a kind is written down: the resource, and what its listing says of one.

/// A kind, with the shape of what its listing tells, member by member as in [`shape!`].
///
/// From that come the struct that a check takes, for each member a method that reads it and a setter
/// for mocks, and the row of the table of kinds. A member that is `by hand` has a setter that is
/// written out. `mock` is what AWS gives a new resource, `mock_default` what it gives the one that
/// comes with a VPC or an account: JSON as in [`Made`], and after `with` what the facets say.
///
/// [`shape!`]: super::shape::shape
/// [`Made`]: super::mock::Made
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
            mock: $(#[$mock_meta:meta])* $mock:literal $(with $mock_facets:expr)?,
            $(mock_default: $(#[$default_meta:meta])* $default:literal,)?
        }
        $(#[$description_meta:meta])*
        pub struct $description:ident in $service:ident as $api_name:literal {
            $($(#[$field_meta:meta])* $api:literal $field:ident: $type:tt $(<- $wire:literal)? $(by $hand:ident)?,)*
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
                $($(#[$field_meta])* $api $field: $type $(<- $wire)?,)*
            }
        }

        $(#[$meta])*
        #[derive(Clone)]
        pub struct $name {
            core: $crate::resource::Handle,
        }

        /// The kind and the id.
        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.core.fmt(formatter)
            }
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
            $(#[$mock_meta])*
            ///
            #[doc = concat!(
                "Its account is 111122223333 and its region us-east-1, unless its id says otherwise. Every ",
                "method that reads has a setter, with `with_` before its name, and [`with_account`](",
                stringify!($name), "::with_account) and [`with_region`](", stringify!($name),
                "::with_region) put it elsewhere. Beside empty lists it says:\n\n```json", $mock, "\n```"
            )]
            pub fn mock(id: impl Into<String>) -> Self {
                Self { core: $crate::resource::mock::core(<Self as $crate::resource::Kind>::SPEC, 0, id.into()) }
            }

            $(
                $(#[$default_meta])*
                ///
                #[doc = concat!("Beside empty lists it says:\n\n```json", $default, "\n```")]
                pub fn mock_default(id: impl Into<String>) -> Self {
                    Self { core: $crate::resource::mock::core(<Self as $crate::resource::Kind>::SPEC, 1, id.into()) }
                }
            )?

            /// Puts it into another account: twelve digits. Its ARN and what it said of its account
            /// since it was made follow; what a setter said stays.
            #[must_use]
            pub fn with_account(self, account: impl Into<String>) -> Self {
                Self { core: $crate::resource::mock::moved(&self.core, Some(account.into()), None) }
            }

            /// Puts it into another region, as [`Self::with_account`] does into another account. What
            /// is in no region stays so; its partition follows.
            #[must_use]
            pub fn with_region(self, region: impl Into<String>) -> Self {
                Self { core: $crate::resource::mock::moved(&self.core, None, Some(region.into())) }
            }

            /// Changes what the listing says.
            #[must_use]
            pub fn edit(self, change: impl FnOnce(&mut $description)) -> Self {
                let mut description: $description = $crate::resource::mock::get(&self.core);
                change(&mut description);
                self.with_listing(description)
            }

            /// Makes what the listing says unknown, or another.
            #[must_use]
            pub fn with_listing(self, listing: impl Into<$crate::resource::Fact<$description>>) -> Self {
                Self { core: $crate::resource::mock::set(&self.core, &$crate::resource::table::$list, listing.into()) }
            }

            $(
                /// Sets the tags.
                #[must_use]
                pub fn with_tags(self, tags: impl IntoIterator<Item = Tag>) -> Self {
                    let tags: Vec<Tag> = tags.into_iter().collect();
                    self.with_member($tags_api, $crate::resource::mock::json(tags))
                }

                /// Adds a tag, or gives the one with that key another value.
                #[must_use]
                pub fn with_tag(self, key: impl Into<String>, value: impl Into<String>) -> Self {
                    let tag = Tag::new(key, value);
                    let list = &$crate::resource::table::$list;
                    Self { core: $crate::resource::mock::tagged(&self.core, list, $tags_api, tag) }
                }
            )?
        }

        $crate::resource::setter_macro::setters! {
            $name $($tags_api)? { $($api $field: $type $(by $hand)?,)* }
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
                made: &[
                    $crate::resource::mock::Made {
                        listing: $mock,
                        facets: $crate::resource::shape::first!($($mock_facets,)? &[]),
                    },
                    $($crate::resource::mock::Made { listing: $default, facets: &[] },)?
                ],
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

/// The methods that read facets, each with a setter for mocks, `with_` before its name: what the
/// operation says, or the member of it that is told. A list is empty where AWS has none.
macro_rules! facets {
    ($kind:ident {
        $(
            $(#[$meta:meta])*
            $method:ident: $operation:ident => $output:ident
                $(. $field:ident as $member:literal: $type:tt)?;
        )*
    }) => {
        /// What further operations say of it: each is called for the checks that read it.
        impl $kind {
            $($crate::resource::kind_macro::facet! {
                $(#[$meta])* $kind $method $operation $output $($field $member $type)?
            })*
        }

        $crate::resource::setter_macro::facet_setters! {
            $kind { $($method: $operation => $output $(. $field: $type)?;)* }
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

pub(crate) use {description_of, facet, facets, kind, member, optional};
