//! A whole lesson in a real terminal: answers right and wrong, hints, an exercise solved in the editor
//! and through its file, a way out in the middle and the way back to the same page.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many answers are given while the program is killed again and again.
const ANSWERS: usize = 200;

/// A place for what one test's reader makes.
struct Reader(PathBuf);

impl Reader {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reader-{name}"));
        let _absent = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn start(&self, arguments: &[&str]) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
        command.args(arguments);
        command.env("XDG_DATA_HOME", self.0.join("data"));
        command.env("XDG_CONFIG_HOME", self.0.join("config"));
        Session::run(command, 120, 60)
    }

    fn progress(&self) -> String {
        fs::read_to_string(self.0.join("data/dockstep/progress.json")).unwrap_or_default()
    }

    /// Counts the answers that are kept; what is kept can always be read.
    fn answers(&self) -> usize {
        let output = Command::new(env!("CARGO_BIN_EXE_dockstep"))
            .args(["progress", "export", "-"])
            .env("XDG_DATA_HOME", self.0.join("data"))
            .env("XDG_CONFIG_HOME", self.0.join("config"))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let text = String::from_utf8(output.stdout).unwrap();
        text.matches("\"right\":").count()
    }

    fn exercise(&self) -> PathBuf {
        self.0
            .join("data/dockstep/exercises/copy-exactly/one-copy-for-all.Dockerfile")
    }
}

/// Goes down to an option by its words, and answers with it.
fn choose(session: &mut Session, words: &str) {
    let is_at = |screen: &vt100::Screen| {
        let contents = screen.contents();
        let mut options = contents.lines().filter(|line| line.contains("▸ "));
        options.any(|line| line.contains(words))
    };
    for _ in 0..6 {
        if is_at(session.screen()) {
            session.press("\r");
            return;
        }
        session.press("\x1b[B");
        let before = session.text();
        session.wait("another option", |screen| {
            is_at(screen) || crate::session::shown(screen) != before
        });
    }
    panic!("no option has the words {words:?}:\n{}", session.text());
}

#[test]
fn a_lesson_is_played_left_and_gone_on_with() {
    let reader = Reader::new("played");
    let mut session = reader.start(&["learn", "copy-exactly", "--seed", "3"]);
    session.wait_for("page 1 of 11");
    session.wait_for("COPY has sources and one destination");

    // A wrong answer: the verdict, and a reason for each of the four options.
    session.press("\x1b[C");
    session.wait_for("page 2 of 11");
    choose(&mut session, "/shop/index.html, /shop/site.css");
    session.wait_for("✗ Not so.");
    for reason in [
        "drops the folder's",
        "inside it stays a folder",
        "not the root.",
        "the name public is lost",
    ] {
        session.wait_for(reason);
    }

    // A right one, sure of it.
    session.press("\r");
    session.wait_for("page 3 of 11");
    session.press("s");
    session.wait_for("You are sure.");
    choose(&mut session, "COPY public ./public");
    session.wait_for("✓ Right.");

    // One that is written, after a page that is passed over.
    session.press("\r");
    session.wait_for("page 4 of 11");
    session.press("\x1b[C");
    session.wait_for("page 5 of 11");
    session.press("/usr/local/bin/start.sh\r");
    session.wait_for("✓ Right.");

    session.press("q");
    assert!(session.end().success());
    assert_eq!(reader.answers(), 3);
    assert!(
        reader.progress().contains("\"sure\""),
        "{}",
        reader.progress()
    );

    // Back at the same page, with what was answered before in the row of pages.
    let mut session = reader.start(&["learn", "copy-exactly", "--seed", "3"]);
    session.wait_for("page 5 of 11");
    session.press("\x1b[C");
    session.wait_for("page 6 of 11");
    session.press("o");
    session.wait_for("⏎ turns to it");
    session.press("\x1b");
    session.wait("the list to close", |screen| {
        !screen.contents().contains("⏎ turns to it")
    });
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn an_exercise_is_solved_in_the_editor_and_through_its_file() {
    let reader = Reader::new("exercise");
    let mut session = reader.start(&["learn", "copy-exactly", "--page", "one-copy-for-all"]);
    session.wait_for("Goals  2 of 6");
    session.press("t");
    session.wait_for("Hint 1 of 3");
    session.press("tt");
    session.wait_for("Hint 3 of 3");

    session.press("\r");
    session.wait_for("Esc out of the editor");
    // WORKDIR shop gets its slash, and the folder its name.
    session.press("\x1b[B");
    session.press(&"\x1b[C".repeat("WORKDIR ".len()));
    session.press("/");
    session.wait_for("Goals  3 of 6");
    session.press("\x1b[B\x1b[B\x1b[Fpublic");
    session.wait_for("Goals  5 of 6");
    // COPY sets the mode, and the RUN goes.
    session.press("\x1b[B\x1b[H");
    session.press(&"\x1b[C".repeat("COPY ".len()));
    session.press("--chmod=755 \x1b[B\x1b[H\x0b\x7f");
    session.wait_for("✓ Every goal holds.");
    session.press("\x1b");
    session.wait_for("i edit further");

    // The text lies in a file; another program writes it, and the goals follow.
    let solved = fs::read_to_string(reader.exercise()).unwrap();
    assert!(
        solved.contains("COPY --chmod=755 bin/thumbnailer"),
        "{solved}"
    );
    session.press("r");
    session.wait_for("Goals  2 of 6");
    fs::write(reader.exercise(), &solved).unwrap();
    session.wait_for("✓ Every goal holds.");

    session.press("q");
    assert!(session.end().success());
    assert!(reader.progress().contains("one-copy-for-all"));
    // A finished exercise is there as it was left.
    let mut session = reader.start(&["learn", "copy-exactly", "--page", "one-copy-for-all"]);
    session.wait_for("✓ Every goal holds.");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn the_readers_own_editor_opens_the_exercise() {
    let reader = Reader::new("editor");
    let script = reader.0.join("editor.sh");
    fs::write(
        &script,
        "#!/bin/sh\nfor file; do :; done\nsed -i 's/^WORKDIR shop/WORKDIR \\/shop/' \"$file\"\n",
    )
    .unwrap();
    let mut mode = fs::metadata(&script).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0o755);
    fs::set_permissions(&script, mode).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
    command.args(["learn", "copy-exactly", "--page", "one-copy-for-all"]);
    command.env("XDG_DATA_HOME", reader.0.join("data"));
    command.env("XDG_CONFIG_HOME", reader.0.join("config"));
    command.env("VISUAL", &script);
    let mut session = Session::run(command, 120, 60);
    session.wait_for("Goals  2 of 6");
    session.press("e");
    session.wait_for("Goals  3 of 6");
    session.wait_for("WORKDIR /shop");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn a_quiz_about_the_file_comes_back_to_the_file() {
    let reader = Reader::new("quiz");
    let mut session = reader.start(&["lessons/23-django-two-stages/Dockerfile"]);
    session.wait_for("instruction 1 of 11");
    session.press("Q");
    session.wait_for("page 1 of 10");
    session.press("q");
    session.wait_for("instruction 1 of 11");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn the_home_screen_goes_on_with_the_lesson_that_was_begun() {
    let reader = Reader::new("home");
    let mut session = reader.start(&["learn", "order-for-the-cache", "--page", "2"]);
    session.wait_for("page 2 of");
    session.press("q");
    assert!(session.end().success());
    let mut session = reader.start(&[]);
    session.wait_for("Go on");
    session.wait_for("Order for the cache");
    session.press("\r");
    session.wait_for("page 2 of");
    session.press("q");
    session.wait_for("About it");
    session.press("/django");
    session.wait("the list narrowed down", |screen| {
        let contents = screen.contents();
        contents.contains("a Django site") && !contents.contains("Foundations")
    });
    session.press("\r\x1b");
    session.wait_for("Foundations");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn a_lesson_follows_its_author() {
    let reader = Reader::new("author");
    let folder = reader.0.join("mine");
    let made = Command::new(env!("CARGO_BIN_EXE_dockstep"))
        .args(["lessons", "new"])
        .arg(&folder)
        .status()
        .unwrap();
    assert!(made.success());
    let shown = folder.to_string_lossy().into_owned();
    let mut session = reader.start(&["learn", "--lessons", &shown, "mine"]);
    session.wait_for("page 1 of");
    let file = folder.join("lesson.toml");
    let text = fs::read_to_string(&file).unwrap();
    let other = text.replacen("title = \"", "title = \"Quite another: ", 1);
    assert_ne!(other, text);
    fs::write(&file, other).unwrap();
    session.wait_for("Quite another");
    session.wait_for("The lesson has changed");
    session.press("q");
    assert!(session.end().success());
}

/// Answers a question in typed lines, and waits for the verdict; gives how many verdicts there were.
fn answer_in_lines(session: &mut Session, verdicts: usize) {
    session.press("1\r");
    session.wait_until_written("Press Enter to go on.", verdicts + 1);
    session.press("\r");
}

#[test]
fn kills_during_two_hundred_answers_lose_at_most_the_answer_in_flight() {
    let reader = Reader::new("killed");
    let mut given = 0;
    let mut round = 0;
    while given < ANSWERS {
        round += 1;
        let seed = round.to_string();
        let mut session = reader.start(&["quiz", "copy-exactly", "--plain", "--seed", &seed]);
        session.wait_until_written("\n> ", 1);
        // Each time it is killed after another number of answers, with one more on its way.
        let wanted = (round * 7) % 5;
        let mut verdicts = 0;
        for _ in 0..wanted {
            answer_in_lines(&mut session, verdicts);
            verdicts += 1;
        }
        session.press("1\r");
        session.send_signal("KILL");
        session.wait_for_death();
        let kept = reader.answers();
        assert!(
            kept == given + verdicts || kept == given + verdicts + 1,
            "{given} and {verdicts} were answered, {kept} are kept"
        );
        given = kept;
    }
}

#[test]
fn two_programs_that_answer_at_once_lose_nothing() {
    let reader = Reader::new("together");
    let mut one = reader.start(&["quiz", "copy-exactly", "--plain", "--seed", "1"]);
    let mut other = reader.start(&["quiz", "copy-exactly", "--plain", "--seed", "2"]);
    one.wait_until_written("\n> ", 1);
    other.wait_until_written("\n> ", 1);
    for count in 0..5 {
        one.press("1\r");
        other.press("1\r");
        one.wait_until_written("Press Enter to go on.", count + 1);
        other.wait_until_written("Press Enter to go on.", count + 1);
        one.press("\r");
        other.press("\r");
    }
    assert_eq!(reader.answers(), 10);
}
