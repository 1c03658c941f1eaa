//! The program in typed lines: a question mark of a prompt, a line in, a text out, no other screen.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::app::plain::Answer;
use crate::export::text::ink::Ink;
use crate::export::text::write;
use crate::host::context_listing::{list, look_into};
use crate::host::drafts::Drafts;
use crate::host::stopwatch::Stopwatch;
use crate::host::{carry_out, editor, engine, environment, find, notes, progress};
use std::io::{BufRead, Result, Write, stdin, stdout};
use std::sync::atomic::AtomicBool;

/// Reads commands from standard input and writes the answers until the reader quits or the input ends.
/// Of the effects that the app's start left, the listing of the build context is carried out first:
/// typed lines wait for it.
pub fn run(app: &mut App, effects: Vec<Effect>) -> Result<()> {
    let mut errands = Errands::default();
    errands.run(app, effects);
    let first = app.plain_start();
    print(&first)?;
    let mut lines = stdin().lock().lines();
    loop {
        let mut output = stdout().lock();
        output.write_all(b"> ")?;
        output.flush()?;
        drop(output);
        let Some(line) = lines.next() else {
            return stdout().lock().write_all(b"\n");
        };
        let mut answer = app.plain_line(&line?);
        let has_opened = matches!(answer.effects.as_slice(), [Effect::ReadFile(_)]);
        let has_exercise = answer
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::OpenDraft(_)));
        let effects = std::mem::take(&mut answer.effects);
        if errands.run(app, effects) {
            return Ok(());
        }
        if has_exercise && answer.doc.blocks.is_empty() {
            answer.doc = app.plain_goals();
        } else if has_opened || has_exercise {
            // What is said rests on what was read meanwhile.
            answer = app.plain_start();
        }
        print(&answer)?;
    }
}

/// Carries out what typed lines ask for: each is done when the next line is typed.
#[derive(Default)]
struct Errands {
    drafts: Drafts,
    stopwatch: Stopwatch,
}

impl Errands {
    /// Carries effects out; tells whether the program ends.
    fn run(&mut self, app: &mut App, effects: Vec<Effect>) -> bool {
        let mut waiting = carry_out(app, effects);
        while let Some(effect) = waiting.pop() {
            let msg = match effect {
                Effect::Quit => return true,
                Effect::ListContext { dockerfile, folder } => {
                    Some(list(dockerfile, &folder, &AtomicBool::new(false)))
                }
                Effect::ReadArchives {
                    dockerfile,
                    folder,
                    paths,
                } => Some(look_into(dockerfile, &folder, &paths)),
                Effect::FindDockerfiles(folder) => {
                    Some(find::find(&folder, &app.options_for_finding()))
                }
                Effect::AskEngine(question) => {
                    let answer = engine::ask(&question).unwrap_or_default();
                    Some(Msg::EngineAnswered(answer))
                }
                Effect::ReadProgress => Some(progress::msg_of_all()),
                Effect::StartStopwatch => {
                    self.stopwatch = Stopwatch::start();
                    None
                }
                Effect::Keep(deed) => progress::msg_of_keeping(self.stopwatch.stamp(deed)),
                // Nobody listens to changes while a line is awaited: check reads the file again.
                Effect::OpenDraft(draft) => Some(self.drafts.open(draft, |_| false)),
                Effect::WriteDraft(draft) => self.drafts.write(&draft),
                Effect::Edit { path, line } => Some(Msg::Edited(editor::edit(&path, line))),
                Effect::ReadNotes(path) => Some(notes::read(&path)),
                _ => None,
            };
            if let Some(msg) = msg {
                waiting.extend(carry_out_of(app, msg));
            }
        }
        false
    }
}

fn carry_out_of(app: &mut App, msg: Msg) -> Vec<Effect> {
    let effects = app.update(msg);
    carry_out(app, effects)
}

fn print(answer: &Answer) -> Result<()> {
    let text = write(&answer.doc, environment::text_columns(), Ink::Plain);
    let mut output = stdout().lock();
    output.write_all(b"\n")?;
    output.write_all(text.as_bytes())?;
    output.write_all(b"\n")?;
    output.flush()
}
