//! What the plain study says: where the reader is, the file, the stages, the parts.

use crate::analysis::Analysis;
use crate::analysis::outline::StageOutline;
use crate::app::plain::command::COMMANDS;
use crate::app::study::Study;
use crate::doc::text::Text;
use crate::doc::{Block, Doc, Part};

/// Says where the reader is, the lines there, and what there is to say about them.
pub fn here_text(study: &Study) -> Doc {
    let mut blocks = Vec::new();
    if let Some(place) = place(study) {
        blocks.push(Block::Heading {
            level: 3,
            text: Text::plain(place),
        });
        blocks.push(Block::Code {
            language: Some("dockerfile"),
            code: study.text_here(),
        });
    }
    blocks.extend(study.shown().doc.blocks.iter().cloned());
    Doc { blocks }
}

fn place(study: &Study) -> Option<String> {
    let cursor = study.cursor?;
    let count = study.document.instruction_count();
    let (first, last) = study.document.lines_of(cursor)?;
    let lines = if first == last {
        format!("line {first}")
    } else {
        format!("lines {first} to {last}")
    };
    let stages = study.document.analysis.stages();
    let stage = study.stage().map_or_else(String::new, |stage| {
        let name = stages
            .get(stage)
            .and_then(|outline| outline.name.as_deref());
        let name = name.map_or_else(String::new, |name| format!(" ({name})"));
        format!(", stage {} of {}{name}", stage + 1, stages.len())
    });
    Some(format!(
        "Instruction {} of {count}, {lines}{stage}",
        cursor + 1
    ))
}

/// Lists the file with line numbers.
pub fn file_text(study: &Study) -> Doc {
    let analysis = &study.document.analysis;
    let here = study
        .cursor
        .and_then(|cursor| study.document.lines_of(cursor));
    let sign = |line: u32| {
        let is_here = here.is_some_and(|(first, last)| (first..=last).contains(&line));
        if is_here { "> " } else { "  " }
    };
    Doc {
        blocks: vec![numbered_lines(analysis, 1..=analysis.lines().count(), sign)],
    }
}

/// Lists lines of a Dockerfile with their numbers, a sign before each.
pub fn numbered_lines(
    analysis: &Analysis,
    lines: impl IntoIterator<Item = u32>,
    sign: impl Fn(u32) -> &'static str,
) -> Block {
    let index = analysis.lines();
    let width = index.count().to_string().len();
    let listed = lines.into_iter().map(|line| {
        let text = index.span(line).of(analysis.tree().text());
        format!("{}{line:>width$}  {}", sign(line), text.trim_end())
    });
    Block::Code {
        language: None,
        code: listed.collect::<Vec<String>>().join("\n"),
    }
}

/// Lists the stages, and what crosses between them.
pub fn stages_text(study: &Study) -> Doc {
    let stages = study.document.analysis.stages();
    let name = |index: usize| {
        let name = stages.get(index).and_then(|stage| stage.name.clone());
        name.unwrap_or_else(|| format!("stage {}", index + 1))
    };
    let items = stages.iter().enumerate().map(|(index, stage)| {
        let mut text = Text::plain(format!("{}, from ", name(index)));
        text.append(stage.base.clone());
        text.push_plain(&format!(": {}", becomes(stage)));
        for crossing in &stage.crossings {
            let line = study.document.lines_of(crossing.instruction);
            let line = line.map_or(0, |(first, _)| first);
            let from = name(crossing.from);
            text.push_plain(&format!("; line {line} takes files from {from}"));
        }
        if study.stage() == Some(index) {
            text.push_plain("; you are here");
        }
        text
    });
    let items: Vec<Text> = items.collect();
    let block = if items.is_empty() {
        Block::Paragraph(Text::plain("No stage: a stage starts with FROM."))
    } else {
        Block::Steps(items)
    };
    Doc {
        blocks: vec![block],
    }
}

fn becomes(stage: &StageOutline) -> &'static str {
    match (stage.is_target, stage.is_needed) {
        (true, _) => "it becomes the image",
        (false, true) => "the image needs it",
        (false, false) => "it is skipped",
    }
}

/// Lists the parts of the instruction with what each means.
pub fn parts_text(study: &Study) -> Doc {
    let parts = study.parts().to_vec();
    let block = if parts.is_empty() {
        Block::Paragraph(Text::plain("This instruction has no parts to tell."))
    } else {
        Block::Parts(parts)
    };
    Doc {
        blocks: vec![block],
    }
}

/// Lists the commands.
pub fn commands_text() -> Doc {
    let parts = COMMANDS.iter().map(|(written, meaning)| Part {
        written: (*written).to_owned(),
        meaning: Text::plain(*meaning),
        depth: 0,
        spans: Vec::new(),
    });
    Doc {
        blocks: vec![Block::Parts(parts.collect())],
    }
}
