//! The packs that come with the program, and how packs are listed, shown and found.

use crate::{Folder, complained, options, said};
use dockstep::course::catalogue::Catalogue;
use dockstep::course::library::built_in;
use dockstep::course::pack::built_in_packs::built_in_packs;
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
fn the_workshop_is_the_one_of_the_course() {
    let source = built_in_packs()
        .into_iter()
        .find(|pack| pack.name == "packs/workshop")
        .unwrap();
    let pack: toml::Table = source.pack_toml().parse().unwrap();
    let course: toml::Table = include_str!("../../lessons/course.toml").parse().unwrap();
    let workshop = &course["workshop"][0];
    for key in ["id", "title", "minutes"] {
        assert_eq!(pack[key], workshop[key], "{key}");
    }
    let lessons = pack["lesson"].as_array().unwrap().iter();
    let lessons: Vec<&str> = lessons
        .clone()
        .map(|lesson| lesson["course"].as_str().unwrap())
        .collect();
    let expected: Vec<&str> = workshop["lessons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    assert_eq!(lessons, expected);
    let minutes = |lesson: &toml::Value| {
        let number = |key: &str| {
            lesson
                .get(key)
                .map_or(0, |number| number.as_integer().unwrap())
        };
        number("minutes") + number("pause")
    };
    let all: i64 = pack["lesson"].as_array().unwrap().iter().map(minutes).sum();
    assert_eq!(
        all, 85,
        "five minutes are left for questions, as the notes say"
    );
    assert!(
        Catalogue::of(&built_in())
            .workshops
            .iter()
            .any(|workshop| workshop.id == "workshop")
    );
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
