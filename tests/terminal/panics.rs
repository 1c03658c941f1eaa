//! A panic while the terminal is ours: it is given back first, and then the panic speaks.

use crate::session::Session;
use dockstep::app::layout::Layout;
use dockstep::host::terminal::Terminal;
use portable_pty::CommandBuilder;

/// Asks this program, as the child of a test, to panic with the terminal taken.
const MUST_PANIC: &str = "DOCKSTEP_TEST_MUST_PANIC";

/// Draws one picture and panics, where it is asked to; in an ordinary run it does nothing.
#[test]
fn child_that_panics() {
    if std::env::var_os(MUST_PANIC).is_none() {
        return;
    }
    let mut terminal = Terminal::enter().unwrap();
    terminal
        .draw(|area, buffer| {
            buffer.set_string(
                area.x,
                area.y,
                "about-to-panic",
                ratatui::style::Style::new(),
            );
            Layout::default()
        })
        .unwrap();
    panic!("the message of the panic");
}

#[test]
fn a_panic_gives_the_terminal_back_and_then_speaks() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "panics::child_that_panics", "--nocapture"]);
    command.env(MUST_PANIC, "1");
    command.env("RUST_BACKTRACE", "0");
    let mut session = Session::run(command, 80, 24);
    session.wait_until_written("about-to-panic", 1);
    session.wait_for("the message of the panic");
    assert!(!session.end().success());
    session.wait_for("the message of the panic");
}
