//! The name of a compose project, which its files may use as `COMPOSE_PROJECT_NAME`.

use crate::project::environment::{Environment, Variable};
use crate::project::file_text::{FileText, Files};
use crate::project::node::Node;
use crate::project::place::{is_outside, name_of};
use crate::project::yaml::documents;

const NAME: &str = "COMPOSE_PROJECT_NAME";

/// Sets the name, as compose finds it: what `.env` sets, the last `name` of the files, or the folder's.
pub(in crate::project::compose) fn name_project(
    environment: &mut Environment,
    files: &[String],
    folder: &str,
    read: Files<'_>,
) {
    if environment.get(NAME).is_some() && environment.known(NAME) != Some("") {
        return;
    }
    let written = written_name(files, read).map(|name| environment.expanded(&name));
    let written = match written {
        Some(Variable::Known(name)) => Some(Variable::Known(normal(&name))),
        unknown => unknown,
    };
    let name = match written {
        Some(Variable::Known(name)) if name.is_empty() => None,
        written => written,
    };
    let of_folder = || {
        if folder == "." || is_outside(folder) {
            Variable::Unknown("hangs on the name of the project's folder".to_owned())
        } else {
            Variable::Known(normal(name_of(folder)))
        }
    };
    environment.set(NAME, name.unwrap_or_else(of_folder));
}

/// Finds the last name that the files give; what is wrong with them is said where they are loaded.
fn written_name(files: &[String], read: Files<'_>) -> Option<String> {
    let mut last = None;
    for file in files {
        let FileText::Text(text) = read.read(file) else {
            continue;
        };
        for document in documents(file, &text).unwrap_or_default() {
            let name = document.get("name").and_then(Node::scalar);
            last = name.filter(|name| !name.is_empty()).or(last);
        }
    }
    last
}

/// Leaves the signs that a project's name may have.
fn normal(name: &str) -> String {
    let name = name.to_lowercase();
    let is_allowed = |sign: &char| {
        sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, '_' | '-')
    };
    let name: String = name.chars().filter(is_allowed).collect();
    name.trim_start_matches(['_', '-']).to_owned()
}
