//! Where this program's own files lie: configuration apart from what readers make.

use directories::ProjectDirs;
use std::path::PathBuf;

/// Gives the folder of the reader's configuration: `$XDG_CONFIG_HOME/dockstep` or the system's own.
pub fn configuration() -> Option<PathBuf> {
    let places = ProjectDirs::from("", "", "dockstep")?;
    Some(places.config_dir().to_owned())
}

/// Gives the folder of what readers make: `$XDG_DATA_HOME/dockstep` or the system's own.
pub fn data() -> Option<PathBuf> {
    let places = ProjectDirs::from("", "", "dockstep")?;
    Some(places.data_dir().to_owned())
}
