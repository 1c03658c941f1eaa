//! The image as it stands after an instruction, as a text: set here, inherited and unknown told apart.

use crate::build::image_config::Healthcheck;
use crate::build::image_state::{ImageState, Table, default_shell};
use crate::build::plan::Plan;
use crate::build::setting::{Origin, Setting};
use crate::build::stage::{Base, Stage};
use crate::build::value::Value;
use crate::doc::template::Values;
use crate::doc::text::Text;
use crate::doc::{Block, Doc, SettingChange, SettingRow};
use crate::explain::facts::healthcheck::HealthTimings;
use crate::explain::shown;
use crate::explain::subject::{Subject, line_of, root_stage};
use crate::knowledge::phrases::{phrase, plain_phrase};
use crate::language::tree::Tree;
use std::sync::Arc;

/// Describes the image after an instruction, counted from 0.
pub fn state_text(tree: &Tree, plan: &Plan, index: usize) -> Doc {
    let subject = Subject::new(tree, plan, index);
    let Some((stage, after)) = subject
        .as_ref()
        .and_then(|subject| Some((subject.stage?, subject.after()?)))
    else {
        return Doc {
            blocks: vec![Block::Paragraph(plain_phrase("state-of-no-stage"))],
        };
    };
    let nothing = ImageState::default();
    let before = stage.state_before(index).unwrap_or(&nothing);
    let mut rows = Rows {
        tree,
        plan,
        stage,
        index,
        settings: Vec::new(),
    };
    let mut blocks = vec![Block::Lead(plain_phrase("state-after"))];
    rows.settings(before, after);
    blocks.push(rows.take());
    rows.environment(before, after);
    blocks.extend(under_heading("environment", rows.take()));
    if let Some(base) = after.environment.open_base() {
        let text = phrase("state-open-base", &values("base", Text::code(base)));
        blocks.push(Block::Paragraph(text));
    }
    rows.arguments(before, after);
    blocks.extend(under_heading("build-arguments", rows.take()));
    Doc { blocks }
}

fn under_heading(name: &str, block: Block) -> Vec<Block> {
    if block == Block::Settings(Vec::new()) {
        return Vec::new();
    }
    let heading = Block::Heading {
        level: 3,
        text: plain_phrase(name),
    };
    vec![heading, block]
}

fn values(name: &'static str, text: Text) -> Values {
    Values::from([(name, text)])
}

/// Says what a health check runs and when; what is not given is the engine's default.
pub(crate) fn shown_healthcheck(healthcheck: &Healthcheck) -> Text {
    let (kind, words) = match healthcheck.test.split_first() {
        Some((kind, words)) => (kind.as_str(), words),
        None => ("", &[][..]),
    };
    if kind == "NONE" {
        return plain_phrase("state-of-no-healthcheck");
    }
    let command = match (kind, words) {
        // Without a test the base image's own one is kept.
        ("", _) => plain_phrase("healthcheck-of-base"),
        ("CMD-SHELL", _) => Text::code(words.join(" ")),
        _ => shown::words(words),
    };
    let timings = HealthTimings::of(healthcheck);
    let values = Values::from([
        ("command", command),
        ("interval", Text::plain(timings.interval)),
        ("timeout", Text::plain(timings.timeout)),
        ("retries", Text::plain(timings.retries)),
        ("start-period", Text::plain(timings.start_period)),
        ("start-interval", Text::plain(timings.start_interval)),
    ]);
    let name = match healthcheck.start_period {
        0 => "state-of-healthcheck",
        _ => "state-of-healthcheck-at-start",
    };
    phrase(name, &values)
}

/// The words of a process.
type WordsSetting = Setting<Arc<[String]>>;

struct Rows<'a> {
    tree: &'a Tree,
    plan: &'a Plan,
    stage: &'a Stage,
    index: usize,
    settings: Vec<SettingRow>,
}

impl Rows<'_> {
    fn take(&mut self) -> Block {
        Block::Settings(std::mem::take(&mut self.settings))
    }

    fn push(&mut self, name: Text, value: Text, origin: Text, change: SettingChange) {
        self.settings.push(SettingRow {
            name,
            value,
            origin,
            change,
        });
    }

    /// Says where a value comes from.
    fn origin(&self, origin: Origin) -> Text {
        match origin {
            Origin::Instruction(index) if index == self.index => plain_phrase("of-this-line"),
            Origin::Instruction(index) => {
                let line = line_of(self.tree, index).to_string();
                phrase("of-line", &values("line", Text::plain(line)))
            }
            Origin::BaseImage => {
                let root = root_stage(self.plan, self.stage);
                let name = match root.engine_image {
                    Some(_) => "of-engine",
                    None => "of-base",
                };
                phrase(name, &values("base", self.base()))
            }
            Origin::Builder => plain_phrase("of-builder"),
        }
    }

    fn base(&self) -> Text {
        let root = root_stage(self.plan, self.stage);
        match root.base {
            Base::Scratch => Text::code("scratch"),
            _ => Text::code(root.base_name.as_str()),
        }
    }

    fn settings(&mut self, before: &ImageState, after: &ImageState) {
        let root = Text::code("root");
        let folder = Text::code("/");
        let stop = Text::code("SIGTERM");
        let shell = default_shell(self.stage.is_windows);
        let shell: Vec<String> = shell.iter().map(ToString::to_string).collect();
        self.value(
            "working-directory",
            (&before.working_directory, &after.working_directory),
            Some(folder),
        );
        self.value("user", (&before.user, &after.user), Some(root));
        self.words("entrypoint", (&before.entrypoint, &after.entrypoint), None);
        self.words("command", (&before.command, &after.command), None);
        self.names("ports", &before.exposed_ports, &after.exposed_ports);
        self.names("volumes", &before.volumes, &after.volumes);
        self.setting(
            "healthcheck",
            (&before.healthcheck, &after.healthcheck),
            |healthcheck: &Arc<Healthcheck>| shown_healthcheck(healthcheck),
            None,
            false,
        );
        self.value(
            "stop-signal",
            (&before.stop_signal, &after.stop_signal),
            Some(stop),
        );
        self.words(
            "shell",
            (&before.shell, &after.shell),
            Some(shown::words(&shell)),
        );
        self.labels(&before.labels, &after.labels);
        for (trigger, origin) in &after.on_build {
            let origin_text = self.origin(*origin);
            let change = self.change_of(*origin, false);
            self.push(
                plain_phrase("triggers"),
                Text::code(trigger.to_string()),
                origin_text,
                change,
            );
        }
    }

    fn value(
        &mut self,
        name: &str,
        states: (&Setting<Value>, &Setting<Value>),
        default: Option<Text>,
    ) {
        self.setting(name, states, shown::value, default, true);
    }

    fn words(&mut self, name: &str, states: (&WordsSetting, &WordsSetting), default: Option<Text>) {
        let is_always_shown = default.is_none();
        self.setting(
            name,
            states,
            |words: &Arc<[String]>| shown::words(words),
            default,
            is_always_shown,
        );
    }

    /// Adds a setting; one that is not set is shown where a reader would ask for it.
    fn setting<T: PartialEq>(
        &mut self,
        name: &str,
        (before, after): (&Setting<T>, &Setting<T>),
        show: impl Fn(&T) -> Text,
        default: Option<Text>,
        is_always_shown: bool,
    ) {
        let is_gone = matches!(after, Setting::Unset) && !matches!(before, Setting::Unset);
        match after {
            Setting::Set { value, origin } => {
                let change = self.change_of(*origin, !matches!(before, Setting::Unset));
                let origin = self.origin(*origin);
                self.push(plain_phrase(name), show(value), origin, change);
            }
            Setting::Unknown => {
                let text = phrase("unknown-settings-of", &values("base", self.base()));
                let unknown = Text(vec![crate::doc::text::Inline::Unknown(text.to_plain())]);
                self.push(
                    plain_phrase(name),
                    unknown,
                    Text::default(),
                    SettingChange::None,
                );
            }
            Setting::Unset if is_gone => {
                // ENTRYPOINT alone takes a setting away: the CMD that the base image brought.
                let value = plain_phrase("cleared-here");
                let name = plain_phrase(name);
                self.push(name, value, Text::default(), SettingChange::Gone);
            }
            Setting::Unset if is_always_shown => {
                let value = default.map_or_else(
                    || plain_phrase("not-set"),
                    |default| phrase("not-set-so", &values("default", default)),
                );
                self.push(
                    plain_phrase(name),
                    value,
                    Text::default(),
                    SettingChange::None,
                );
            }
            Setting::Unset => {}
        }
    }

    fn change_of(&self, origin: Origin, had_value: bool) -> SettingChange {
        match (origin == Origin::Instruction(self.index), had_value) {
            (false, _) => SettingChange::None,
            (true, false) => SettingChange::New,
            (true, true) => SettingChange::Changed,
        }
    }

    fn names(&mut self, name: &str, before: &Table<()>, after: &Table<()>) {
        for (value, ((), origin)) in after {
            let change = self.change_of(*origin, before.contains_key(value));
            let origin = self.origin(*origin);
            self.push(plain_phrase(name), shown::value(value), origin, change);
        }
    }

    fn labels(&mut self, before: &Table<Value>, after: &Table<Value>) {
        for (key, (value, origin)) in after {
            let mut name = plain_phrase("label");
            name.push_plain(" ");
            name.append(shown::value(key));
            let change = self.change_of(*origin, before.contains_key(key));
            let origin = self.origin(*origin);
            self.push(name, shown::value(value), origin, change);
        }
    }

    fn environment(&mut self, before: &ImageState, after: &ImageState) {
        for variable in after.environment.iter() {
            let had_value = before.environment.get(&variable.name).is_some();
            let change = self.change_of(variable.origin, had_value);
            // Who decides an unknown value stands in the value.
            let origin = if variable.value.has_unknown() && variable.origin == Origin::BaseImage {
                Text::default()
            } else {
                self.origin(variable.origin)
            };
            let name = Text::code(&*variable.name);
            self.push(name, shown::value(&variable.value), origin, change);
        }
    }

    /// Adds the build arguments in scope: an ENV of the same name wins over them.
    fn arguments(&mut self, before: &ImageState, after: &ImageState) {
        let known = before.arguments.len();
        for (place, argument) in after.arguments.iter().enumerate() {
            let value = argument
                .value
                .as_ref()
                .map_or_else(|| plain_phrase("no-value"), shown::value);
            let origin = Origin::Instruction(argument.instruction);
            let is_new = place >= known && argument.instruction == self.index;
            let change = if is_new {
                SettingChange::New
            } else {
                SettingChange::None
            };
            let origin = self.origin(origin);
            self.push(Text::code(&*argument.name), value, origin, change);
        }
    }
}
