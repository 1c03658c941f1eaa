//! The goal that a path of the last image belongs to a user, as far as the lines tell.
//!
//! Owners count as they are asked for: which number a name has, the image's own files decide. Only of
//! root both are known.

use crate::analysis::Analysis;
use crate::build::known_files::{Making, Presence};
use crate::course::goal::files::{known_in_last_image, not_known_to_be_there};
use crate::course::goal::line_of;

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis, path: &str, is: &str) -> Option<String> {
    let Some(files) = known_in_last_image(analysis) else {
        return Some("the file builds no stage".to_owned());
    };
    let resolved = files.resolve(path, true);
    let resolved = resolved.as_deref().unwrap_or(path);
    let file = match files.presence(resolved) {
        Presence::There(file) => file,
        Presence::Gone => return Some(format!("the last image has no {path}")),
        Presence::Unknown => return Some(not_known_to_be_there(path)),
    };
    let line = line_of(analysis, file.instruction);
    match &file.owner {
        None => Some(format!(
            "who owns {path} is not known: line {line} does not say it"
        )),
        Some(owner) if belongs_to(owner, is, file.making == Making::Copied) => None,
        Some(owner) => Some(format!(
            "{path}, from line {line}, still belongs to {}",
            shown(owner)
        )),
    }
}

/// Tells whether an owner is the one that is wanted; a group counts where one is wanted.
fn belongs_to(owner: &str, wanted: &str, is_copied: bool) -> bool {
    let (user, group) = owner.split_once(':').unwrap_or((owner, ""));
    let (wanted_user, wanted_group) = wanted.split_once(':').unwrap_or((wanted, ""));
    let is_number = user.bytes().all(|letter| letter.is_ascii_digit());
    // COPY takes a number without a group for both.
    let group = if group.is_empty() && is_number && is_copied {
        user
    } else {
        group
    };
    number(user) == number(wanted_user)
        && (wanted_group.is_empty() || number(group) == number(wanted_group))
}

/// Gives root's number for its name.
fn number(name: &str) -> &str {
    if matches!(name, "root" | "") {
        "0"
    } else {
        name
    }
}

/// Shows an owner: root by its name.
fn shown(owner: &str) -> &str {
    match owner {
        "0:0" | "0" | "root:root" => "root",
        owner => owner,
    }
}

#[cfg(test)]
mod tests {
    use super::belongs_to;

    #[test]
    fn root_has_two_names_and_a_group_counts_where_it_is_wanted() {
        for (owner, wanted, is_so) in [
            ("0:0", "root", true),
            ("root", "0", true),
            ("curator:curator", "curator", true),
            ("curator", "curator:curator", false),
            ("1000", "1000:1000", true),
            ("1000:50", "1000:1000", false),
            ("curator", "root", false),
            ("1000", "curator", false),
            (":staff", "root", true),
        ] {
            assert_eq!(belongs_to(owner, wanted, true), is_so, "{owner} {wanted}");
        }
    }
}
