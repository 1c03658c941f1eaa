//! From a new pack to what a participant answers: the way of an instructor through the program.

use crate::loud::say_loudly;
use crate::{Folder, answer, complained, file_text, record, said};
use dockstep::course::progress::deed::AnsweredPage;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn a_new_pack_passes_the_check_is_built_and_learned() {
    let folder = Folder::new("way");
    let made = folder.run(&["pack", "new", "team"]);
    assert_eq!(made.status.code(), Some(0));
    assert_eq!(
        said(&made),
        "team/pack.toml and what it names are written\n  Next: dockstep pack check team\n"
    );
    let again = folder.run(&["pack", "new", "team"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(
        complained(&again),
        "dockstep: team: this folder is not empty; name one that is new\n"
    );
    let built = folder.run(&["pack", "build", "team"]);
    assert_eq!(built.status.code(), Some(0), "{}", complained(&built));
    assert!(
        said(&built).ends_with("  Participants: dockstep learn --pack team.tar.gz\n"),
        "{}",
        said(&built)
    );
    for pack in ["team", "team.tar.gz"] {
        assert_eq!(
            said(&folder.run(&["pack", "check", pack])),
            "1 pack, 3 lessons, no faults\n"
        );
        let home = said(&folder.run(&["learn", "--pack", pack]));
        let titles = [
            "COPY, exactly",
            "A shop that installs too often",
            "Our own Dockerfile",
        ];
        let (_, lessons) = home.split_once("Dockerfiles for our team").unwrap();
        let places: Vec<usize> = titles
            .iter()
            .map(|title| lessons.find(title).unwrap())
            .collect();
        assert!(places.is_sorted(), "{home}");
        assert!(!home.contains("Order for the cache"), "{home}");
        let second = said(&folder.run(&["learn", "--pack", pack, "2"]));
        assert!(
            second.contains("2 A shop that installs too often"),
            "{second}"
        );
        let made = said(&folder.run(&["learn", "--pack", pack, "team-our-project-dockerfile"]));
        assert!(
            made.contains("This Dockerfile is from your own project"),
            "{made}"
        );
        assert_eq!(made.matches(": question").count(), 6, "{made}");
    }
    let none = folder.run(&["learn", "--pack", "team", "order-for-the-cache"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(complained(&none).contains("there is no lesson \"order-for-the-cache\""));
}

#[test]
fn questions_are_made_from_ones_own_dockerfiles() {
    let folder = Folder::new("own-dockerfile");
    folder.write("api/Dockerfile", "FROM golang:1.22 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /api\nFROM alpine:3.20\nCOPY --from=build /api /api\nUSER nobody\nCMD [\"/api\"]\n");
    folder.write("web/Dockerfile", "FROM node:20-alpine\nWORKDIR /web\nCOPY package.json ./\nRUN npm ci\nCOPY . .\nCMD [\"node\", \"index.js\"]\n");
    let made = folder.run(&[
        "pack",
        "new",
        "team",
        "--dockerfile",
        "api/Dockerfile",
        "--dockerfile",
        "./web/Dockerfile",
    ]);
    assert_eq!(made.status.code(), Some(0), "{}", complained(&made));
    assert_eq!(
        said(&folder.run(&["pack", "check", "team"])),
        "1 pack, 4 lessons, no faults\n"
    );
    let home = said(&folder.run(&["learn", "--pack", "team"]));
    assert!(
        home.contains("Our own: api/Dockerfile") && home.contains("Our own: web/Dockerfile"),
        "{home}"
    );
    // Everybody is asked the same, on any day.
    let first = said(&folder.run(&["learn", "--pack", "team", "3", "--seed", "1"]));
    let second = said(&folder.run(&["learn", "--pack", "team", "3", "--seed", "1"]));
    assert_eq!(first, second);
    let prompts = |text: &str| -> Vec<String> {
        let lines: Vec<&str> = text.lines().collect();
        let questions = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.ends_with('?'));
        questions.map(|(_, line)| (*line).to_owned()).collect()
    };
    let other = said(&folder.run(&["learn", "--pack", "team", "3", "--seed", "2"]));
    assert_eq!(prompts(&first), prompts(&other));
    let gone = folder.run(&["pack", "new", "other", "--dockerfile", "nowhere"]);
    assert_eq!(gone.status.code(), Some(2));
    assert!(!folder.path("other").exists());
}

/// Copies a folder, its files in the other order and with other times and modes.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let mut entries: Vec<_> = fs::read_dir(from).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.file_name()));
    for entry in entries {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::write(&target, fs::read(entry.path()).unwrap()).unwrap();
            let file = fs::File::options().write(true).open(&target).unwrap();
            file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_hours(24))
                .unwrap();
            #[cfg(unix)]
            fs::set_permissions(&target, std::os::unix::fs::PermissionsExt::from_mode(0o755))
                .unwrap();
        }
    }
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let folder = Folder::new("reproducible");
    folder.run(&["pack", "new", "team"]);
    copy(&folder.path("team"), &folder.path("elsewhere/copy"));
    folder.write("elsewhere/copy/.DS_Store", b"\xff");
    folder.write(
        "elsewhere/copy/notes to myself.txt",
        "not named by pack.toml",
    );
    for (pack, archive) in [("team", "one.tar.gz"), ("elsewhere/copy", "two.tar.gz")] {
        let built = folder.run(&["pack", "build", pack, "-o", archive]);
        assert_eq!(built.status.code(), Some(0), "{}", complained(&built));
    }
    let bytes = fs::read(folder.path("one.tar.gz")).unwrap();
    assert!(bytes == fs::read(folder.path("two.tar.gz")).unwrap());
    // An archive of an archive is the same again, and to build once more is no harm.
    folder.run(&["pack", "build", "one.tar.gz", "-o", "three.tar.gz"]);
    assert!(bytes == fs::read(folder.path("three.tar.gz")).unwrap());
    assert_eq!(
        folder
            .run(&["pack", "build", "team", "-o", "one.tar.gz"])
            .status
            .code(),
        Some(0)
    );
    folder.write("team/installs-too-often/Dockerfile", "FROM python:3.12-slim\nWORKDIR /shop\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\nCMD [\"python\", \"serve.py\"]\n\n");
    let other = folder.run(&["pack", "build", "team", "-o", "one.tar.gz"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(
        complained(&other)
            .contains("one.tar.gz: this file is there already; name another, or say --force")
    );
    assert_eq!(
        folder
            .run(&["pack", "build", "team", "-o", "one.tar.gz", "--force"])
            .status
            .code(),
        Some(0)
    );
    assert!(bytes != fs::read(folder.path("one.tar.gz")).unwrap());
    assert!(!folder.names().iter().any(|name| name.contains(".new")));
}

#[test]
fn another_tool_unpacks_what_was_built_and_packs_what_is_read() {
    let folder = Folder::new("tar");
    if Command::new("tar").arg("--version").output().is_err() {
        say_loudly("SKIPPED: there is no tar to compare with");
        return;
    }
    folder.run(&["pack", "new", "team"]);
    folder.run(&["pack", "build", "team"]);
    let tar = |arguments: &[&str]| {
        let status = Command::new("tar")
            .args(arguments)
            .current_dir(folder.path(""))
            .status();
        assert!(status.unwrap().success(), "{arguments:?}");
    };
    fs::create_dir(folder.path("out")).unwrap();
    tar(&["xzf", "team.tar.gz", "-C", "out"]);
    let names = |start: &str| -> Vec<String> {
        let names = folder.names();
        names
            .iter()
            .filter_map(|name| Some(name.strip_prefix(start)?.to_owned()))
            .collect()
    };
    assert_eq!(names("team/"), names("out/team/"));
    for name in names("team/") {
        if folder.path("team").join(&name).is_file() {
            assert_eq!(
                folder.read(&format!("team/{name}")),
                folder.read(&format!("out/team/{name}"))
            );
        }
    }
    tar(&["czf", "theirs.tar.gz", "team"]);
    tar(&["czf", "flat.tar.gz", "-C", "team", "."]);
    for archive in ["theirs.tar.gz", "flat.tar.gz"] {
        assert_eq!(
            said(&folder.run(&["pack", "check", archive])),
            "1 pack, 3 lessons, no faults\n"
        );
    }
}

#[test]
fn quiz_and_review_know_packs_too() {
    let folder = Folder::new("quiz");
    folder.run(&["pack", "new", "team"]);
    let quiz = said(&folder.run(&["quiz", "--pack", "team", "3"]));
    assert!(quiz.contains("Our own Dockerfile"), "{quiz}");
    let both = folder.run(&["learn", "--pack", "team", "--lessons", "team"]);
    assert_eq!(both.status.code(), Some(2));
    let review = said(&folder.run(&["review", "--pack", "team"]));
    assert!(review.contains("Nothing is due"), "{review}");
}

#[test]
fn a_pack_is_presented_with_its_own_times_and_notes() {
    let folder = Folder::new("present");
    folder.run(&["pack", "new", "team"]);
    folder.run(&["pack", "build", "team"]);
    for pack in ["team", "./team", "team.tar.gz"] {
        let presented = folder.run(&["present", pack, "--plain"]);
        assert_eq!(
            presented.status.code(),
            Some(0),
            "{pack}: {}",
            complained(&presented)
        );
        let text = said(&presented);
        for shown in [
            "Dockerfiles for our team",
            "Say that nobody is graded",
            "a folder loses its own name",
            "A shop that installs too often",
            "This Dockerfile is from your own project",
        ] {
            assert!(text.contains(shown), "{pack}: {shown}\n{text}");
        }
    }
    let workshop = said(&folder.run(&["present", "workshop", "--plain"]));
    assert!(
        workshop.contains("Five minutes of the 90 are in no lesson"),
        "{workshop}"
    );
    // One lesson of the course is still one lesson.
    let lesson = said(&folder.run(&["present", "copy-exactly", "--plain"]));
    assert!(!lesson.contains("Say that nobody is graded"), "{lesson}");
}

#[test]
fn reports_name_ideas_as_the_pack_and_its_lessons_do() {
    let folder = Folder::new("ideas");
    folder.run(&["pack", "new", "team"]);
    let pack = folder.read("team/pack.toml");
    let lesson = folder.read("team/installs-too-often/lesson.toml");
    let renamed = lesson.replace("cache-follows-order", "our-order");
    folder.write("team/installs-too-often/lesson.toml", &renamed);
    let answers = vec![
        answer(
            "a-shop-that-installs-too-often",
            "what-helps",
            "our-order",
            true,
            "x",
        ),
        answer(
            "copy-exactly",
            "no-slash",
            "copy-destination",
            true,
            "/etc/shop",
        ),
    ];
    let id = renamed.lines().find_map(|line| line.strip_prefix("id = "));
    let id = id.unwrap().trim_matches('"').to_owned();
    let answers = answers.into_iter().zip([id, "copy-exactly".to_owned()]);
    let answers = answers.map(|(answer, lesson)| AnsweredPage {
        lesson: Some(lesson),
        ..answer
    });
    folder.write("ada.json", file_text(record("Ada", answers.collect())));
    let text = || {
        let output = folder.run(&["pack", "results", "ada.json", "--pack", "team"]);
        assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
        said(&output)
    };
    let bare = text();
    assert!(bare.contains("  our-order "), "{bare}");
    assert!(
        bare.contains("  a relative destination counts from WORKDIR "),
        "{bare}"
    );
    folder.write(
        "team/installs-too-often/lesson.toml",
        renamed.replacen(
            "[[page]]",
            "[[idea]]\nid = \"our-order\"\ntitle = \"what changes most comes last\"\n\n[[page]]",
            1,
        ),
    );
    assert!(text().contains("  what changes most comes last "));
    folder.write(
        "team/pack.toml",
        pack.replacen(
            "[[lesson]]",
            "[[idea]]\nid = \"our-order\"\ntitle = \"our list first\"\n\n[[lesson]]",
            1,
        ),
    );
    assert!(text().contains("  our list first "));
    assert_eq!(
        said(&folder.run(&["pack", "check", "team"])),
        "1 pack, 3 lessons, no faults\n"
    );
}

#[test]
fn the_schema_knows_every_key_of_a_pack() {
    let folder = Folder::new("schema");
    let schema = said(&folder.run(&["pack", "schema"]));
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let text = schema.to_string();
    for pack in [
        fs::read_to_string(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/packs/workshop/pack.toml"
        ))
        .unwrap(),
        fs::read_to_string(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/new_pack/pack.toml"
        ))
        .unwrap(),
    ] {
        let pack: toml::Table = pack.parse().unwrap();
        let lessons = pack["lesson"].as_array().unwrap();
        let of_lessons = lessons.iter().flat_map(|lesson| lesson.as_table().unwrap());
        for (key, _) in pack.iter().chain(of_lessons) {
            assert!(text.contains(&format!("\"{key}\"")), "{key}");
        }
    }
    assert_eq!(schema["properties"]["lesson"]["type"], "array");
    assert_eq!(schema["properties"]["idea"]["type"], "array");
    let required = schema["required"].as_array().unwrap();
    assert!(
        ["format", "id", "title", "lesson"]
            .iter()
            .all(|key| required.contains(&serde_json::json!(key)))
    );
    let lesson = &schema["$defs"]["PackLessonFile"];
    assert_eq!(lesson["oneOf"].as_array().unwrap().len(), 3);
    assert_eq!(lesson["additionalProperties"], false);
}
