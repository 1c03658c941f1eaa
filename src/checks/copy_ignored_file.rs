//! `CopyIgnoredFile`: COPY or ADD asks for what `.dockerignore` leaves out.

use crate::checks::run::{Checked, Report};

/// Finds nothing as long as no build context is given: without one, no pattern is known.
pub(in crate::checks) fn find(_checked: Checked<'_>, _report: &mut Report<'_>) {}
