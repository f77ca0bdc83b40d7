//! Reading a TOML table so that every mistake names its place and the nearest valid word.

use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{SettingsError, did_you_mean, list};

/// A file, for turning a position in it into a line.
#[derive(Clone, Copy)]
pub(super) struct Document<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

impl Document<'_> {
    pub(super) fn error(self, span: Range<usize>, message: impl Into<String>) -> SettingsError {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
        SettingsError::At {
            path: self.path.to_owned(),
            line: before.matches('\n').count() + 1,
            column,
            message: message.into(),
        }
    }
}

/// A table of which each key is taken once; what is left over is unknown.
pub(super) struct Table<'a, 'i> {
    document: Document<'a>,
    table: &'a DeTable<'i>,
    /// What the table is called in a message: `[sources.live]`.
    name: String,
}

impl<'a, 'i> Table<'a, 'i> {
    pub(super) fn root(document: Document<'a>, table: &'a DeTable<'i>) -> Self {
        Self { document, table, name: "the top of the file".to_owned() }
    }

    /// Refuses every key that is not among `valid`.
    pub(super) fn only(&self, valid: &[&str]) -> Result<(), SettingsError> {
        match self.table.keys().find(|key| !valid.contains(&&**key.get_ref())) {
            Some(key) => {
                let word = key.get_ref();
                let hint = did_you_mean(word, valid.iter().copied());
                let message = format!(
                    "unknown key `{word}` at {}{hint}\nhelp: the keys there are {}",
                    self.name,
                    list(valid.iter().copied())
                );
                Err(self.document.error(key.span(), message))
            }
            None => Ok(()),
        }
    }

    pub(super) fn string(&self, key: &str) -> Result<Option<Spanned<String>>, SettingsError> {
        let Some(value) = self.table.get(key) else { return Ok(None) };
        match value.get_ref().as_str() {
            Some(text) => Ok(Some(Spanned::new(value.span(), text.to_owned()))),
            None => Err(self.wrong_type(key, value, "a string")),
        }
    }

    /// The string where the value is one, for a key that takes other values too.
    pub(super) fn string_where_it_is_one(&self, key: &str) -> Option<Spanned<String>> {
        let value = self.table.get(key)?;
        value.get_ref().as_str().map(|text| Spanned::new(value.span(), text.to_owned()))
    }

    /// The tables in the list `key`, each called by its place in it.
    pub(super) fn list_of_tables(&self, key: &str) -> Result<Vec<Self>, SettingsError> {
        let Some(value) = self.table.get(key) else { return Ok(Vec::new()) };
        let wrong = |value: &Spanned<DeValue<'_>>| self.wrong_type(key, value, "a list of tables");
        let items = value.get_ref().as_array().ok_or_else(|| wrong(value))?;
        let item = |(position, item): (usize, &'a Spanned<DeValue<'i>>)| {
            let table = item.get_ref().as_table().ok_or_else(|| wrong(item))?;
            let name = format!("`{key}` number {} of {}", position + 1, self.name);
            Ok(Table { document: self.document, table, name })
        };
        items.iter().enumerate().map(item).collect()
    }

    pub(super) fn required(&self, key: &str, what: &str) -> Result<Spanned<String>, SettingsError> {
        match self.string(key)? {
            Some(text) => Ok(text),
            None => Err(self.lacks(key, what)),
        }
    }

    fn lacks(&self, key: &str, what: &str) -> SettingsError {
        let span = self.table.keys().next().map_or(0..0, |first| first.span());
        self.document.error(span, format!("{} lacks `{key}`: {what}", self.name))
    }

    pub(super) fn strings(&self, key: &str) -> Result<Vec<Spanned<String>>, SettingsError> {
        let Some(value) = self.table.get(key) else { return Ok(Vec::new()) };
        let wrong = |value: &Spanned<DeValue<'_>>| self.wrong_type(key, value, "a list of strings");
        let items = value.get_ref().as_array().ok_or_else(|| wrong(value))?;
        let text = |item: &Spanned<DeValue<'_>>| {
            let text = item.get_ref().as_str().ok_or_else(|| wrong(item))?;
            Ok(Spanned::new(item.span(), text.to_owned()))
        };
        items.iter().map(text).collect()
    }

    pub(super) fn span_of(&self, key: &str) -> Option<Range<usize>> {
        self.table.get(key).map(Spanned::span)
    }

    pub(super) fn duration(&self, key: &str) -> Result<Option<Duration>, SettingsError> {
        let Some(text) = self.string(key)? else { return Ok(None) };
        humantime::parse_duration(text.get_ref()).map(Some).map_err(|error| {
            let message = format!(
                "`{key}` at {} is not a duration: {error}\nhelp: write it like \"10m\", \"90d\" or \"0s\"",
                self.name
            );
            self.document.error(text.span(), message)
        })
    }

    /// A whole number from 1 to `most`.
    pub(super) fn count(&self, key: &str, most: usize) -> Result<Option<usize>, SettingsError> {
        let Some(value) = self.table.get(key) else { return Ok(None) };
        value
            .get_ref()
            .as_integer()
            .and_then(|number| usize::from_str_radix(number.as_str(), number.radix()).ok())
            .filter(|number| (1..=most).contains(number))
            .map(Some)
            .ok_or_else(|| self.wrong_type(key, value, &format!("a number from 1 to {most}")))
    }

    /// The tables inside the table `key`, with their names.
    pub(super) fn tables(&self, key: &str) -> Result<Vec<(String, Self)>, SettingsError> {
        let Some(value) = self.table.get(key) else { return Ok(Vec::new()) };
        let wrong = |value: &Spanned<DeValue<'_>>| self.wrong_type(key, value, "a table of tables");
        let outer = value.get_ref().as_table().ok_or_else(|| wrong(value))?;
        let inner = |(name, value): (&Spanned<_>, &'a Spanned<DeValue<'i>>)| {
            let name: &std::borrow::Cow<'_, str> = name.get_ref();
            let table = value.get_ref().as_table().ok_or_else(|| wrong(value))?;
            let table = Table { document: self.document, table, name: format!("[{key}.{name}]") };
            Ok((name.to_string(), table))
        };
        outer.iter().map(inner).collect()
    }

    pub(super) fn error(&self, span: Range<usize>, message: impl Into<String>) -> SettingsError {
        self.document.error(span, message)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) -> SettingsError {
        let message = format!(
            "`{key}` at {} must be {wanted}, and is of type {}",
            self.name,
            value.get_ref().type_str()
        );
        self.document.error(value.span(), message)
    }
}
