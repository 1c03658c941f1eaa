//! What is wrong with a pack: its `pack.toml`, the files it names, and what its own lessons claim.

use crate::build::options::BuildOptions;
use crate::course::fault::Fault;
use crate::course::lesson_check::check_lessons;
use crate::course::lesson_source::LessonSource;
use crate::course::library::id_of;
use crate::course::pack::pack_reader::read_pack;
use crate::course::pack::pack_source::PackSource;
use crate::course::pack::{Origin, Pack};
use crate::doc::visible::visible_line;
use std::collections::BTreeSet;

/// Checks a pack; gives it too, as far as it can be read.
pub fn check_pack(
    source: &PackSource,
    course: &[LessonSource],
    options: &BuildOptions,
) -> (Option<Pack>, Vec<Fault>) {
    let read = read_pack(source, course, options);
    let mut faults = read.faults;
    if let Some(pack) = &read.pack {
        let lessons = pack.lessons.iter();
        // What is made from a Dockerfile has no text of anybody's to check, and the course is checked by itself.
        let own = lessons.filter(|lesson| lesson.origin == Origin::Own);
        let own: Vec<LessonSource> = own.map(|lesson| lesson.source.clone()).collect();
        let known: BTreeSet<String> = course.iter().filter_map(id_of).collect();
        faults.extend(check_lessons(&own, &known, options));
    }
    faults.sort();
    faults.dedup();
    for fault in &mut faults {
        // Texts of packs are other people's, and one fault is one line.
        fault.message = visible_line(&fault.message).into_owned();
    }
    (read.pack, faults)
}
