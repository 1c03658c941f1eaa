//! Who owns what a build makes, as the lines ask for it: names stay names.

use crate::build::image_state::ImageState;
use crate::build::setting::Setting;
use crate::build::value::Value;
use std::sync::Arc;

/// The owner of what root makes.
const ROOT: &str = "0:0";

/// Gives the user in force, who owns what WORKDIR and RUN make; nothing where the user is not known.
pub(in crate::build) fn user_in_force(state: &ImageState, is_windows: bool) -> Option<Arc<str>> {
    match &state.user {
        _ if is_windows => None,
        Setting::Unset => Some(Arc::from(ROOT)),
        Setting::Set { value, .. } => match Value::as_known(value)? {
            "" => Some(Arc::from(ROOT)),
            user => Some(Arc::from(user)),
        },
        Setting::Unknown => None,
    }
}

/// Gives the owner after `chown WRITTEN`: `app`, `app:staff`, `:staff`, `app:`.
pub(in crate::build) fn after_chown(old: Option<&str>, written: &str) -> Option<Arc<str>> {
    let (old_user, old_group) = old.map_or((None, None), |old| match old.split_once(':') {
        Some((user, group)) => (Some(user), Some(group)),
        None => (Some(old), None),
    });
    let (user, group) = match written.split_once(':') {
        None => (Some(written), old_group),
        // Which group is the user's own, the image's files decide.
        Some((user, "")) => (Some(user), None),
        Some(("", group)) => (old_user, Some(group)),
        Some((user, group)) => (Some(user), Some(group)),
    };
    let user = user.filter(|user| !user.is_empty())?;
    Some(match group.filter(|group| !group.is_empty()) {
        Some(group) => Arc::from(format!("{user}:{group}")),
        None => Arc::from(user),
    })
}

/// Tells whether an owner is the same in every image: a number, or root.
pub(in crate::build) fn means_the_same_elsewhere(owner: &str) -> bool {
    let is_number = |name: &str| name.bytes().all(|letter| letter.is_ascii_digit());
    let mut names = owner.split(':');
    names.all(|name| is_number(name) || name == "root")
}

#[cfg(test)]
mod tests {
    use super::{after_chown, means_the_same_elsewhere};

    #[test]
    fn chown_changes_the_user_the_group_or_both() {
        for (old, written, new) in [
            (Some("0:0"), "app", Some("app:0")),
            (Some("0:0"), "app:staff", Some("app:staff")),
            (Some("app"), ":staff", Some("app:staff")),
            (None, ":staff", None),
            (None, "app", Some("app")),
            (Some("0:0"), "app:", Some("app")),
        ] {
            assert_eq!(after_chown(old, written).as_deref(), new, "{written}");
        }
        assert!(means_the_same_elsewhere("1000:0") && means_the_same_elsewhere("root"));
        assert!(!means_the_same_elsewhere("1000:staff"));
    }
}
