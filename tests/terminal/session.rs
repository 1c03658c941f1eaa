//! What the tests touch: the program in a pseudo terminal.

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long a test waits for the screen; a busy machine is slow, not wrong.
const DEADLINE: Duration = Duration::from_secs(20);

pub(crate) struct Session {
    screen: vt100::Parser,
    /// Everything the program wrote.
    written: Vec<u8>,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    // While it is held, the terminal's output and settings outlive the program.
    _slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    settings_before: String,
}

impl Session {
    /// Runs the program with arguments in a terminal of a size.
    pub(crate) fn start(arguments: &[&str], columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
        command.args(arguments);
        Self::run(command, columns, rows)
    }

    /// Runs a line of shell, in which `$DOCKSTEP` is the program.
    pub(crate) fn shell(line: &str, columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        command.env("DOCKSTEP", env!("CARGO_BIN_EXE_dockstep"));
        Self::run(command, columns, rows)
    }

    /// Runs a command as it is, in a terminal of a size.
    pub(crate) fn run(mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        if command.get_cwd().is_none() {
            command.cwd(env!("CARGO_MANIFEST_DIR"));
        }
        let settings_before = settings(pair.master.as_ref());
        let mut reader = pair.master.try_clone_reader().unwrap();
        let input = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            screen: vt100::Parser::new(non_zero(rows), non_zero(columns), 0),
            written: Vec::new(),
            output,
            input,
            master: pair.master,
            _slave: pair.slave,
            child,
            settings_before,
        }
    }

    /// Reads on until the screen satisfies a condition, and no picture is half drawn.
    pub(crate) fn wait(&mut self, what: &str, mut is_met: impl FnMut(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while self.is_drawing() || !is_met(self.screen.screen()) {
            self.read_on(what, deadline);
        }
    }

    /// Reads on until the program has written a text so many times since it began.
    pub(crate) fn wait_until_written(&mut self, text: &str, times: usize) {
        let deadline = Instant::now() + DEADLINE;
        while self.times_written(text) < times {
            self.read_on(text, deadline);
        }
    }

    fn read_on(&mut self, what: &str, deadline: Instant) {
        let left = deadline.saturating_duration_since(Instant::now());
        match self.output.recv_timeout(left) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.written.extend(bytes);
            }
            Err(error) => panic!(
                "waited in vain for {what:?} ({error}); the screen:\n{}",
                self.text()
            ),
        }
    }

    /// Tells whether a picture has begun and not ended: dockstep marks both.
    fn is_drawing(&self) -> bool {
        let last = |mark: &[u8]| {
            self.written
                .windows(mark.len())
                .rposition(|window| window == mark)
        };
        last(b"\x1b[?2026h") > last(b"\x1b[?2026l")
    }

    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.screen
            .screen_mut()
            .set_size(non_zero(rows), non_zero(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Gives the screen as it is now.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Waits until a program that was killed is gone.
    pub(crate) fn wait_for_death(&mut self) {
        self.child.wait().unwrap();
    }

    /// Gives the screen's rows without blanks at their ends.
    pub(crate) fn text(&self) -> String {
        shown(self.screen.screen())
    }

    /// Writes over the screen as another program would.
    pub(crate) fn disturb(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
    }

    /// Counts how many times the program has written a text since it began.
    pub(crate) fn times_written(&self, text: &str) -> usize {
        let windows = self.written.windows(text.len());
        windows.filter(|window| *window == text.as_bytes()).count()
    }

    /// Tells whether any cell of the screen has a colour of its own.
    pub(crate) fn has_colours(&self) -> bool {
        let screen = self.screen.screen();
        let (rows, columns) = screen.size();
        let mut places =
            (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        places.any(|(row, column)| {
            screen.cell(row, column).is_some_and(|cell| {
                cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default
            })
        })
    }

    /// Gives the row the terminal cursor stands in.
    pub(crate) fn cursor_row(&self) -> String {
        let (row, _) = self.screen.screen().cursor_position();
        let (_, columns) = self.screen.screen().size();
        self.screen
            .screen()
            .rows(0, columns.into())
            .nth(usize::from(row))
            .unwrap_or_default()
    }

    pub(crate) fn send_signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let status = Command::new("kill")
            .args(["-s", name, &id])
            .status()
            .unwrap();
        assert!(status.success());
    }

    /// Waits for the end of the program, and checks that the terminal is as it was.
    pub(crate) fn end(&mut self) -> ExitStatus {
        self.wait("the end of the other screen", |screen| {
            !screen.alternate_screen()
        });
        let status = self.child.wait().unwrap();
        assert!(!self.screen.screen().hide_cursor(), "the cursor is hidden");
        assert_eq!(settings(self.master.as_ref()), self.settings_before);
        status
    }

    /// Tells whether the terminal's settings are what they were before the program.
    pub(crate) fn has_settings_as_before(&self) -> bool {
        settings(self.master.as_ref()) == self.settings_before
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A test that failed leaves no program behind; one that has ended cannot be ended again.
        let _ended = self.child.kill();
    }
}

/// Gives a screen's rows without blanks at their ends: a blank that was written looks like one that was not.
pub(crate) fn shown(screen: &vt100::Screen) -> String {
    let contents = screen.contents();
    let rows: Vec<&str> = contents.lines().map(str::trim_end).collect();
    rows.join("\n")
}

fn non_zero(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// Gives the terminal's settings (echo, line mode, signals, …) as text.
fn settings(master: &dyn MasterPty) -> String {
    format!(
        "{:?}",
        master.get_termios().expect("the settings of a terminal")
    )
}
