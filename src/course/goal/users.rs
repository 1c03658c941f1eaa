//! The goal that a container runs as a user other than root.

use crate::analysis::Analysis;
use crate::course::looked_at::LookedAt;

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis) -> Option<String> {
    match LookedAt::User.answer_at_end(analysis) {
        Err(reason) => Some(format!("the user is not known: {reason}")),
        Ok(user) => {
            let name = user.split(':').next().unwrap_or_default();
            let is_root = matches!(name, "root" | "0" | "");
            is_root.then(|| "the container still runs as root".to_owned())
        }
    }
}
