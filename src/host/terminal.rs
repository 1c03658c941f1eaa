//! The terminal: taken over, drawn on, and given back as it was, whatever happens.

use crate::app::layout::Layout;
use crate::host::clipboard;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::style::force_color_output;
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};
use ratatui::layout::Rect;
use std::io::{BufWriter, Result, Stdout, Write as _, stdout};
use std::panic::{set_hook, take_hook};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the terminal is ours: what a panic anywhere must know.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is ours, or shall be when the terminal is.
static HAS_MOUSE: AtomicBool = AtomicBool::new(false);

/// Makes a panic give the terminal back before it speaks, once.
static PANIC_HOOK: Once = Once::new();

/// Room for a whole picture, so that it goes out in one piece.
const PICTURE_BYTES: usize = 64 * 1024;

/// Holds the terminal while it is ours; gives it back when dropped.
pub struct Terminal {
    terminal: ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Terminal {
    /// Takes the terminal over: raw mode and the other screen.
    pub fn enter() -> Result<Self> {
        PANIC_HOOK.call_once(|| {
            let previous = take_hook();
            set_hook(Box::new(move |info| {
                give_back();
                previous(info);
            }));
        });
        take()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(PICTURE_BYTES, stdout()));
        match ratatui::Terminal::new(backend) {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Draws one picture, which the terminal shows all at once.
    pub fn draw(&mut self, paint: impl FnOnce(Rect, &mut Buffer) -> Layout) -> Result<Layout> {
        let mut layout = Layout::default();
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            layout = paint(frame.area(), frame.buffer_mut());
            if let Some(cursor) = layout.cursor {
                frame.set_cursor_position(cursor);
            }
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        Ok(layout)
    }

    /// Sends the terminal a question; its answer comes through the keyboard.
    pub fn ask(&mut self, question: &str) -> Result<()> {
        let output = self.terminal.backend_mut();
        output.write_all(question.as_bytes())?;
        std::io::Write::flush(output)
    }

    /// Forgets what the terminal shows: the next picture is drawn whole.
    pub fn clear(&mut self) -> Result<()> {
        // ratatui's own `clear` asks the terminal where its cursor is, and the answer would have to
        // come through the keyboard's thread.
        let size = self.terminal.size()?;
        self.terminal
            .resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub fn capture_mouse(&mut self, is_wanted: bool) -> Result<()> {
        HAS_MOUSE.store(is_wanted, Ordering::SeqCst);
        if is_wanted {
            execute!(stdout(), EnableMouseCapture)
        } else {
            execute!(stdout(), DisableMouseCapture)
        }
    }

    /// Puts a text on the terminal's clipboard.
    pub fn copy(&mut self, text: &str) -> Result<()> {
        clipboard::copy(&mut stdout(), text)
    }

    /// Gives the terminal back for a while.
    pub fn leave(&mut self) {
        give_back();
    }

    /// Takes the terminal over again, whatever state it is in.
    pub fn return_to(&mut self) -> Result<()> {
        give_back();
        take()?;
        self.clear()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

/// Lets colours through where somebody asked for them by name: crossterm would hold them back for
/// `NO_COLOR` by itself.
pub fn force_colours() {
    force_color_output(true);
}

fn take() -> Result<()> {
    enable_raw_mode()?;
    IS_TAKEN.store(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if HAS_MOUSE.load(Ordering::SeqCst) {
        execute!(stdout(), EnableMouseCapture)?;
    }
    Ok(())
}

/// Gives the terminal back, if it is ours. Faults are passed over: the terminal may be gone.
fn give_back() {
    if !IS_TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut output = stdout();
    if HAS_MOUSE.load(Ordering::SeqCst) {
        let _gone = execute!(output, DisableMouseCapture);
    }
    let _gone = execute!(
        output,
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _gone = output.flush();
    let _gone = disable_raw_mode();
}
