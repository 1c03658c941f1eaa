//! What a build of the file that is studied is given: by the command line, or by who builds it.

use crate::build::options::Giver;
use crate::project::build_use::{BuildUse, UsedContext};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Holds what a build is given besides its Dockerfile and its platform.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenBuild {
    /// The stage that is built; nothing where it is the last one.
    pub target: Option<String>,
    /// The build arguments.
    pub arguments: BTreeMap<String, String>,
    /// The build context.
    pub context: GivenContext,
    /// Who builds it, in words; nothing where nobody is named.
    pub title: Option<String>,
    /// Who gives the arguments; nothing where it is the command line.
    pub giver: Option<Giver>,
}

/// Names the build context of the file that is studied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum GivenContext {
    /// The folder that the file lies in.
    #[default]
    Usual,
    /// This folder.
    Folder(PathBuf),
    /// Something that is no folder here, in words.
    Elsewhere(String),
}

impl GivenBuild {
    /// Takes what a use gives a build; its paths are counted from a folder.
    pub fn of_use(used_by: &BuildUse, folder: &Path) -> Self {
        Self {
            target: used_by.target.clone(),
            arguments: used_by.arguments.clone(),
            context: match &used_by.context {
                UsedContext::Folder(path) => GivenContext::Folder(in_folder(folder, path)),
                UsedContext::Elsewhere(words) => GivenContext::Elsewhere(words.clone()),
                UsedContext::Unknown => GivenContext::Elsewhere("not known".to_owned()),
            },
            title: Some(title(used_by)),
            giver: Some(Giver {
                title: used_by.title(),
                arguments: used_by.arguments.clone(),
            }),
        }
    }
}

impl GivenContext {
    /// Gives the folder of the context of a Dockerfile, if it is one; a text that is no file lies in none.
    pub fn folder(&self, dockerfile: Option<&Path>) -> Option<PathBuf> {
        match self {
            Self::Usual => Some(match dockerfile?.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
                _ => PathBuf::from("."),
            }),
            Self::Folder(folder) => Some(folder.clone()),
            Self::Elsewhere(_) => None,
        }
    }
}

/// Says who builds, from which context, and what of it is not known.
fn title(used_by: &BuildUse) -> String {
    let context = match &used_by.context {
        UsedContext::Folder(folder) if folder == "." => "this folder".to_owned(),
        UsedContext::Folder(folder) => folder.clone(),
        UsedContext::Elsewhere(context) => context.clone(),
        UsedContext::Unknown => "a context that is not known".to_owned(),
    };
    let title = format!("As {} builds it, from {context}.", used_by.title());
    let unknown: Vec<&str> = used_by
        .unknown
        .iter()
        .map(|unknown| unknown.what.as_str())
        .collect();
    if unknown.is_empty() {
        return title;
    }
    format!("{title} Not known: {}.", unknown.join(", "))
}

/// Counts a path of a project from the working folder.
pub fn in_folder(folder: &Path, path: &str) -> PathBuf {
    if folder == Path::new(".") {
        PathBuf::from(path)
    } else if path == "." {
        folder.to_owned()
    } else {
        folder.join(path)
    }
}

#[cfg(test)]
mod tests {
    use super::{GivenContext, in_folder};
    use std::path::{Path, PathBuf};

    #[test]
    fn the_usual_context_is_the_folder_of_the_file() {
        let folder = |path: &str| GivenContext::Usual.folder(Some(Path::new(path))).unwrap();
        assert_eq!(folder("Dockerfile"), PathBuf::from("."));
        assert_eq!(folder("api/Dockerfile"), PathBuf::from("api"));
    }

    #[test]
    fn paths_of_the_working_folder_stay_short() {
        let path = |folder: &str, path: &str| in_folder(Path::new(folder), path);
        assert_eq!(path(".", "api/Dockerfile"), PathBuf::from("api/Dockerfile"));
        assert_eq!(path("shop", "api"), PathBuf::from("shop/api"));
        assert_eq!(path("shop", "."), PathBuf::from("shop"));
    }
}
