//! The reader's own keys: `keys.toml` in the configuration folder.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use crate::app::keys::KeyTable;
use crate::host::places;

/// Reads the reader's own table of keys over the built-in one; nothing where there is none.
///
/// The error names the file and says what is wrong; the built-in keys stay then.
pub fn own_keys() -> Result<Option<KeyTable>, String> {
    let Some(path) = places::configuration().map(|folder| folder.join("keys.toml")) else {
        return Ok(None);
    };
    let Ok(text) = std::fs::read_to_string(&path) else {
        return Ok(None);
    };
    match KeyTable::built_in().overridden(&text) {
        Ok(keys) => Ok(Some(keys)),
        Err(fault) => Err(format!("{}: {}", path.display(), fault.trim_end())),
    }
}
