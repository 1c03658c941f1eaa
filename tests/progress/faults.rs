//! Files that are not what they should be: nothing of a learner's is lost, and everything is said.

use crate::{Folder, START, answered, at};
use dockstep::course::progress::Progress;
use dockstep::course::progress::deed::{AnsweredPage, Deed};
use dockstep::course::progress_file::ProgressFile;
use dockstep::host::progress::keep_in;
use dockstep::host::saved_file::fault::SavedFileFault;
use dockstep::host::saved_file::{LARGEST_SAVED_FILE, change, read};
use std::fs;
use std::path::Path;

fn keep(file: &Path) -> Result<Option<String>, String> {
    let kept = keep_in(file, answered("a", "one", "x", true), at(0));
    let put_aside = kept.map_err(|fault| fault.to_string())?;
    Ok(put_aside.map(|put_aside| put_aside.to_string()))
}

fn read_all(file: &Path) -> Result<Progress, SavedFileFault> {
    read::<ProgressFile>(file).map(Progress::from)
}

/// Gives what is said of a file with this text, without its name.
fn fault_of(name: &str, text: &str) -> String {
    let folder = Folder::new(name);
    folder.write("progress.json", text);
    let file = folder.path("progress.json");
    let fault = read_all(&file).unwrap_err().to_string();
    fault
        .strip_prefix(&format!("{}: ", file.display()))
        .unwrap()
        .to_owned()
}

#[test]
fn what_cannot_be_read_is_put_aside_each_time_under_a_name_of_its_own() {
    let folder = Folder::new("aside");
    let file = folder.path("progress.json");
    for (count, text) in ["{ half", "", "[]", "{\"version\": 1, \"answers\": 7}"]
        .into_iter()
        .enumerate()
    {
        folder.write("progress.json", text);
        let aside = format!("progress.unreadable-{}.json", count + 1);
        let message = keep(&file).unwrap().unwrap();
        assert_eq!(
            message,
            format!(
                "{}: it could not be read and now lies in {}",
                file.display(),
                folder.path(&aside).display()
            )
        );
        assert_eq!(folder.read(&aside), text);
        assert_eq!(read_all(&file).unwrap().answers().len(), 1);
    }
}

#[test]
fn a_file_of_a_newer_dockstep_is_left_alone() {
    let folder = Folder::new("newer");
    let file = folder.path("progress.json");
    for newer in [
        "{\"version\": 2, \"answers\": \"all in another form\"}",
        "{\"version\": 2, \"answers\": []}",
    ] {
        folder.write("progress.json", newer);
        let fault = keep(&file).unwrap_err();
        assert!(
            fault.contains("a newer dockstep wrote this file; use that one"),
            "{fault}"
        );
        assert_eq!(folder.read("progress.json"), newer);
        assert_eq!(folder.names(""), ["progress.json", "progress.lock"]);
    }
}

#[test]
fn a_file_that_the_system_refuses_is_left_where_it_is() {
    let folder = Folder::new("refused");
    fs::create_dir(folder.path("progress.json")).unwrap();
    let fault = keep(&folder.path("progress.json")).unwrap_err();
    assert!(fault.ends_with("progress.json: is a directory"), "{fault}");
    assert_eq!(folder.names(""), ["progress.json", "progress.lock"]);
    folder.write("a-file", "");
    let fault = keep(&folder.path("a-file/progress.json")).unwrap_err();
    assert!(
        fault.ends_with("a-file: a file is there, and a folder is needed"),
        "{fault}"
    );
}

#[test]
fn a_fault_names_its_line() {
    let record = |record: &str| format!("{{\n\"version\": 1,\n\"answers\": [\n{record}\n]}}");
    let cases = [
        (
            record(r#"{"at": 1, "page": "one", "idea": "x", "right": "yes"}"#),
            "line 4: it cannot be read (invalid type: string \"yes\", expected a boolean)",
        ),
        (
            record(r#"{"at": 1, "page": "one", "idea": "x", "right": true, "confidence": "high"}"#),
            "line 4: it cannot be read (unknown variant `high`, expected `sure` or `guess`)",
        ),
        (
            record(r#"{"at": -1, "page": "one", "idea": "x", "right": true}"#),
            "line 4: it cannot be read (invalid value: integer `-1`, expected u64)",
        ),
        (
            record(r#"{"at": 253402300800, "page": "one", "idea": "x", "right": true}"#),
            "line 4: it cannot be read (a moment lies after the year 9999)",
        ),
        (
            record(&format!(
                r#"{{"at": 1, "page": "{}", "idea": "x", "right": true}}"#,
                "p".repeat(501)
            )),
            "line 4: it cannot be read (a text has more than 500 characters)",
        ),
        (
            record(r#"{"at": 1, "page": "one", "right": true}"#),
            "line 4: it cannot be read (missing field `idea`)",
        ),
        (
            record("{\"at\": 1, \"page\": \"one\n"),
            "line 5: it cannot be read (control character (\\u0000-\\u001F) found while parsing a string)",
        ),
        (
            "[".repeat(100_000),
            "line 1: it cannot be read (invalid type: sequence, expected u32)",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(fault_of("lines", &text), expected);
    }
}

#[test]
fn what_a_fault_quotes_of_a_file_cannot_steer_a_terminal() {
    let fault = fault_of(
        "hostile",
        "{\"version\": 1, \"answers\": [{\"confidence\": \"\\u001b]0;x\\u0007\"}]}",
    );
    assert!(fault.contains("unknown variant"), "{fault}");
    assert!(!fault.contains(['\u{1b}', '\u{7}']), "{fault}");
}

#[test]
fn a_file_without_end_is_not_read_to_its_end() {
    let folder = Folder::new("huge");
    let path = folder.path("progress.json");
    // It takes no room on the disk.
    fs::File::create(&path)
        .unwrap()
        .set_len(LARGEST_SAVED_FILE + 1)
        .unwrap();
    let fault = read_all(&path).unwrap_err().to_string();
    assert!(
        fault.ends_with("line 1: it cannot be read (it has more than 64 MiB)"),
        "{fault}"
    );
    fs::write(&path, [b'{', 0xff, b'}']).unwrap();
    let fault = read_all(&path).unwrap_err().to_string();
    assert!(fault.ends_with("(it is no UTF-8 text)"), "{fault}");
}

#[test]
fn a_file_that_would_become_too_large_stays_as_it_is() {
    let folder = Folder::new("full");
    let file = folder.path("progress.json");
    keep(&file).unwrap();
    let before = folder.read("progress.json");
    let answer = AnsweredPage {
        lesson: None,
        page: "\u{1}".repeat(500),
        idea: "\u{1}".repeat(500),
        is_right: true,
        confidence: None,
        answer: "\u{1}".repeat(500),
        seconds: None,
    };
    let mut full = Progress::default();
    for _ in 0..LARGEST_SAVED_FILE / (6 * 1_500) {
        full.take(Deed::Answered(answer.clone()), at(0));
    }
    let kept = change::<ProgressFile>(&file, |saved| *saved = ProgressFile::from(full));
    let fault = kept.unwrap_err().to_string();
    assert!(
        fault.ends_with("this file is full; move it away, and a new one is begun"),
        "{fault}"
    );
    assert_eq!(folder.read("progress.json"), before);
    assert_eq!(folder.names(""), ["progress.json", "progress.lock"]);
}

#[test]
fn a_mark_of_an_editor_at_the_beginning_does_no_harm() {
    let folder = Folder::new("mark");
    folder.write("progress.json", "\u{feff}{\"version\": 1}\r\n");
    assert_eq!(keep(&folder.path("progress.json")), Ok(None));
}

#[cfg(unix)]
#[test]
fn what_a_learner_did_is_for_no_other_user_to_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("private");
    let file = folder.path("data/dockstep/progress.json");
    let mode = |name: &str| {
        fs::metadata(folder.path(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    keep(&file).unwrap();
    assert_eq!(mode("data/dockstep/progress.json"), 0o600);
    assert_eq!(mode("data/dockstep"), 0o700);
    // A file that an earlier program left open to all is not, from the next deed on.
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    keep(&file).unwrap();
    assert_eq!(mode("data/dockstep/progress.json"), 0o600);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_that_is_kept_elsewhere_stays_one() {
    let folder = Folder::new("link");
    fs::create_dir(folder.path("elsewhere")).unwrap();
    let file = folder.path("elsewhere/mine.json");
    keep(&file).unwrap();
    let link = folder.path("progress.json");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    keep(&link).unwrap();
    assert!(link.is_symlink());
    assert_eq!(read_all(&file).unwrap().answers().len(), 2);
    assert_eq!(
        read_all(&file)
            .unwrap()
            .answers()
            .last()
            .unwrap()
            .at
            .seconds(),
        START
    );
}
