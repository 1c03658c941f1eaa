//! Reading a build context: its listing, its ignore file, and the tars that ADD would unpack.
use crate::app::file_error::FileError;
use crate::context::build_context::{BuildContext, IgnoreFile};
use crate::context::ignore_rules::IgnoreRules;
use crate::host::file::read_bytes;
use crate::host::listing::list_folder;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Reads the context that a build of a Dockerfile gets from a folder.
pub fn read_context(
    root: &Path,
    dockerfile: Option<&Path>,
    is_cancelled: &AtomicBool,
) -> Result<BuildContext, FileError> {
    let tree = list_folder(root, is_cancelled)?;
    let ignore_file = match ignore_path(root, dockerfile) {
        None => None,
        Some(path) => {
            let bytes = read_bytes(&path)?;
            Some(IgnoreFile {
                name: path
                    .strip_prefix(root)
                    .unwrap_or(&path)
                    .display()
                    .to_string(),
                rules: IgnoreRules::read(&String::from_utf8_lossy(&bytes)),
            })
        }
    };
    Ok(BuildContext::new(tree, ignore_file))
}

/// Finds the ignore file: the Dockerfile's own wins over the folder's.
fn ignore_path(root: &Path, dockerfile: Option<&Path>) -> Option<PathBuf> {
    let own = dockerfile.map(|dockerfile| {
        let mut own = dockerfile.as_os_str().to_owned();
        own.push(".dockerignore");
        PathBuf::from(own)
    });
    let usual = root.join(".dockerignore");
    own.into_iter().chain([usual]).find(|path| path.is_file())
}
