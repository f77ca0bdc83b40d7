//! A Cargo.toml that is added to: what is there keeps its words, its order and its layout.

use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::{
    Array, ArrayOfTables, DocumentMut, InlineTable, Item, RawString, Table, TableLike, Value, value,
};

use super::error::InitError;

/// The dependencies of tests; cargo reads the second spelling in older editions.
const DEV_DEPENDENCIES: [&str; 2] = ["dev-dependencies", "dev_dependencies"];
/// Every list of dependencies that a package, or what it says of a target, can have.
const DEPENDENCIES: [&str; 5] = [
    "dependencies",
    "dev-dependencies",
    "dev_dependencies",
    "build-dependencies",
    "build_dependencies",
];
/// Where a table goes that is after all those that are there: the dependencies, then the tests.
const LAST: [isize; 2] = [isize::MAX - 1, isize::MAX];
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A Cargo.toml, with what is to be added to it.
pub(super) struct Manifest {
    path: PathBuf,
    text: String,
    document: DocumentMut,
    is_changed: bool,
}

impl Manifest {
    /// # Errors
    ///
    /// It cannot be read.
    pub(super) fn read(path: &Path) -> Result<Self, InitError> {
        Self::parse(path, fs::read_to_string(path).map_err(InitError::io("read", path))?)
    }

    pub(super) fn parse(path: &Path, text: String) -> Result<Self, InitError> {
        let document =
            text.parse().map_err(|source| InitError::NotToml { path: path.to_owned(), source })?;
        Ok(Self { path: path.to_owned(), text, document, is_changed: false })
    }

    /// The name of the package.
    pub(super) fn package_name(&self) -> Option<&str> {
        self.document.get("package")?.get("name")?.as_str()
    }

    /// What this workspace calls configtest, where its members can inherit it.
    pub(super) fn workspace_dependency(&self) -> Option<&str> {
        let dependencies = self.document.get("workspace")?.get("dependencies")?.as_table_like()?;
        dependencies.iter().find(|(name, of)| is_configtest(name, of)).map(|(name, _)| name)
    }

    /// A dependency on configtest that tests cannot rely on, since it is optional or not theirs, as
    /// one that they can: cargo takes what has one name from one place.
    pub(super) fn borrowed_dependency(&self) -> Option<(String, Value)> {
        let (name, item) = self.dependencies().find(|(name, of)| is_configtest(name, of))?;
        let mut spec = item.clone().into_value().ok()?;
        if let Some(table) = spec.as_inline_table_mut() {
            table.remove("optional");
            table.set_dotted(false);
            table.fmt();
        }
        spec.decor_mut().clear();
        Some((name.to_owned(), spec))
    }

    /// All that the package and what it says of targets depend on.
    fn dependencies(&self) -> impl Iterator<Item = (&str, &Item)> {
        let targets = self.document.get("target").and_then(Item::as_table_like);
        let targets = targets.into_iter().flat_map(TableLike::iter).map(|(_, target)| target);
        let tables = std::iter::once(self.document.as_item()).chain(targets);
        tables.flat_map(|of| {
            let lists = DEPENDENCIES.iter().filter_map(|key| of.get(key)?.as_table_like());
            lists.flat_map(TableLike::iter)
        })
    }

    /// Adds a dependency of tests: where the alphabet puts it, in a list that keeps to it.
    ///
    /// # Errors
    ///
    /// There is something else in its place, or another package has that name in any of the lists:
    /// cargo takes what has one name from one place.
    pub(super) fn add_dependency(&mut self, name: &str, mut spec: Value) -> Result<(), InitError> {
        let is_another = |(key, of): (&str, &Item)| {
            key == name
                && match (
                    inherits(of.as_table_like()),
                    inherits(spec.as_inline_table().map(|of| of as &dyn TableLike)),
                ) {
                    // The workspace says what both are.
                    (true, is_inherited) => !is_inherited,
                    (false, _) => !is_configtest(key, of),
                }
        };
        if self.dependencies().any(is_another) {
            return Err(InitError::AnotherPackage {
                path: self.path.clone(),
                name: name.to_owned(),
            });
        }
        let [usual, old] = DEV_DEPENDENCIES;
        let key = if self.document.contains_key(old) { old } else { usual };
        let end = self.end();
        self.is_changed = true;
        match self.document.entry(key).or_insert_with(|| Item::Table(without_header())) {
            // It gets a header of its own, behind those of the tables in it.
            Item::Table(table) if table.is_implicit() && !table.is_dotted() => {
                table.insert(name, Item::Value(spec));
                table.set_implicit(false);
                table.set_position(Some(LAST[0]));
                table.decor_mut().set_prefix(end);
                self.document.set_trailing("");
            }
            Item::Table(table) => {
                // A dotted key is several lines, which sorting would sort too.
                let is_sorted = table.iter().map(|(name, _)| name).is_sorted()
                    && !table.iter().any(|(_, item)| is_dotted(item));
                table.insert(name, Item::Value(spec));
                if is_sorted {
                    table.sort_values();
                }
            }
            Item::Value(Value::InlineTable(table)) => {
                let last = table.iter_mut().last().map(|(_, last)| last);
                take_the_place_of(last, &mut spec);
                table.insert(name, spec);
            }
            Item::None | Item::Value(_) | Item::ArrayOfTables(_) => {
                return Err(self.not_a_table(key));
            }
        }
        Ok(())
    }

    /// Whether the manifest says of the test target of that name that it has Rust's own harness; none
    /// where it says nothing of that target.
    pub(super) fn harness_of(&self, test: &str) -> Option<bool> {
        let tables = match self.document.get("test")? {
            Item::ArrayOfTables(tables) => tables.iter().map(|of| of as &dyn TableLike).collect(),
            Item::Value(Value::Array(tables)) => {
                let tables = tables.iter().filter_map(Value::as_inline_table);
                tables.map(|of| of as &dyn TableLike).collect()
            }
            Item::None | Item::Value(_) | Item::Table(_) => Vec::new(),
        };
        let is_it = |of: &&dyn TableLike| of.get("name").and_then(Item::as_str) == Some(test);
        let entry = tables.into_iter().find(is_it)?;
        Some(entry.get("harness").and_then(Item::as_bool).unwrap_or(true))
    }

    /// Whether it lists test targets.
    pub(super) fn has_tests(&self) -> bool {
        self.document.contains_key("test")
    }

    /// Adds a test target without Rust's own harness.
    ///
    /// # Errors
    ///
    /// There is something else in its place.
    pub(super) fn add_test(&mut self, name: &str) -> Result<(), InitError> {
        let end = self.end();
        self.is_changed = true;
        let tests = self.document.entry("test");
        match tests.or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new())) {
            Item::ArrayOfTables(tables) => {
                let mut table = Table::new();
                table.insert("name", value(name));
                table.insert("harness", value(false));
                table.set_position(Some(LAST[1]));
                table.decor_mut().set_prefix(end);
                tables.push(table);
                self.document.set_trailing("");
            }
            Item::Value(Value::Array(tables)) => {
                let mut table = InlineTable::new();
                table.insert("name", name.into());
                table.insert("harness", false.into());
                push(tables, Value::InlineTable(table));
            }
            Item::None | Item::Value(_) | Item::Table(_) => return Err(self.not_a_table("test")),
        }
        Ok(())
    }

    /// Has cargo look for test targets where the edition does so only as long as none is listed.
    ///
    /// # Errors
    ///
    /// There is no table that can say so.
    pub(super) fn keep_looking_for_tests(&mut self) -> Result<(), InitError> {
        self.is_changed = true;
        match self.document.get_mut("package").and_then(Item::as_table_like_mut) {
            Some(package) => {
                package.entry("autotests").or_insert(value(true));
                Ok(())
            }
            None => Err(self.not_a_table("package")),
        }
    }

    /// The whole text, if something was added.
    pub(super) fn changed(&self) -> Option<String> {
        if !self.is_changed {
            return None;
        }
        let mut text = self.document.to_string();
        // The library reads these away.
        if !self.text.replace("\r\n", "").contains('\n') {
            text = text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        if self.text.starts_with(BYTE_ORDER_MARK) {
            text.insert(0, BYTE_ORDER_MARK);
        }
        Some(text)
    }

    /// What stands behind the last table, which is to stay there, with an empty line after it.
    fn end(&self) -> String {
        let mut end = words(self.document.trailing());
        if !end.is_empty() && !end.ends_with('\n') {
            end.push('\n');
        }
        if !end.ends_with("\n\n") && end != "\n" {
            end.push('\n');
        }
        end
    }

    fn not_a_table(&self, key: &str) -> InitError {
        InitError::NotATable { path: self.path.clone(), key: key.to_owned() }
    }
}

fn is_configtest(name: &str, dependency: &Item) -> bool {
    let package = dependency.as_table_like().and_then(|table| table.get("package"));
    package.and_then(Item::as_str).unwrap_or(name) == "configtest"
}

/// Whether a dependency is what the workspace says.
fn inherits(dependency: Option<&dyn TableLike>) -> bool {
    let workspace = dependency.and_then(|table| table.get("workspace"));
    workspace.and_then(Item::as_bool) == Some(true)
}

fn is_dotted(item: &Item) -> bool {
    item.as_table_like().is_some_and(TableLike::is_dotted)
}

fn without_header() -> Table {
    let mut table = Table::new();
    table.set_implicit(true);
    table
}

/// Comments and space as they are written. A document that can be edited has them as text, and nothing
/// is lost here.
fn words(raw: &RawString) -> String {
    raw.as_str().unwrap_or_default().to_owned()
}

/// Appends to an inline list, in a line of its own if the others have one.
fn push(list: &mut Array, mut new: Value) {
    let last = list.iter().last().and_then(|last| last.decor().prefix()?.as_str());
    let indentation = last.and_then(|prefix| Some(prefix.rsplit_once('\n')?.1.to_owned()));
    let end = words(list.trailing());
    match (indentation, end.rsplit_once('\n')) {
        // What stands behind the last comma belongs to the value before it.
        (Some(indentation), Some((behind, bracket))) if list.trailing_comma() => {
            new.decor_mut().set_prefix(format!("{behind}\n{indentation}"));
            list.set_trailing(format!("\n{bracket}"));
        }
        (Some(indentation), _) => new.decor_mut().set_prefix(format!("\n{indentation}")),
        (None, _) if !list.is_empty() => new.decor_mut().set_prefix(" "),
        (None, _) => {}
    }
    take_the_place_of(list.iter_mut().last(), &mut new);
    list.push_formatted(new);
}

/// The space before the closing bracket goes behind the new last value.
fn take_the_place_of(last: Option<&mut Value>, new: &mut Value) {
    let Some(last) = last else { return };
    if let Some(suffix) = last.decor().suffix().cloned() {
        new.decor_mut().set_suffix(suffix);
        last.decor_mut().set_suffix("");
    }
}
