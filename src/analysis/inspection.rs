//! What BuildKit makes of a file, as one text: stages, configuration, findings.
//!
//! It arranges facts; why they are so is the explanation's business.

use crate::analysis::Analysis;
use crate::build::image_state::{ImageState, Table};
use crate::build::setting::{Origin, Setting};
use crate::build::stage::{Source, Stage};
use crate::build::value::Value;
use crate::doc::size::size;
use crate::doc::text::{Inline, Text, listed};
use crate::doc::{Block, Doc, Part};
use crate::explain::built_text::built_table;
use crate::explain::shown;
use crate::explain::state_text::shown_healthcheck;
use crate::explain::subject::{line_of, root_stage};
use crate::knowledge::phrases::plain_phrase;
use std::sync::Arc;

/// Writes the whole of it.
pub fn inspection(analysis: &Analysis) -> Doc {
    let plan = analysis.plan();
    let mut blocks = Vec::new();
    if let Some(located) = plan.refusal() {
        blocks.push(heading("BuildKit refuses this file"));
        let place = located
            .line
            .map_or_else(String::new, |line| format!("line {line}: "));
        let mut text = Text::plain(place);
        text.append(Text::code(located.refusal.to_string()));
        blocks.push(Block::List(vec![text]));
    }
    if !plan.stages.is_empty() {
        blocks.push(heading("Stages"));
        let stages = plan.stages.iter().map(|stage| stage_line(analysis, stage));
        blocks.push(Block::Steps(stages.collect()));
    }
    if let Some(target) = plan.target.and_then(|target| plan.stages.get(target)) {
        blocks.push(heading("Configuration of the image"));
        blocks.push(Block::Parts(configuration(analysis, target)));
    }
    if plan.built.is_some() {
        blocks.push(Block::Heading {
            level: 2,
            text: plain_phrase("built-heading"),
        });
        blocks.extend(built_table(analysis.tree(), plan, analysis.files()));
    }
    blocks.push(heading("Findings"));
    blocks.push(findings(analysis));
    Doc { blocks }
}

fn heading(words: &str) -> Block {
    Block::Heading {
        level: 2,
        text: Text::plain(words),
    }
}

fn stage_line(analysis: &Analysis, stage: &Stage) -> Text {
    let plan = analysis.plan();
    let mut line = shown::stage_name(stage);
    line.push_plain(&format!(
        ", line {}: from ",
        line_of(analysis.tree(), stage.from_instruction)
    ));
    line.append(Text::code(stage.base_name.as_str()));
    if let Some(image) = &stage.engine_image {
        line.push_plain(" (in your engine");
        if let (Some(bytes), Some(layers)) = (image.bytes, image.layers) {
            let layers = if layers == 1 {
                "1 layer".to_owned()
            } else {
                format!("{layers} layers")
            };
            line.push_plain(&format!(": {} in {layers}", size(bytes)));
        }
        line.push_plain(")");
    }
    if plan.target == Some(stage.index) {
        line.push_plain(" · this is what is built");
    } else if !stage.is_needed {
        line.push_plain(" · skipped: the target does not need it");
    }
    let sources = stage.needs.iter().map(|need| {
        let mut source = match &need.source {
            Source::Stage(index) => plan
                .stages
                .get(*index)
                .map_or_else(Text::default, shown::stage_name),
            Source::Image(image) => Text::code(image.as_str()),
        };
        source.push_plain(&format!(
            " (line {})",
            line_of(analysis.tree(), need.instruction)
        ));
        source
    });
    let sources: Vec<Text> = sources.collect();
    if !sources.is_empty() {
        line.push_plain(" · takes files from ");
        line.append(listed(sources));
    }
    let layers = stage.steps.iter().filter(|step| step.makes_layer).count();
    line.push_plain(&format!(" · {}", shown::counted(layers, "layer", "layers")));
    line
}

/// Lists the settings of an image, each with where it comes from.
fn configuration(analysis: &Analysis, stage: &Stage) -> Vec<Part> {
    let root = root_stage(analysis.plan(), stage);
    let writer = Settings {
        analysis,
        base: &root.base_name,
    };
    writer.parts(stage.end())
}

struct Settings<'a> {
    analysis: &'a Analysis,
    base: &'a str,
}

impl Settings<'_> {
    fn parts(&self, state: &ImageState) -> Vec<Part> {
        let mut parts = Vec::new();
        for variable in state.environment.iter() {
            let value = shown::value(&variable.value);
            parts.push(self.part(&format!("ENV {}", variable.name), value, variable.origin));
        }
        if state.environment.open_base().is_some() {
            parts.push(self.unknown("ENV …"));
        }
        let unknown = state.environment.unknown_names();
        parts.extend(unknown.map(|name| self.unknown(&format!("ENV {name}"))));
        self.value("working-directory", &state.working_directory, &mut parts);
        self.value("user", &state.user, &mut parts);
        self.words("entrypoint", &state.entrypoint, &mut parts);
        self.words("command", &state.command, &mut parts);
        let healthcheck = plain_phrase("healthcheck").to_plain();
        match &state.healthcheck {
            Setting::Set { value, origin } => {
                parts.push(self.part(&healthcheck, shown_healthcheck(value), *origin));
            }
            Setting::Unset => {}
            Setting::Unknown => parts.push(self.unknown(&healthcheck)),
        }
        self.words("shell", &state.shell, &mut parts);
        self.value("stop-signal", &state.stop_signal, &mut parts);
        self.names("ports", &state.exposed_ports, &mut parts);
        if state.has_unknown_ports {
            parts.push(self.unknown(&plain_phrase("ports").to_plain()));
        }
        self.names("volumes", &state.volumes, &mut parts);
        if state.has_unknown_volumes {
            parts.push(self.unknown(&plain_phrase("volumes").to_plain()));
        }
        for (key, (value, origin)) in &state.labels {
            parts.push(self.part(&format!("LABEL {key}"), shown::value(value), *origin));
        }
        parts
    }

    fn part(&self, name: &str, mut value: Text, origin: Origin) -> Part {
        let from = match origin {
            Origin::Instruction(instruction) => {
                format!("set on line {}", line_of(self.analysis.tree(), instruction))
            }
            Origin::BaseImage => format!("inherited from {}", self.base),
            Origin::Builder => "set by the builder".to_owned(),
        };
        value.push_plain(" · ");
        value.push_plain(&from);
        Part {
            written: name.to_owned(),
            meaning: value,
            ..Part::default()
        }
    }

    fn unknown(&self, name: &str) -> Part {
        Part {
            written: name.to_owned(),
            meaning: Text(vec![Inline::Unknown(format!(
                "unknown: {} decides it",
                self.base
            ))]),
            ..Part::default()
        }
    }

    fn value(&self, name: &str, setting: &Setting<Value>, parts: &mut Vec<Part>) {
        let name = plain_phrase(name).to_plain();
        match setting {
            Setting::Set { value, origin } => {
                parts.push(self.part(&name, shown::value(value), *origin));
            }
            Setting::Unset => {}
            Setting::Unknown => parts.push(self.unknown(&name)),
        }
    }

    fn words(&self, name: &str, setting: &Setting<Arc<[String]>>, parts: &mut Vec<Part>) {
        let name = plain_phrase(name).to_plain();
        match setting {
            Setting::Set { value, origin } => {
                parts.push(self.part(&name, shown::words(value), *origin));
            }
            Setting::Unset => {}
            Setting::Unknown => parts.push(self.unknown(&name)),
        }
    }

    fn names(&self, name: &str, table: &Table<()>, parts: &mut Vec<Part>) {
        let name = plain_phrase(name).to_plain();
        for (value, ((), origin)) in table {
            parts.push(self.part(&name, shown::value(value), *origin));
        }
    }
}

fn findings(analysis: &Analysis) -> Block {
    if analysis.findings().is_empty() {
        return Block::Paragraph(Text::plain("None."));
    }
    let lines = analysis.findings().iter().map(|finding| {
        let mut line = Text::plain(format!("line {}: {} (", finding.start, finding.message));
        line.append(Text::code(finding.rule));
        line.push_plain(")");
        line
    });
    Block::List(lines.collect())
}
