//! Which files of a context hold secrets, by their names.

use crate::knowledge::context_texts::{SuspectKind, suspect};

/// Tells whether a path is named like a file that holds a secret: `.env`, `id_rsa`.
pub fn is_secret_file(path: &str) -> bool {
    suspect(path).is_some_and(|suspect| suspect.kind == SuspectKind::Secret)
}
