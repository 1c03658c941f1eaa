//! The build context beside the screen: the views of files and of the cache, and "what if".

use crate::screen::Screen;
use dockstep::app::effect::Effect;
use dockstep::app::file_error::{FileError, FileFault};
use dockstep::app::layer::Layer;
use dockstep::app::msg::Msg;
use dockstep::app::{App, Opening};
use dockstep::build::options::BuildOptions;
use dockstep::context::build_context::{BuildContext, IgnoreFile};
use dockstep::context::ignore_rules::IgnoreRules;
use dockstep::context::tree::{ContextEntry, ContextTree, EntryKind, ListingFault, ListingProblem};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const SHOP: &str = "\
FROM python:3.12 AS builder
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
RUN mkdir -p /app/media && chmod 700 manage.py && rm -rf shop/static

FROM python:3.12-slim
ARG VERSION=1
WORKDIR /app
COPY --from=builder /app /app
COPY manage.py ./
RUN echo $VERSION > version
CMD [\"python\", \"manage.py\"]
";

/// Lists a folder as the host would: paths with their sizes.
fn listing(files: &[(&str, u64)], problems: Vec<ListingProblem>) -> ContextTree {
    let mut entries: Vec<ContextEntry> = Vec::new();
    for (path, bytes) in files {
        let folders = path
            .match_indices('/')
            .filter_map(|(end, _)| path.get(..end));
        entries.extend(folders.map(|folder| entry(folder, EntryKind::Directory, 0)));
        entries.push(entry(path, EntryKind::File, *bytes));
    }
    ContextTree::new(entries).with_problems(problems)
}

fn entry(path: &str, kind: EntryKind, bytes: u64) -> ContextEntry {
    ContextEntry {
        path: path.into(),
        kind,
        bytes,
        mode: 0o644,
        target: None,
    }
}

fn shop_files() -> Vec<(String, u64)> {
    let mut files: Vec<(String, u64)> = [
        (".env", 9),
        (".git/HEAD", 23),
        ("docs/notes.md", 2_000),
        ("manage.py", 660),
        ("requirements.txt", 15),
        ("shop/models.py", 4_100),
    ]
    .map(|(path, bytes)| (path.to_owned(), bytes))
    .into();
    files.extend((1..=45).map(|number| (format!("shop/static/p{number:02}.png"), number * 1_000)));
    files
}

fn context() -> BuildContext {
    let files = shop_files();
    let files: Vec<(&str, u64)> = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), *bytes))
        .collect();
    let ignore_file = IgnoreFile {
        name: ".dockerignore".to_owned(),
        rules: IgnoreRules::read("docs\n"),
    };
    BuildContext::new(listing(&files, Vec::new()), Some(ignore_file))
}

fn listed(context: BuildContext) -> Msg {
    Msg::ContextListed {
        dockerfile: Some(PathBuf::from("shop/Dockerfile")),
        context: Ok(Arc::new(context)),
    }
}

/// Studies the shop, its folder listed.
fn shop(columns: u16, rows: u16) -> Screen {
    let mut screen = Screen::of_file(SHOP.as_bytes(), columns, rows);
    screen.tell(listed(context()));
    screen
}

/// Chooses something to suppose by what is typed at the list.
fn suppose(screen: &mut Screen, typed: &str) {
    screen.press(&["c"]);
    let keys: Vec<String> = typed.chars().map(String::from).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    screen.press(&keys);
    screen.press(&["Enter"]);
}

/// What the app asks for to know the folder of a Dockerfile.
fn listing_of(dockerfile: &Path) -> Effect {
    Effect::ListContext {
        dockerfile: Some(dockerfile.to_owned()),
        folder: dockerfile.parent().unwrap().to_owned(),
    }
}

#[test]
fn the_files_of_a_copy_wide_and_narrow() {
    let mut screen = shop(120, 36);
    screen.press(&["Down", "Down", "3"]);
    insta::assert_snapshot!("wide_files_of_copy", screen.picture());
    screen.resize(80, 24);
    insta::assert_snapshot!("narrow_files_of_copy", screen.picture());
}

#[test]
fn the_files_of_a_run_wide_and_narrow() {
    let mut screen = shop(120, 36);
    screen.press(&["Down", "Down", "Down", "Down", "3"]);
    insta::assert_snapshot!("wide_files_of_run", screen.picture());
    screen.resize(80, 24);
    insta::assert_snapshot!("narrow_files_of_run", screen.picture());
}

#[test]
fn what_if_shows_every_step_wide_and_narrow() {
    let mut screen = shop(120, 36);
    screen.press(&["Down", "Down", "Down", "c"]);
    insta::assert_snapshot!("wide_what_if_list", screen.picture());
    screen.press(&["Esc"]);
    suppose(&mut screen, "models");
    insta::assert_snapshot!("wide_what_if", screen.picture());
    screen.resize(80, 24);
    insta::assert_snapshot!("narrow_what_if", screen.picture());
}

#[test]
fn what_starts_stands_at_the_end_of_the_target_alone() {
    let mut screen = shop(120, 60);
    screen.press(&["End", "2"]);
    assert!(screen.row_with("What starts").is_some());
    assert!(screen.row_with("PID 1 is python itself").is_some());
    screen.press(&["Up"]);
    assert!(screen.row_with("What starts").is_none());
    screen.press(&["Left", "Left", "Down", "Down", "Down", "Down"]);
    assert!(screen.row_with("instruction 5 of").is_some());
    assert!(screen.row_with("What starts").is_none());
}

#[test]
fn the_views_say_how_far_the_listing_is() {
    let mut screen = Screen::of_file(SHOP.as_bytes(), 120, 36);
    let path = PathBuf::from("shop/Dockerfile");
    assert!(screen.effects.contains(&listing_of(&path)));
    screen.press(&["Down", "Down", "3"]);
    assert!(screen.row_with("is being listed").is_some());
    assert!(
        screen
            .row_with("Which files it brings is not known here.")
            .is_some()
    );
    screen.tell(Msg::ContextListed {
        dockerfile: Some(PathBuf::from("other/Dockerfile")),
        context: Ok(Arc::new(context())),
    });
    assert!(
        screen.row_with("is being listed").is_some(),
        "a listing of another file comes too late"
    );
    let fault = FileError {
        path: "shop".to_owned(),
        fault: FileFault::Unreadable("permission denied".to_owned()),
    };
    screen.tell(Msg::ContextListed {
        dockerfile: Some(path),
        context: Err(fault),
    });
    assert!(
        screen
            .row_with("The build context cannot be listed: shop")
            .is_some()
    );
    let too_many = ListingProblem {
        path: String::new(),
        fault: ListingFault::TooMany(200_000),
    };
    let tree = listing(&[("a", 1)], vec![too_many]);
    screen.tell(listed(BuildContext::new(tree, None)));
    assert!(screen.row_with("200000").is_some(), "{:?}", screen.rows());
    assert!(screen.row_with("It may bring more").is_some());
    let mut screen = Screen::open(SHOP.as_bytes(), 120, 36);
    screen.press(&["Down", "Down", "3"]);
    assert!(screen.row_with("This text lies in no folder").is_some());
}

#[test]
fn the_place_is_kept_when_the_listing_comes() {
    let mut screen = Screen::of_file(SHOP.as_bytes(), 120, 36);
    screen.press(&["Right", "Down", "Down", "Down", "b"]);
    if screen.app.layer() == Layer::List {
        screen.press(&["Enter"]);
    }
    screen.press(&["Enter", "Down"]);
    let before = screen.row_with("instruction").unwrap();
    let part = screen.app.study().unwrap().part;
    let trail = screen.app.study().unwrap().trail.clone();
    assert_eq!((part, trail.len()), (Some(1), 1));
    screen.tell(listed(context()));
    assert_eq!(screen.row_with("instruction").unwrap(), before);
    assert_eq!(screen.app.study().unwrap().part, part);
    assert_eq!(screen.app.study().unwrap().trail, trail);
}

#[test]
fn an_edit_lists_the_folder_again_and_keeps_what_is_supposed() {
    let mut screen = shop(120, 36);
    suppose(&mut screen, "models");
    let path = PathBuf::from("shop/Dockerfile");
    screen.tell(Msg::Edited(Ok(())));
    assert!(screen.effects.contains(&listing_of(&path)));
    let changed = SHOP.replace("COPY . .", "COPY requirements.txt .");
    screen.tell(Msg::FileChanged(Ok(Screen::file(changed.as_bytes()))));
    assert!(screen.effects.contains(&listing_of(&path)));
    assert!(screen.row_with("3 ✓ COPY requirements.txt").is_some());
    assert!(screen.row_with("Of 8 steps").is_some() || screen.row_with("Every step").is_some());
}

#[test]
fn esc_takes_away_a_search_and_then_what_is_supposed() {
    let mut screen = shop(120, 36);
    suppose(&mut screen, "models");
    screen.press(&["/", "p", "i", "p", "Enter"]);
    screen.press(&["Esc"]);
    assert!(screen.app.study().unwrap().search.is_none());
    assert!(screen.row_with("what if shop/models.py").is_some());
    screen.press(&["Esc"]);
    assert!(screen.row_with("what if shop/models.py").is_none());
    assert!(screen.row_with("↻").is_none());
    assert_eq!(screen.app.layer(), Layer::Study);
}

#[test]
fn a_build_argument_can_be_supposed() {
    let mut screen = shop(120, 36);
    suppose(&mut screen, "a build argument");
    assert!(screen.row_with("VERSION").is_some());
    screen.press(&["Enter", "2", "Enter"]);
    assert!(screen.row_with("12 ↻ RUN echo $VERSION").is_some());
    assert!(screen.row_with("10 ✓ COPY --from=builder").is_some());
    screen.press(&["End", "Up"]);
    assert!(
        screen
            .row_with("the variable VERSION is 2 instead of 1")
            .is_some()
    );
    suppose(&mut screen, "nothing changes");
    assert!(
        screen
            .row_with("Every step comes from the cache.")
            .is_some()
    );
    assert!(screen.row_with("↻").is_none());
}

#[test]
fn a_file_that_is_left_out_changes_nothing() {
    let mut screen = shop(120, 36);
    screen.press(&["c", "n", "o", "t", "e", "s"]);
    assert!(screen.row_with("left out of the build").is_some());
    screen.press(&["Enter"]);
    assert!(
        screen
            .row_with("Every step comes from the cache.")
            .is_some()
    );
}

#[test]
fn a_refused_file_has_no_steps_to_suppose_about() {
    let mut screen = Screen::of_file(b"FROM a\nENV b\nRUN c\n", 120, 36);
    suppose(&mut screen, "nothing changes");
    assert!(screen.row_with("no step is built").is_some());
}

#[test]
fn other_peoples_names_are_harmless() {
    let mut screen = Screen::of_file(b"FROM scratch\nCOPY . /\n", 120, 36);
    let files = [("a\u{1b}[2Jb", 3), ("\u{202e}gnp.exe", 5)];
    screen.tell(listed(BuildContext::new(listing(&files, Vec::new()), None)));
    screen.press(&["Down", "3"]);
    assert!(screen.row_with("␛[2Jb").is_some());
    screen.press(&["c", "Down", "Down", "Enter"]);
    let picture = screen.picture();
    assert!(picture.contains("what if a␛[2Jb"), "{picture}");
    assert!(!picture.contains('\u{1b}') && !picture.contains('\u{202e}'));
}

#[test]
fn what_comes_along_with_everything_is_said_as_it_is() {
    let mut screen = shop(120, 36);
    screen.press(&["j", "j"]);
    let text = |screen: &Screen| screen.app.study().unwrap().shown().doc.to_plain();
    assert!(
        text(&screen).contains("Everything means here also .env and .git,"),
        "{}",
        text(&screen)
    );
    screen.press(&["5"]);
    assert!(screen.row_with("The checks find nothing").is_some());
    assert!(
        text(&screen).contains("The explanation (view 1) has"),
        "{}",
        text(&screen)
    );
    let mut unlisted = Screen::open(SHOP.as_bytes(), 120, 36);
    unlisted.press(&["j", "j"]);
    assert!(text(&unlisted).contains("unless a .dockerignore keeps them out"));
}

#[test]
fn a_text_from_standard_input_may_be_given_a_folder() {
    let opening = Opening::Bytes {
        name: "standard input".to_owned(),
        bytes: SHOP.as_bytes().to_vec(),
    };
    let (mut app, _effects) = App::start(opening, BuildOptions::default());
    let listing = Effect::ListContext {
        dockerfile: None,
        folder: PathBuf::from("shop"),
    };
    assert_eq!(app.use_context(PathBuf::from("shop")), [listing]);
    app.update(Msg::ContextListed {
        dockerfile: None,
        context: Ok(Arc::new(context())),
    });
    let study = app.study().unwrap();
    assert!(study.document.analysis.options().context.is_some());
}
