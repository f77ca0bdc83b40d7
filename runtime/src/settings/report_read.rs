//! Reading `[report]`.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::table::Table;
use super::{REPORT_FORMATS, ReportSettings, SettingsError};

/// `[report]` of the file, where it has one.
pub(super) fn report(root: &Table<'_, '_>) -> Result<Option<ReportSettings>, SettingsError> {
    let Some(table) = root.table("report")? else { return Ok(None) };
    table.only(&REPORT_FORMATS)?;
    let mut settings = ReportSettings::default();
    let mut taken: BTreeMap<PathBuf, String> = BTreeMap::new();
    // In the order of the file, so that the second of two is at fault.
    let mut keys = table.keys();
    keys.sort_by_key(|key| key.span().start);
    for format in keys.into_iter().map(toml::Spanned::into_inner) {
        let Some(path) = table.file(&format)? else { continue };
        if let Some(other) = taken.insert(plain(Path::new(path.get_ref())), format.clone()) {
            let message = format!(
                "`{format}` at {} has the file of `{other}`: `{}`\nhelp: give each format a file \
                 of its own",
                table.name(),
                path.get_ref()
            );
            return Err(table.error(path.span(), message));
        }
        settings.files.insert(format, path.into_inner().into());
    }
    Ok(Some(settings))
}

/// The path without its detours, as far as they show without a look at the disk.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(plain.components().next_back(), Some(Component::Normal(_))) =>
            {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}
