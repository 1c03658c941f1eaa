//! Files of participants that are damaged, foreign or newer are named and left out; a layout that a mail
//! program changed does no harm.

use crate::{Folder, answer, complained, file_text, guessed, record, said, timed};
use dockstep::course::results::results_file::{ResultsFault, read};

fn ada() -> String {
    file_text(record(
        "Ada Lovelace",
        vec![
            timed(
                answer(
                    "copy-exactly",
                    "no-slash",
                    "copy-destination",
                    true,
                    "/etc/shop",
                ),
                12,
            ),
            guessed(answer(
                "copy-exactly",
                "star-or-dot",
                "copy-patterns",
                false,
                "nothing: both \"copy\" everything\u{202e}",
            )),
        ],
    ))
}

#[test]
fn what_was_written_is_read_again() {
    let text = ada();
    let record = read(&text).unwrap();
    assert_eq!(record.name, "Ada Lovelace");
    assert_eq!(file_text(record), text);
    assert!(!text.contains('\u{202e}'), "whoever prints it is safe");
    assert!(text.len() < 700, "{}", text.len());
}

#[test]
fn another_layout_does_no_harm() {
    let record = read(&ada()).unwrap();
    let value: serde_json::Value = serde_json::from_str(&ada()).unwrap();
    for text in [
        ada().replace('\n', "\r\n"),
        serde_json::to_string_pretty(&value).unwrap(),
        value.to_string(),
        format!("\u{feff}{}\n\n", ada()),
    ] {
        assert_eq!(read(&text).unwrap(), record);
    }
}

#[test]
fn every_edit_shows() {
    for (from, to) in [
        ("Ada Lovelace", "Ada"),
        ("\"right\":false", "\"right\":true"),
        ("\"seconds\":12", "\"seconds\":2"),
        ("\"seconds\":12", "\"seconds\":null"),
        (",\"confidence\":\"guess\"", ""),
        ("\"answer\":\"/etc/shop\"", "\"answer\":\"/etc/shop/\""),
        ("no-slash", "no-slasj"),
        ("crc32:", "crc32:0"),
    ] {
        let text = ada();
        assert!(text.contains(from), "{from}\n{text}");
        assert_eq!(
            read(&text.replacen(from, to, 1)),
            Err(ResultsFault::Changed),
            "{to}"
        );
    }
}

#[test]
fn every_byte_that_changes_is_noticed() {
    let text = ada();
    let record = read(&text).unwrap();
    for place in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else {
            continue;
        };
        // A blank of the layout may change into another one, and nothing else may.
        if let Ok(read) = read(&changed) {
            assert_eq!(read, record, "byte {place}");
        }
    }
    for end in 0..text.trim_end().len() {
        if let Some(cut) = text.get(..end) {
            assert!(read(cut).is_err(), "cut at {end}");
        }
    }
}

#[test]
fn each_kind_of_file_is_told() {
    let told = |text: &str| read(text).unwrap_err().to_string();
    let foreign = "it is no file of dockstep progress export --name";
    for text in [
        "",
        "\u{0}\u{1}PNG",
        "[1, 2]",
        "{\"a\": 1}",
        "null",
        "{\"answers\": []}",
    ] {
        assert_eq!(told(text), foreign, "{text:?}");
    }
    assert_eq!(
        told("{\"version\": 1, \"answers\": []}"),
        "it is a whole record without a name; its owner writes one with dockstep progress export --name"
    );
    assert_eq!(
        told("{\"dockstep_results\": 2, \"people\": []}"),
        "a newer dockstep wrote it (version 2); use that one"
    );
    let cut = ada();
    let cut = cut.get(..cut.len() / 2).unwrap();
    assert!(told(cut).contains(": it is damaged (EOF"), "{}", told(cut));
    let long = ada().replace("/etc/shop", &"x".repeat(501));
    assert!(
        told(&long).ends_with("it is damaged (a text has more than 500 characters)"),
        "{}",
        told(&long)
    );
    let longer_name = file_text(record(&"x".repeat(61), Vec::new()));
    assert!(told(&longer_name).contains("a name has at most 60 characters"));
    let late = ada().replacen("\"at\":1764000000", "\"at\":999999999999999", 1);
    assert!(
        told(&late).contains("a moment lies after the year 9999"),
        "{}",
        told(&late)
    );
}

#[test]
fn the_program_names_them_and_reports_the_rest() {
    let folder = Folder::new("left-out");
    folder.write("room/ada.json", ada());
    folder.write(
        "room/bob.json",
        file_text(record(
            "Bob",
            vec![answer(
                "copy-exactly",
                "no-slash",
                "copy-destination",
                false,
                "/etc/shop/",
            )],
        )),
    );
    folder.write("room/edited.json", ada().replace("Ada Lovelace", "Eve"));
    folder.write("room/photo.json", b"\x89PNG\r\n\x1a\n\xff");
    folder.write("room/whole.json", "{\"version\":1,\"answers\":[]}");
    folder.write("room/copy.json", ada());
    folder.write("room/notes.txt", "not looked at");
    folder.write("room/huge.json", vec![b' '; (8 << 20) + 1]);
    let output = folder.run(&["pack", "results", "room", "room/ada.json", "gone.json"]);
    assert_eq!(output.status.code(), Some(1));
    let left_out = [
        "room/copy.json: left out: it holds the same as room/ada.json",
        "room/edited.json: left out: its checksum does not fit: it was damaged on the way, or edited; ask for it again",
        "room/huge.json: left out: it has more than 8 MiB",
        "room/photo.json: left out: it is no file of dockstep progress export --name",
        "room/whole.json: left out: it is a whole record without a name; its owner writes one with dockstep progress export --name",
        "gone.json: left out: no such file or folder",
    ];
    let complaint = complained(&output);
    let lines: Vec<&str> = complaint
        .lines()
        .map(|line| line.strip_prefix("dockstep: ").unwrap())
        .collect();
    assert_eq!(lines, left_out);
    let text = said(&output);
    assert!(
        text.contains("2 people, 3 first answers, 6 files left out"),
        "{text}"
    );
    for line in left_out {
        assert!(
            text.contains(&line.replace(": left out: ", ": ")),
            "{line}\n{text}"
        );
    }
    let none = folder.run(&["pack", "results", "room/photo.json"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(complained(&none).contains("no file can be read; participants write theirs with"));
    let good = folder.run(&["pack", "results", "room/ada.json", "room/bob.json"]);
    assert_eq!(
        (good.status.code(), complained(&good).as_str()),
        (Some(0), "")
    );
}
