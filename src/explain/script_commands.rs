//! The commands of an instruction, found out once: for the explanation, for `inspect --commands`.
//!
//! A word that is a script for another shell (`sh -c '…'`) is read too, as a script of its own: its
//! commands stand behind the one that starts it, one level deeper.

use crate::explain::command_use::{CommandPlace, CommandUse, CommandWords, Found, read_use};
use crate::explain::redirect_use::RedirectUse;
use crate::explain::shell_modes::ShellModes;
use crate::language::shell::exec_form::ExecForm;
use crate::language::shell::run_script::RunScript;
use crate::language::shell::simple_commands::{
    SimpleCommandRef, function_names, loose_redirects, simple_commands,
};
use crate::language::shell::tree::{Joint, Script};
use crate::language::shell::word::{Word, WordPieceKind};
use crate::language::span::Span;
use crate::language::tree::{Instruction, Tree};

/// How many scripts may stand inside each other; quoting makes more of them unreadable anyway.
const MOST_NESTED: u8 = 4;

/// Holds the commands of an instruction and the scripts that they stand in.
#[derive(Clone, Debug, Default)]
pub struct ScriptCommands<'text> {
    /// The instruction's own text first, then those inside it.
    pub scripts: Vec<ReadScript<'text>>,
    /// The commands, nested ones too: each behind the one that runs it.
    pub uses: Vec<CommandUse>,
    /// The redirects of no simple command: behind `}`, `done`, or alone. With script and depth.
    pub redirects: Vec<(RedirectUse, usize, u8)>,
}

/// Holds a script that was read.
#[derive(Clone, Debug)]
pub struct ReadScript<'text> {
    /// Its text and the way back to the file.
    pub text: RunScript<'text>,
    /// What its shell was started with.
    pub modes: ShellModes,
    /// Whether it is no script but the words of an exec form.
    pub is_exec_form: bool,
    /// What its text was read as; nothing for an exec form.
    pub tree: Script,
    /// How deep its own commands stand.
    pub depth: u8,
}

impl<'text> ScriptCommands<'text> {
    /// Reads an instruction's shell form, or its exec form; `modes` are those of the shell in force.
    pub fn of(tree: &'text Tree, instruction: &Instruction, modes: ShellModes) -> Option<Self> {
        let mut commands = Self::default();
        if let Some(form) = ExecForm::of(tree, instruction) {
            commands.read_exec_form(form);
        } else {
            let script = RunScript::of(tree, instruction)?;
            if !script.has_foreign_interpreter() {
                let modes = own_modes(&script).unwrap_or(modes);
                commands.read_script(script, modes, 0, 0);
            }
        }
        Some(commands)
    }

    /// Gives a script's text.
    pub fn text(&self, script: usize) -> Option<&RunScript<'text>> {
        Some(&self.scripts.get(script)?.text)
    }

    /// Gives the script that a command stands in.
    pub fn script_of(&self, command: &CommandUse) -> Option<&ReadScript<'text>> {
        self.scripts.get(command.place.script)
    }

    fn read_exec_form(&mut self, form: ExecForm<'text>) {
        let words: Vec<String> = form.words.iter().map(|(_, word)| word.clone()).collect();
        let spans = form.words.iter();
        let spans: Vec<Span> = spans
            .map(|(span, _)| ExecForm::between_quotes(*span))
            .collect();
        let given = CommandWords {
            words: &words,
            spans: &spans,
            offset: 0,
        };
        let place = CommandPlace {
            script: 0,
            joint: Joint::First,
            operator: None,
            is_background: false,
            is_in_substitution: false,
            nesting: 0,
            depth: 0,
        };
        let mut found = Vec::new();
        read_use(given, place, &mut found);
        let open = |word: usize| form.text.inside_string(form.words.get(word)?.0);
        let opened: Vec<Opened<'text>> = found.into_iter().map(|one| opened(one, open)).collect();
        self.scripts.push(ReadScript {
            text: form.text,
            modes: ShellModes::default(),
            is_exec_form: true,
            tree: Script::default(),
            depth: 0,
        });
        self.add(opened, 0);
    }

    fn read_script(&mut self, text: RunScript<'text>, modes: ShellModes, depth: u8, nested: u8) {
        let index = self.scripts.len();
        let tree = text.parse();
        let first_use = self.uses.len();
        let mut found = Vec::new();
        for command in simple_commands(&tree) {
            found.push(read_command(&command, &tree, &text, (index, depth)));
        }
        for (redirect, surroundings) in loose_redirects(&tree) {
            let redirect = RedirectUse::of(&tree, text.text(), redirect);
            let surroundings = u8::try_from(surroundings).unwrap_or(u8::MAX);
            let depth = depth.saturating_add(surroundings);
            self.redirects.push((redirect, index, depth));
        }
        let functions = function_names(&tree);
        let functions: Vec<String> = functions
            .iter()
            .map(|name| name.text(text.text()))
            .collect();
        self.scripts.push(ReadScript {
            text,
            modes,
            is_exec_form: false,
            tree,
            depth,
        });
        for opened in found {
            self.add(opened, nested);
        }
        let own = self.uses.iter_mut().skip(first_use);
        for command in own.filter(|command| command.place.script == index) {
            if functions.contains(&command.called) {
                command.make_function();
            }
        }
    }

    fn add(&mut self, opened: Vec<Opened<'text>>, nested: u8) {
        for opened in opened {
            match opened {
                Opened::Use(command) => self.uses.push(*command),
                Opened::Script(text, modes, depth) if nested < MOST_NESTED => {
                    self.read_script(*text, modes, depth, nested + 1);
                }
                _ => {}
            }
        }
    }
}

/// Reads what the `#!` line of a script switches on: its interpreter starts it, and no other shell.
fn own_modes(script: &RunScript<'_>) -> Option<ShellModes> {
    script.interpreter()?;
    let first_line = script.part().of(script.text()).lines().next()?;
    let words = first_line.strip_prefix("#!")?.split_ascii_whitespace();
    let words: Vec<String> = words.map(str::to_owned).collect();
    Some(ShellModes::of_shell(&words))
}

/// Names what a command comes to, once the scripts in its words are taken out.
enum Opened<'text> {
    Use(Box<CommandUse>),
    Script(Box<RunScript<'text>>, ShellModes, u8),
    Nothing,
}

fn opened<'text>(found: Found, open: impl Fn(usize) -> Option<RunScript<'text>>) -> Opened<'text> {
    match found {
        Found::Use(command) => Opened::Use(command),
        Found::Script { word, shell, depth } => open(word).map_or(Opened::Nothing, |script| {
            Opened::Script(Box::new(script), ShellModes::of_shell(&shell), depth)
        }),
    }
}

fn read_command<'text>(
    command: &SimpleCommandRef<'_>,
    tree: &Script,
    text: &RunScript<'text>,
    (script, depth): (usize, u8),
) -> Vec<Opened<'text>> {
    let words = command.command.words.iter();
    let given: Vec<&Word> = words.filter(|word| !is_comment(word)).collect();
    // What the shell around decides is no command of this script, or is in its own list already.
    if given.first().is_none_or(|name| text.is_put_in(name.span)) {
        return Vec::new();
    }
    let words: Vec<String> = given.iter().map(|word| word.text(text.text())).collect();
    let spans: Vec<Span> = given.iter().map(|word| word.span).collect();
    let nesting = u8::try_from(command.depth()).unwrap_or(u8::MAX);
    let place = CommandPlace {
        script,
        joint: command.joint,
        operator: command.operator,
        is_background: command.is_background,
        is_in_substitution: command.is_in_substitution(),
        nesting,
        depth: depth.saturating_add(nesting),
    };
    let given_words = CommandWords {
        words: &words,
        spans: &spans,
        offset: 0,
    };
    let mut found = Vec::new();
    read_use(given_words, place, &mut found);
    if let Some(Found::Use(first)) = found.first_mut() {
        let redirects = command.command.redirects.iter();
        first.redirects = redirects
            .map(|redirect| RedirectUse::of(tree, text.text(), redirect))
            .collect();
    }
    let open = |word: usize| text.inside_word(given.get(word)?);
    found.into_iter().map(|one| opened(one, open)).collect()
}

/// Tells whether a word is a substitution without a command, which some write as a comment within a
/// line: `` `# why` ``. It comes to no word at all.
fn is_comment(word: &Word) -> bool {
    let [piece] = word.pieces.as_slice() else {
        return false;
    };
    match &piece.kind {
        WordPieceKind::BacktickSubstitution(list) | WordPieceKind::CommandSubstitution(list) => {
            list.items.is_empty()
        }
        _ => false,
    }
}
