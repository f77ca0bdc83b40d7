//! Reading a TOML table so that every mistake names its place and the nearest valid word.

use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Date, SettingsError, did_you_mean, list};

/// A file, for turning a position in it into a line.
#[derive(Clone, Copy)]
pub(super) struct Document<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

impl Document<'_> {
    /// Where each line begins.
    pub(super) fn lines(self) -> Vec<usize> {
        let next = self.text.match_indices('\n').map(|(position, _)| position + 1);
        std::iter::once(0).chain(next).collect()
    }

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
    /// Where it begins: its header, or its brace.
    span: Range<usize>,
    /// What the table is called in a message: `[sources.live]`.
    name: String,
}

impl<'a, 'i> Table<'a, 'i> {
    pub(super) fn root(document: Document<'a>, table: &'a DeTable<'i>) -> Self {
        Self { document, table, span: 0..0, name: "the top of the file".to_owned() }
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

    /// The string, which is not blank and has no blank around it.
    pub(super) fn filled(&self, key: &str) -> Result<Option<Spanned<String>>, SettingsError> {
        let Some(text) = self.string(key)? else { return Ok(None) };
        let word = text.get_ref();
        let message = match word.trim() {
            "" => format!("`{key}` at {} is empty\nhelp: say it, or take `{key}` away", self.name),
            trimmed if trimmed.len() < word.len() => format!(
                "`{key}` at {} has blanks around it\nhelp: write `{key} = {trimmed:?}`",
                self.name
            ),
            _ => return Ok(Some(text)),
        };
        Err(self.error(text.span(), message))
    }

    /// The path of a file.
    pub(super) fn file(&self, key: &str) -> Result<Option<Spanned<String>>, SettingsError> {
        let Some(path) = self.filled(key)? else { return Ok(None) };
        if path.get_ref().ends_with(['/', '\\', '.']) {
            let message = format!(
                "`{key}` at {} is `{}`, which is no file\nhelp: name the file to write, not its \
                 folder",
                self.name,
                path.get_ref()
            );
            return Err(self.error(path.span(), message));
        }
        Ok(Some(path))
    }

    /// One of these words.
    pub(super) fn word<T: Copy>(
        &self,
        key: &str,
        words: &[(&str, T)],
    ) -> Result<Option<T>, SettingsError> {
        let Some(text) = self.string(key)? else { return Ok(None) };
        let word = text.get_ref();
        if let Some((_, meant)) = words.iter().find(|(valid, _)| valid == word) {
            return Ok(Some(*meant));
        }
        let valid = || words.iter().map(|(valid, _)| *valid);
        let message = format!(
            "`{key}` at {} is `{word}`, which it cannot be{}\nhelp: the words there are {}",
            self.name,
            did_you_mean(word, valid()),
            list(valid())
        );
        Err(self.error(text.span(), message))
    }

    pub(super) fn boolean(&self, key: &str) -> Result<Option<bool>, SettingsError> {
        let Some(value) = self.table.get(key) else { return Ok(None) };
        match value.get_ref().as_bool() {
            Some(value) => Ok(Some(value)),
            None => Err(self.wrong_type(key, value, "`true` or `false`")),
        }
    }

    /// A day, in quotes or without.
    pub(super) fn date(&self, key: &str) -> Result<Option<Date>, SettingsError> {
        let Some(value) = self.table.get(key) else { return Ok(None) };
        let text = match value.get_ref() {
            DeValue::Datetime(date) => Some(date.to_string()),
            other => other.as_str().map(str::to_owned),
        };
        let date = text.as_deref().and_then(Date::parse);
        date.map(Some).ok_or_else(|| {
            let is = match text {
                Some(text) => format!("is `{text}`, which is no day"),
                None => format!("is of type {}", value.get_ref().type_str()),
            };
            let message = format!("`{key}` at {} {is}\nhelp: {}", self.name, date_help(key));
            self.error(value.span(), message)
        })
    }

    /// The table `key`.
    pub(super) fn table(&self, key: &str) -> Result<Option<Self>, SettingsError> {
        let Some(value) = self.table.get(key) else { return Ok(None) };
        match value.get_ref().as_table() {
            Some(table) => Ok(Some(Table {
                document: self.document,
                table,
                span: value.span(),
                name: format!("[{key}]"),
            })),
            None => {
                let wanted = format!("a table `[{key}]`, with single brackets");
                Err(self.wrong_type(key, value, &wanted))
            }
        }
    }

    /// The tables in the list `key`, each called by its place in it.
    pub(super) fn list_of_tables(&self, key: &str) -> Result<Vec<Self>, SettingsError> {
        let Some(value) = self.table.get(key) else { return Ok(Vec::new()) };
        let wrong = |value: &Spanned<DeValue<'_>>| self.wrong_type(key, value, "a list of tables");
        let items = value.get_ref().as_array().ok_or_else(|| wrong(value))?;
        let item = |(position, item): (usize, &'a Spanned<DeValue<'i>>)| {
            let table = item.get_ref().as_table().ok_or_else(|| wrong(item))?;
            let name = format!("`{key}` number {} of {}", position + 1, self.name);
            Ok(Table { document: self.document, table, span: item.span(), name })
        };
        items.iter().enumerate().map(item).collect()
    }

    /// The tables of which each has a header `[[header]]` of its own.
    pub(super) fn headed_tables(
        &self,
        key: &str,
        header: &str,
    ) -> Result<Vec<Self>, SettingsError> {
        if let Some(value) = self.table.get(key)
            && !value.get_ref().is_array()
        {
            let wanted = format!("a list of tables: `[[{header}]]`, with double brackets");
            return Err(self.wrong_type(key, value, &wanted));
        }
        let mut tables = self.list_of_tables(key)?;
        for (position, table) in tables.iter_mut().enumerate() {
            table.name = format!("[[{header}]] number {}", position + 1);
        }
        Ok(tables)
    }

    pub(super) fn required(&self, key: &str, what: &str) -> Result<Spanned<String>, SettingsError> {
        match self.string(key)? {
            Some(text) => Ok(text),
            None => Err(self.lacks(key, what)),
        }
    }

    pub(super) fn lacks(&self, key: &str, what: &str) -> SettingsError {
        let first = self.table.keys().next();
        let span = first.map_or_else(|| self.span.clone(), |first| first.span());
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
            let span = value.span();
            let called = format!("[{key}.{name}]");
            Ok((name.to_string(), Table { document: self.document, table, span, name: called }))
        };
        outer.iter().map(inner).collect()
    }

    pub(super) fn error(&self, span: Range<usize>, message: impl Into<String>) -> SettingsError {
        self.document.error(span, message)
    }

    /// Where it begins.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The keys, as they stand in the file.
    pub(super) fn keys(&self) -> Vec<Spanned<String>> {
        let key = |key: &Spanned<std::borrow::Cow<'_, str>>| {
            Spanned::new(key.span(), key.get_ref().to_string())
        };
        self.table.keys().map(key).collect()
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

/// How a day is written.
pub(super) fn date_help(key: &str) -> String {
    format!("write a day as year, month and day: `{key} = \"2027-03-31\"`")
}
