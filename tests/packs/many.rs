//! A class of five hundred.

use crate::{Folder, answer, complained, file_text, record, said, timed};

#[test]
fn five_hundred_files_are_one_report() {
    let folder = Folder::new("many");
    for person in 0..500_usize {
        let answers = (0..20).map(|page| {
            let is_right = (person * 7 + page * 13) % 5 < 3;
            let lesson = format!("lesson-{}", page / 10);
            timed(
                answer(
                    &lesson,
                    &format!("page-{page}"),
                    &format!("idea-{}", page % 6),
                    is_right,
                    &format!("what {person} chose"),
                ),
                5,
            )
        });
        let text = file_text(record(
            &format!("Person {}", person % 400),
            answers.collect(),
        ));
        folder.write(&format!("room/{person}.json"), text);
    }
    let output = folder.run(&["pack", "results", "room", "-o", "report.html"]);
    assert_eq!(
        (output.status.code(), complained(&output).as_str()),
        (Some(0), "")
    );
    assert_eq!(
        said(&output),
        "report.html holds the report: 500 people, 10000 first answers\n"
    );
    let html = folder.read("report.html");
    assert!(html.contains("Person 7 (407.json)") && html.contains("Person 7 (7.json)"));
    assert!(html.contains("<h1>What the class knows</h1>"));
    assert_eq!(html.matches("<th scope=\"row\"").count(), 500 + 20 + 6 + 2);
}
