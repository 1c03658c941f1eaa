//! The report as text, CSV and HTML: complete, well formed, and not to be broken by what anybody wrote.

use crate::{Folder, answer, file_text, guessed, read_as, record, timed};
use dockstep::course::results::asked::AskedOf;
use dockstep::course::results::class::{Class, ReadResults};
use dockstep::course::results::class_report::ClassReport;
use dockstep::export::results_csv::results_csv;
use dockstep::export::results_html::results_html;
use dockstep::export::results_text::results_text;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::{BTreeMap, BTreeSet};

/// What people call themselves, and answer, who want to see what happens.
const HOSTILE: [&str; 10] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "]]>&amp;&#x3c;b&#x3e;",
    "=cmd|'/C calc'!A0",
    "+1+1,\"x\"\r\n\"y\"",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u{1b}[2J\u{7}\u{9b}31m",
    "\u{202e}evil\u{2066}\u{fffe}",
    "' onmouseover='alert(1)",
    "Zoë;\"=HYPERLINK(1);é",
];

fn hostile_report() -> ClassReport {
    let files = HOSTILE.iter().map(|words| {
        let answers = vec![
            guessed(timed(answer(words, words, words, false, words), 5)),
            answer("copy-exactly", "no-slash", "copy-destination", true, words),
        ];
        read_as(words, record(words, answers))
    });
    let mut files: Vec<ReadResults> = files.collect();
    files.extend(HOSTILE.iter().map(|words| ReadResults {
        file: (*words).to_owned(),
        record: Err((*words).to_owned()),
    }));
    ClassReport::of(&Class::of(files), &AskedOf::default())
}

fn parse(html: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(html, options).unwrap_or_else(|error| panic!("{error}\n{html}"))
}

fn named<'a, 'input>(document: &'a Document<'input>, name: &str) -> Vec<Node<'a, 'input>> {
    let name = name.to_owned();
    document
        .descendants()
        .filter(|node| node.tag_name().name() == name)
        .collect()
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter_map(|node| if node.is_text() { node.text() } else { None })
        .collect()
}

#[test]
fn the_page_is_well_formed_and_says_for_itself_what_each_picture_is() {
    let html = results_html(&hostile_report());
    let document = parse(&html);
    let ids: Vec<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for node in document.descendants() {
        for named in node
            .attribute("aria-labelledby")
            .unwrap_or_default()
            .split_whitespace()
        {
            assert!(unique.contains(named), "{named}");
        }
        if let Some(target) = node.attribute("href") {
            assert!(
                unique.contains(target.strip_prefix('#').unwrap()),
                "{target}"
            );
        }
    }
    let pictures = named(&document, "svg");
    assert_eq!(pictures.len(), 3);
    for picture in pictures {
        assert_eq!(picture.attribute("role"), Some("img"));
        for part in ["title", "desc"] {
            let part = picture
                .children()
                .find(|node| node.tag_name().name() == part)
                .unwrap();
            assert!(!text_of(part).trim().is_empty());
        }
        // Beside each picture, in its section, stands a table that says the same.
        let section = picture
            .ancestors()
            .find(|node| node.tag_name().name() == "section")
            .unwrap();
        assert!(
            section
                .descendants()
                .any(|node| node.tag_name().name() == "table")
        );
    }
    let tables = named(&document, "table");
    assert_eq!(tables.len(), 5);
    for table in tables {
        assert!(
            table
                .descendants()
                .any(|node| node.tag_name().name() == "caption")
        );
        let mut columns = BTreeSet::new();
        for row in table
            .descendants()
            .filter(|node| node.tag_name().name() == "tr")
        {
            let cells: Vec<Node<'_, '_>> = row.children().filter(Node::is_element).collect();
            columns.insert(cells.len());
            assert!(cells.iter().any(|cell| cell.attribute("scope").is_some()));
        }
        assert_eq!(columns.len(), 1, "every row has as many cells as the head");
    }
    assert_eq!(named(&document, "html")[0].attribute("lang"), Some("en"));
    assert!(
        html.contains("prefers-color-scheme: dark") && html.contains("color-scheme: light dark")
    );
}

#[test]
fn nothing_that_anybody_wrote_becomes_markup_and_nothing_is_loaded() {
    let html = results_html(&hostile_report());
    let document = parse(&html);
    for name in ["script", "img", "link", "iframe", "object", "form", "base"] {
        assert_eq!(named(&document, name).len(), 0, "{name}");
    }
    for node in document.descendants() {
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{attribute:?}");
            assert!(
                !attribute.value().contains("://")
                    || attribute.value() == "http://www.w3.org/2000/svg",
                "{attribute:?}"
            );
        }
    }
    assert!(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    assert!(!html.contains("url(http") && !html.contains("@import"));
    // The words are there, as words.
    let words = text_of(document.root_element());
    for shown in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "]]>&amp;&#x3c;b&#x3e;",
        "␛[2J",
        "⟨U+202E⟩evil",
    ] {
        assert!(words.contains(shown), "{shown}");
    }
    assert!(!html.chars().any(|c| c.is_control() && c != '\n'));
    assert!(!html.contains(['\u{202e}', '\u{2066}', '\u{fffe}']));
}

/// Reads a CSV strictly: every row has the columns of the head.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(false)
        .from_reader(csv.as_bytes());
    let head = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        head.iter()
            .zip(&row)
            .map(|(column, field)| (column.to_owned(), field.to_owned()))
            .collect()
    });
    rows.collect()
}

#[test]
fn the_table_is_csv_and_no_field_is_a_formula() {
    let report = hostile_report();
    let csv = results_csv(&report);
    let rows = rows(&csv);
    let of = |table: &str| rows.iter().filter(|row| row["table"] == table).count();
    assert_eq!(
        (of("idea"), of("question"), of("person"), of("left-out")),
        (report.ideas.len(), report.questions.len(), 10, 10)
    );
    assert_eq!(rows.len(), report.ideas.len() + report.questions.len() + 20);
    for row in &rows {
        for (column, field) in row {
            let is_number = field.parse::<f64>().is_ok();
            // Fields are parted at semicolons too, in some countries.
            for part in field.split(';') {
                let part = part.trim_start_matches([' ', '"']);
                assert!(
                    is_number || !part.starts_with(['=', '+', '-', '@', '|', '%']),
                    "{column}: {field}"
                );
            }
            assert!(
                !field.chars().any(char::is_control) && !field.contains('\u{202e}'),
                "{column}: {field:?}"
            );
        }
    }
    let names: Vec<&str> = rows
        .iter()
        .filter(|row| row["table"] == "person")
        .map(|row| row["name"].as_str())
        .collect();
    assert!(names.contains(&"'=cmd|'/C calc'!A0"), "{names:?}");
    assert!(names.contains(&"'+1+1,\"x\"␍␊\"y\""), "{names:?}");
    let copy = rows.iter().find(|row| row["page"] == "no-slash").unwrap();
    assert_eq!(
        (
            copy["answered"].as_str(),
            copy["share_right"].as_str(),
            copy["discrimination"].as_str()
        ),
        ("10", "1.000", "")
    );
    assert_eq!(
        (copy["idea"].as_str(), copy["idea_title"].as_str()),
        (
            "copy-destination",
            "a relative destination counts from WORKDIR"
        )
    );
    assert!(names.contains(&"Zoë;'\"=HYPERLINK(1);é"), "{names:?}");
}

#[test]
fn a_spreadsheet_and_a_program_read_names_in_any_letters() {
    let folder = Folder::new("letters");
    let names = [
        "Zoë",
        "Łukasz",
        "李娜",
        "علي",
        "Ada \"the first\", Countess",
    ];
    for (number, name) in names.iter().enumerate() {
        let answers = vec![answer("copy-exactly", "no-slash", "x", true, "/etc/shop")];
        folder.write(&format!("{number}.json"), file_text(record(name, answers)));
    }
    let output = folder.run(&["pack", "results", ".", "-o", "r.csv"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        crate::complained(&output)
    );
    let file = folder.read("r.csv");
    let table = file.strip_prefix('\u{feff}').unwrap();
    let printed = crate::said(&folder.run(&["pack", "results", ".", "--format", "csv"]));
    assert_eq!(table, printed, "programs read no mark");
    let people: BTreeSet<String> = rows(table)
        .iter()
        .filter(|row| row["table"] == "person")
        .map(|row| row["name"].clone())
        .collect();
    assert_eq!(
        people,
        names.iter().map(|name| (*name).to_owned()).collect()
    );
    let help = crate::said(&folder.run(&["pack", "results", "--help"]));
    assert!(help.contains("UTF-8"), "{help}");
}

#[test]
fn the_text_is_for_terminals() {
    let text = results_text(&hostile_report());
    assert!(
        !text.chars().any(|c| c.is_control() && c != '\n'),
        "{text:?}"
    );
    assert!(!text.contains('\u{202e}'));
    for shown in [
        "<script>alert(1)</script>",
        "␛[2J",
        "Left out",
        "10 people, 20 first answers, 10 files left out",
    ] {
        assert!(text.contains(shown), "{shown}\n{text}");
    }
}

#[test]
fn a_small_class_has_its_pictures() {
    let mut files = Vec::new();
    let names = [
        "Ada", "Bob", "Cyd", "Dan", "Eve", "Fay", "Gus", "Hal", "Ivy", "Jan",
    ];
    for (number, name) in names.iter().enumerate() {
        let is_quick = number % 3 == 0;
        let page = |page: &str, idea: &str, is_right: bool, words: &str| {
            timed(
                answer("copy-exactly", page, idea, is_right, words),
                10 + number as u32,
            )
        };
        files.push(read_as(
            &format!("{name}.json"),
            record(
                name,
                vec![
                    page(
                        "folder-copied",
                        "copy-takes-what-is-in-a-folder",
                        number > 6,
                        "/shop/index.html, /shop/site.css",
                    ),
                    page("no-slash", "copy-destination", is_quick, "/etc/shop.json"),
                    guessed(page(
                        "star-or-dot",
                        "copy-patterns",
                        number % 2 == 0,
                        "nothing: both copy everything",
                    )),
                ],
            ),
        ));
    }
    let report = ClassReport::of(&Class::of(files), &AskedOf::default());
    insta::assert_snapshot!("report_text", results_text(&report));
    insta::assert_snapshot!("report_csv", results_csv(&report).replace("\r\n", "\n"));
    let html = results_html(&report);
    let (_, body) = html.split_once("<body>").unwrap();
    insta::assert_snapshot!("report_html", body);
}

#[test]
fn the_format_follows_the_file_and_nothing_is_written_over_unasked() {
    let folder = Folder::new("formats");
    folder.write(
        "ada.json",
        file_text(record(
            "Ada",
            vec![answer(
                "copy-exactly",
                "no-slash",
                "copy-destination",
                true,
                "/etc/shop",
            )],
        )),
    );
    for (name, start) in [
        ("r.html", "<!DOCTYPE html>"),
        ("r.CSV", "\u{feff}\"table\","),
        ("r.txt", "What the class knows"),
    ] {
        let output = folder.run(&["pack", "results", "ada.json", "-o", name]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            crate::complained(&output)
        );
        assert_eq!(
            crate::said(&output),
            format!("{name} holds the report: 1 person, 1 first answer\n")
        );
        assert!(folder.read(name).starts_with(start), "{name}");
    }
    // An ending that says another kind of file is no text, unless that is said.
    let portable = folder.run(&["pack", "results", "ada.json", "-o", "r.pdf"]);
    assert_eq!(portable.status.code(), Some(2));
    let complaint = crate::complained(&portable);
    for part in ["r.pdf: ", ".html", ".csv", ".txt", "--format"] {
        assert!(complaint.contains(part), "{part}: {complaint}");
    }
    assert!(!folder.path("r.pdf").exists());
    let log = folder.run(&[
        "pack", "results", "ada.json", "--format", "text", "-o", "r.log",
    ]);
    assert_eq!(log.status.code(), Some(0));
    // The same report again is no loss; another one would be.
    assert_eq!(
        folder
            .run(&["pack", "results", "ada.json", "-o", "r.html"])
            .status
            .code(),
        Some(0)
    );
    let other = folder.run(&[
        "pack", "results", "ada.json", "--format", "text", "-o", "r.html",
    ]);
    assert_eq!(other.status.code(), Some(2));
    assert!(
        crate::complained(&other)
            .contains("r.html: this file is there already; name another, or say --force")
    );
    let forced = folder.run(&[
        "pack", "results", "ada.json", "--format", "text", "-o", "r.html", "--force",
    ]);
    assert_eq!(forced.status.code(), Some(0));
    assert!(folder.read("r.html").starts_with("What the class knows"));
    // The questions of the course are named in words, also where no pack is.
    assert!(folder.read("r.txt").contains("copy-exactly, no-slash"));
    let page = folder.run(&["pack", "results", "ada.json", "--format", "html"]);
    assert!(
        crate::said(&page)
            .contains("Two files, and a destination without a slash at its end. What is written?")
    );
}
