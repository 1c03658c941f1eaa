//! The home screen: what it lists, how it is narrowed down, and where it leads.

use crate::screen::Screen;
use dockstep::app::App;
use dockstep::app::effect::Effect;
use dockstep::app::msg::Msg;
use dockstep::course::progress::Progress;
use dockstep::course::progress::days::Zone;
use dockstep::course::progress::deed::{AnsweredPage, Deed};
use dockstep::course::progress::moment::Moment;
use dockstep::view::theme::Theme;
use std::fmt::Write as _;
use std::path::PathBuf;

/// A moment in the midst of a day.
const NOW: u64 = 1_764_000_000;

fn home(columns: u16, rows: u16) -> Screen {
    let mut app = App::new(Screen::options());
    let effects = app.open_home();
    Screen::of_app(app, effects, columns, rows, Theme::colours())
}

fn answered(page: &str, idea: &str, is_right: bool) -> Deed {
    Deed::Answered(AnsweredPage {
        lesson: Some("copy-exactly".to_owned()),
        page: page.to_owned(),
        idea: idea.to_owned(),
        is_right,
        confidence: None,
        answer: String::new(),
        seconds: None,
    })
}

/// What a reader has done a day ago: a lesson begun, another one finished.
fn progress() -> Progress {
    let mut progress = Progress::default();
    let before = Moment::of_seconds(NOW - 100_000);
    for deed in [
        Deed::Finished {
            lesson: "order-for-the-cache".to_owned(),
        },
        answered("folder-copied", "copy-takes-what-is-in-a-folder", false),
        answered("no-slash", "copy-destination", true),
        Deed::Turned {
            lesson: "copy-exactly".to_owned(),
            page: "where-the-script-lands".to_owned(),
        },
    ] {
        progress.take(deed, before);
    }
    progress
}

fn tell(screen: &mut Screen) {
    screen.tell(Msg::ProgressRead {
        progress: Ok(Box::new(progress())),
        now: Moment::of_seconds(NOW),
        zone: Zone::default(),
    });
    let paths = ["Dockerfile", "api/Dockerfile"];
    screen.tell(Msg::DockerfilesFound(
        paths.into_iter().map(PathBuf::from).collect(),
    ));
}

#[test]
fn it_has_its_pictures() {
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let mut pictures = String::new();
        let mut screen = home(columns, rows);
        writeln!(pictures, "=== at first ===\n\n{}\n", screen.picture()).unwrap();
        tell(&mut screen);
        writeln!(pictures, "=== begun ===\n\n{}\n", screen.picture()).unwrap();
        screen.press(&["Down"]);
        writeln!(pictures, "=== the review ===\n\n{}\n", screen.picture()).unwrap();
        screen.press(&["/", "c", "a", "c", "h", "e"]);
        writeln!(pictures, "=== narrowed down ===\n\n{}\n", screen.picture()).unwrap();
        insta::assert_snapshot!(format!("home_{columns}x{rows}"), pictures);
    }
}

#[test]
fn it_goes_on_where_the_reader_was() {
    let mut screen = home(120, 36);
    tell(&mut screen);
    screen.press(&["Enter"]);
    assert!(
        screen.row_with("page 5 of 11").is_some(),
        "{:#?}",
        screen.rows()
    );
    screen.press(&["Esc"]);
    assert!(screen.row_with("About it").is_some());
    assert!(screen.effects.contains(&Effect::ReadProgress));
}

#[test]
fn the_review_asks_about_what_is_due() {
    let mut screen = home(120, 36);
    tell(&mut screen);
    assert!(
        screen
            .row_with("is due")
            .or(screen.row_with("are due"))
            .is_some()
    );
    screen.press(&["Down", "Enter"]);
    assert!(screen.row_with("Review").is_some());
    assert!(
        screen.row_with("page 1 of").is_some(),
        "{:#?}",
        screen.rows()
    );
}

#[test]
fn a_dockerfile_of_the_folder_is_read_and_the_way_back_leads_home() {
    let mut screen = home(120, 36);
    tell(&mut screen);
    screen.press(&["Tab", "Enter"]);
    let path = PathBuf::from("Dockerfile");
    assert_eq!(screen.effects, [Effect::ReadFile(path)]);
    screen.tell(Msg::FileRead(Ok(Screen::file(b"FROM alpine:3.20\n"))));
    assert!(screen.row_with("instruction 1 of 1").is_some());
    screen.press(&["q"]);
    assert!(screen.row_with("About it").is_some());
    screen.press(&["q"]);
    assert!(screen.effects.contains(&Effect::Quit));
}

#[test]
fn a_mixed_review_can_be_opened() {
    let mut screen = home(120, 36);
    screen.press(&["/", "m", "i", "x", "e", "d", "Enter", "Enter"]);
    assert!(screen.row_with("Mixed review").is_some());
    assert!(
        screen.row_with("page 1 of").is_some(),
        "{:#?}",
        screen.rows()
    );
}

#[test]
fn progress_that_cannot_be_read_is_told_and_nothing_breaks() {
    let mut screen = home(120, 36);
    screen.tell(Msg::ProgressRead {
        progress: Err("progress.json: line 3: it cannot be read".to_owned()),
        now: Moment::of_seconds(NOW),
        zone: Zone::default(),
    });
    assert!(screen.row_with("✗ progress.json").is_some());
    screen.press(&["Enter"]);
    assert!(screen.row_with("page 1 of").is_some());
}
