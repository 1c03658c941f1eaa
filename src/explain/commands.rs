//! The commands of a RUN, each with its words.

use crate::explain::facts::Findings;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;

/// Adds the commands of a shell form as parts.
pub(in crate::explain) fn command_parts(subject: &Subject<'_>, findings: &mut Findings) {
    if let Arguments::Text(span) = subject.invocation.arguments {
        findings.part(subject, "script", span);
    }
}
