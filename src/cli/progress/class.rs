//! `dockstep progress export --name`: what a participant gives to an instructor.

use crate::cli::pack::opening::open_pack;
use crate::course::results::results_file::ClassRecord;
use crate::doc::visible::visible_line;
use crate::explain::shown::counted;
use crate::host::saved_file::Existing;
use crate::host::{class_results, clock, progress};
use std::collections::BTreeSet;
use std::path::Path;

/// Writes the file; says what is in it.
pub fn export(
    file: &Path,
    name: &str,
    pack: Option<&Path>,
    is_forced: bool,
) -> Result<String, String> {
    let lessons = pack.map(open_pack).transpose()?;
    let lessons = lessons.map(|pack| {
        let lessons = pack.lessons.into_iter();
        lessons
            .map(|lesson| lesson.id)
            .collect::<BTreeSet<String>>()
    });
    let progress = progress::read()?;
    let record = ClassRecord::of(&progress, name, clock::now(), lessons.as_ref())
        .map_err(|fault| fault.to_string())?;
    let answers = counted(record.answers.len(), "answer", "answers");
    let name = visible_line(&record.name).into_owned();
    let existing = if is_forced {
        Existing::Replace
    } else {
        Existing::Keep
    };
    class_results::write(file, record, existing)?;
    if file == Path::new("-") {
        return Ok(String::new());
    }
    let shown = file.display().to_string();
    Ok(format!(
        "{} now holds {answers} by {name}, when they were given and how long they took, and nothing else\n",
        visible_line(&shown)
    ))
}
