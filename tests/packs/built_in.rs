//! The packs that come with the program, and how packs are listed, shown and found.

use crate::{Folder, complained, options, said};
use dockstep::course::catalogue::Catalogue;
use dockstep::course::library::built_in;
use dockstep::course::pack::built_in_packs::{built_in_pack, built_in_packs};
use dockstep::course::pack::pack_check::check_pack;

#[test]
fn they_have_no_fault_and_tell_their_instructor_something() {
    let packs = built_in_packs();
    assert!(!packs.is_empty());
    for source in packs {
        let (pack, faults) = check_pack(&source, &built_in(), &options());
        assert_eq!(faults, []);
        let pack = pack.unwrap();
        assert_eq!(source.name, format!("packs/{}", pack.id));
        assert!(!pack.notes.blocks.is_empty() && !pack.about.is_empty());
        for lesson in &pack.lessons {
            assert!(!lesson.notes.blocks.is_empty(), "{}", lesson.id);
        }
    }
}

#[test]
fn the_workshop_has_ten_lessons_in_the_order_of_the_course_and_ninety_minutes() {
    let source = built_in_pack("workshop").unwrap();
    let pack = check_pack(&source, &built_in(), &options()).0.unwrap();
    assert_eq!(pack.title, "Dockerfiles in 90 minutes");
    assert_eq!(pack.minutes, Some(90));
    let lessons: Vec<&str> = pack
        .lessons
        .iter()
        .map(|lesson| lesson.id.as_str())
        .collect();
    let expected = [
        "run-and-layers",
        "build-context",
        "copy-exactly",
        "what-the-cache-looks-at",
        "order-for-the-cache",
        "layers-only-add",
        "cmd-and-entrypoint",
        "signals-and-pid-1",
        "django-two-stages",
        "what-to-carry-over",
    ];
    assert_eq!(lessons, expected);
    assert_eq!(
        pack.planned_minutes(),
        85,
        "five minutes are left for questions, as the notes say"
    );
    let catalogue = Catalogue::of(&built_in());
    let own = lessons.iter().map(|id| catalogue.lesson(id).unwrap());
    let numbers: Vec<Option<u32>> = own.clone().map(|lesson| lesson.number).collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
    assert!(own.map(|lesson| lesson.minutes).sum::<u32>() <= 100);
}

#[test]
fn they_are_listed_shown_and_found_by_name() {
    let folder = Folder::new("built-in");
    let list = said(&folder.run(&["pack", "list"]));
    assert!(
        list.contains("workshop")
            && list.contains("90 min")
            && list.contains("Dockerfiles in 90 minutes"),
        "{list}"
    );
    let plan = said(&folder.run(&["pack", "show", "workshop"]));
    for shown in [
        "Dockerfiles in 90 minutes",
        "0:00",
        "COPY, exactly",
        "Pause, 5 min",
        "Say that nobody is graded",
    ] {
        assert!(plan.contains(shown), "{shown}\n{plan}");
    }
    let home = said(&folder.run(&["learn", "--pack", "workshop"]));
    assert!(
        home.contains("Dockerfiles in 90 minutes") && home.contains("Order for the cache"),
        "{home}"
    );
    let unknown = folder.run(&["learn", "--pack", "workshp"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(
        complained(&unknown),
        "dockstep: workshp: no such file or folder\n  Built in are: workshop\n"
    );
    // What lies here goes before what is built in.
    folder.run(&["pack", "new", "workshop"]);
    let own = said(&folder.run(&["learn", "--pack", "workshop"]));
    assert!(own.contains("Dockerfiles for our team"), "{own}");
    let empty = folder.run(&["pack", "check", "data"]);
    assert_eq!(empty.status.code(), Some(2));
}
