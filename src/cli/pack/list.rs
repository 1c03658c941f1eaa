//! `dockstep pack list`: the packs that are built in, a line each.

use crate::cli::pack::opening::options;
use crate::course::library::built_in;
use crate::course::pack::Pack;
use crate::course::pack::built_in_packs::built_in_packs;
use crate::course::pack::pack_reader::read_pack;

/// Lists them.
pub fn list() -> String {
    let course = built_in();
    let packs = built_in_packs().into_iter();
    let packs = packs.filter_map(|source| read_pack(&source, &course, &options()).pack);
    packs.map(|pack| line(&pack)).collect()
}

fn line(pack: &Pack) -> String {
    let minutes = pack.minutes.unwrap_or_else(|| pack.planned_minutes());
    let lessons = pack.lessons.len();
    format!(
        "{:<16} {minutes:>3} min  {lessons:>2} lessons  {}\n",
        pack.id, pack.title
    )
}
