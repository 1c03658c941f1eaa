//! What a participant gives away: what they chose, under the name they chose.

use crate::{Folder, complained, said};
use dockstep::course::results::results_file::read;

const PROGRESS: &str = r#"{"version":1,
"places":[{"at":1764000000,"lesson":"copy-exactly","page":"no-slash"}],
"finished":[{"at":1764000100,"lesson":"copy-exactly"},{"at":1764000100,"lesson":"private"}],
"solved":[{"at":1764000050,"lesson":"copy-exactly","page":"one-copy-for-all","idea":"chmod-copies-again","hints":2}],
"answers":[
{"at":1764000000,"lesson":"copy-exactly","page":"no-slash","idea":"copy-destination","right":false,"answer":"/etc/shop.json","seconds":9,"confidence":"guess"},
{"at":1764000010,"lesson":"private","page":"x","idea":"secret","right":true,"answer":"y"},
{"at":1764000020,"page":"run-sees@7:TOKEN","idea":"run-sees","right":true,"answer":"mine"}]}"#;

fn learner(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("mine.json", PROGRESS);
    assert_eq!(
        folder
            .run(&["progress", "import", "mine.json"])
            .status
            .code(),
        Some(0)
    );
    folder
}

#[test]
fn a_file_for_an_instructor_holds_a_name_and_the_answers() {
    let folder = learner("export");
    let output = folder.run(&["progress", "export", "ada.json", "--name", "  Ada "]);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    assert_eq!(
        said(&output),
        "ada.json now holds three answers by Ada, when they were given and how long they took, and nothing else\n"
    );
    let record = read(&folder.read("ada.json")).unwrap();
    assert_eq!(
        (
            record.name.as_str(),
            record.answers.len(),
            record.solved.len(),
            record.finished.len()
        ),
        ("Ada", 3, 1, 2)
    );
    assert_eq!(record.answers[0].what.seconds, Some(9));
    let again = folder.run(&["progress", "export", "ada.json", "--name", "Ada"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(
        complained(&again)
            .contains("ada.json: this file is there already; name another, or say --force")
    );
    let forced = folder.run(&["progress", "export", "ada.json", "--name", "Ada", "--force"]);
    assert_eq!(forced.status.code(), Some(0));
    let printed = folder.run(&["progress", "export", "-", "--name", "Ada"]);
    assert_eq!(read(&said(&printed)).unwrap().answers, record.answers);
}

#[test]
fn with_a_pack_what_was_done_elsewhere_stays_at_home() {
    let folder = learner("export-pack");
    let output = folder.run(&[
        "progress", "export", "ada.json", "--name", "Ada", "--pack", "workshop",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    let text = folder.read("ada.json");
    let record = read(&text).unwrap();
    assert_eq!(
        (
            record.answers.len(),
            record.solved.len(),
            record.finished.len()
        ),
        (1, 1, 1)
    );
    assert!(
        !text.contains("private") && !text.contains("TOKEN"),
        "{text}"
    );
    let alone = folder.run(&["progress", "export", "x.json", "--pack", "workshop"]);
    assert_eq!(alone.status.code(), Some(2));
    assert!(complained(&alone).contains("--name"));
}

#[test]
fn a_name_is_short_and_can_be_seen() {
    let folder = learner("export-names");
    let long = "x".repeat(61);
    for (name, message) in [
        (" ", "the name is empty; choose one: --name Ada"),
        (
            long.as_str(),
            "the name has more than 60 characters; choose a shorter one",
        ),
        (
            "A\u{1b}[2J",
            "the name has characters that cannot be seen; choose another one",
        ),
        (
            "A\nB",
            "the name has characters that cannot be seen; choose another one",
        ),
        (
            "\u{202e}adA",
            "the name has characters that cannot be seen; choose another one",
        ),
    ] {
        let output = folder.run(&["progress", "export", "x.json", "--name", name]);
        assert_eq!(output.status.code(), Some(2), "{name:?}");
        assert_eq!(complained(&output), format!("dockstep: {message}\n"));
    }
    assert!(!folder.path("x.json").exists());
    let output = folder.run(&["progress", "export", "x.json", "--name", "Zoë Müller-李"]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_participants_file_is_never_taken_for_ones_own_progress() {
    let folder = learner("export-import");
    folder.run(&["progress", "export", "ada.json", "--name", "Ada"]);
    let other = Folder::new("export-import-other");
    let text = folder.read("ada.json");
    other.write("ada.json", &text);
    let output = other.run(&["progress", "import", "ada.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        complained(&output),
        "dockstep: ada.json: progress export --name wrote this file, for an instructor: dockstep pack results reads it\n  \
         To keep or move your own progress, write a file without --name: dockstep progress export FILE\n"
    );
}
