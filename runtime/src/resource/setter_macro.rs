//! The setters of mocks: one for each method that reads, under its name with `with_` before it.

/// The setters of what the listing says.
macro_rules! setters {
    ($kind:ident { }) => {};
    ($kind:ident $($tags_api:literal)? {
        $($api:literal $field:ident: $type:tt $(by $hand:ident)?,)*
    }) => {
        impl $kind {
            fn with_member(self, member: &'static str, value: serde_json::Value) -> Self {
                Self { core: $crate::resource::mock::member(&self.core, member, value) }
            }
        }

        pastey::paste! {
            /// Built in code: what the listing says, member by member.
            impl $kind {
                $($crate::resource::setter_macro::setter! {
                    $kind [<$field>] [<with_ $field>] $api $type $(by $hand)?
                })*
            }

            #[cfg(test)]
            impl $crate::resource::mock_tests::Settable for $kind {
                fn set(self, member: &str, value: serde_json::Value) -> Option<Self> {
                    match member {
                        $($api => $crate::resource::setter_macro::set_from_json! {
                            self [<with_ $field>] value $type $(by $hand)?
                        },)*
                        _ => None,
                    }
                }
            }
        }
    };
}

/// The setter of a member. `None` takes it away.
macro_rules! setter {
    ($kind:ident $field:tt $setter:ident $api:literal $type:tt by $hand:ident) => {};
    ($kind:ident $field:tt $setter:ident $api:literal str) => {
        $crate::resource::setter_macro::setter! {
            @ $kind $field $setter $api (impl Into<$crate::resource::Text>),
            value => $crate::resource::Text::into_inner(value.into())
        }
    };
    ($kind:ident $field:tt $setter:ident $api:literal time) => {
        $crate::resource::setter_macro::setter! { $kind $field $setter $api str }
    };
    ($kind:ident $field:tt $setter:ident $api:literal secret) => {
        $crate::resource::setter_macro::setter! {
            @option $kind $field $setter $api $crate::resource::Secret
        }
    };
    ($kind:ident $field:tt $setter:ident $api:literal [str]) => {
        $crate::resource::setter_macro::setter! {
            @ $kind $field $setter $api (impl IntoIterator<Item = impl Into<String>>),
            value => value.into_iter().map(Into::into).collect::<Vec<String>>()
        }
    };
    ($kind:ident $field:tt $setter:ident $api:literal {str}) => {
        $crate::resource::setter_macro::setter! { $kind $field $setter $api [str] }
    };
    ($kind:ident $field:tt $setter:ident $api:literal [$item:ident]) => {
        $crate::resource::setter_macro::setter! {
            @ $kind $field $setter $api (impl IntoIterator<Item = $item>),
            value => value.into_iter().collect::<Vec<$item>>()
        }
    };
    ($kind:ident $field:tt $setter:ident $api:literal $type:ident) => {
        $crate::resource::setter_macro::setter! { @option $kind $field $setter $api $type }
    };
    (@option $kind:ident $field:tt $setter:ident $api:literal $given:ty) => {
        $crate::resource::setter_macro::setter! {
            @ $kind $field $setter $api (impl Into<Option<$given>>),
            value => Into::<Option<$given>>::into(value)
        }
    };
    (@ $kind:ident $field:tt $setter:ident $api:literal ($($given:tt)+), $value:ident => $plain:expr) => {
        #[doc = concat!("Sets what [`", stringify!($kind), "::", stringify!($field), "`] says.")]
        #[must_use]
        pub fn $setter(self, $value: $($given)+) -> Self {
            self.with_member($api, $crate::resource::mock::json($plain))
        }
    };
}

/// A call of a setter with a value that is read from JSON.
#[cfg(test)]
macro_rules! set_from_json {
    ($self:ident $setter:ident $value:ident $type:tt by $hand:ident) => {
        None
    };
    ($self:ident $setter:ident $value:ident str) => {{
        let text: Option<String> = $crate::resource::mock_tests::read($value);
        Some($self.$setter(text.as_deref()))
    }};
    ($self:ident $setter:ident $value:ident time) => {
        $crate::resource::setter_macro::set_from_json! { $self $setter $value str }
    };
    ($self:ident $setter:ident $value:ident $type:tt) => {{
        let value: $crate::resource::shape::field_type!($type) =
            $crate::resource::mock_tests::read($value);
        Some($self.$setter(value))
    }};
}

/// The setters of facets.
macro_rules! facet_setters {
    ($kind:ident { $($method:ident: $operation:ident => $output:ident $(. $field:ident: $type:tt)?;)* }) => {
        pastey::paste! {
            /// Built in code: what further operations say.
            impl $kind {
                $($crate::resource::setter_macro::facet_setter! {
                    $kind $method [<with_ $method>] $operation $output $($field $type)?
                })*
            }
        }

        #[cfg(test)]
        impl $kind {
            /// The methods that have a setter.
            pub(crate) const FACET_SETTERS: &[&str] = &[$(stringify!($method)),*];
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
        $crate::resource::setter_macro::facet_setter! {
            @ $kind $method $setter $operation $output, |output: $output| output
        }
    };
    ($kind:ident $method:ident $setter:ident $operation:ident $output:ident $field:ident [$item:ident]) => {
        $crate::resource::setter_macro::facet_setter! {
            @ $kind $method $setter $operation Vec<$item>, |$field| $output { $field }
        }
    };
    ($kind:ident $method:ident $setter:ident $operation:ident $output:ident $field:ident ($shape:ident)) => {
        $crate::resource::setter_macro::facet_setter! {
            @ $kind $method $setter $operation $shape, |$field| $output { $field }
        }
    };
    ($kind:ident $method:ident $setter:ident $operation:ident $output:ident $field:ident str) => {
        $crate::resource::setter_macro::facet_setter! {
            @ $kind $method $setter $operation String,
            |value| { let mut output = $output::default(); output.$field = Some(value); output }
        }
    };
    ($kind:ident $method:ident $setter:ident $operation:ident $output:ident $field:ident $shape:ident) => {
        $crate::resource::setter_macro::facet_setter! {
            @ $kind $method $setter $operation $shape,
            |value| { let mut output = $output::default(); output.$field = Some(value); output }
        }
    };
}

#[cfg(test)]
pub(crate) use set_from_json;
pub(crate) use {facet_setter, facet_setters, setter, setters};
