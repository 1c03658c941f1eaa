//! `MaintainerDeprecated`: MAINTAINER is a label's work today.

use crate::checks::run::{Checked, Report};
use crate::language::keyword::Keyword;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (index, instruction, _) in checked.instructions() {
        if instruction.keyword == Keyword::Maintainer {
            let message = "Maintainer instruction is deprecated in favor of using label";
            report.add_while_reading(index, message.to_owned());
        }
    }
}
