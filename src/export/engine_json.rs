//! What a local engine has, as a part of `inspect --json`: base images, and the image built from the file.
//!
//! A stage has `engine`: `{bytes, layers, created}` of its base image. The file has `built`: the image's
//! name, size and day, `whole` (whether every line of the file, and nothing else, made it), `base_bytes`,
//! its `lines` (`line`, `makes_layer` as predicted, `bytes` and `created_by` as the image has them; without
//! these where it was built from another version of the line), and `foreign`, what no line of the file made.
//! What the engine does not say is left out.

use crate::analysis::Analysis;
use crate::build::engine::built_image::HistoryLine;
use crate::build::engine::image::EngineImage;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct EngineReport<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    layers: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct BuiltReport<'a> {
    image: &'a str,
    #[serde(flatten)]
    engine: EngineReport<'a>,
    whole: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_bytes: Option<u64>,
    lines: Vec<BuiltLineReport<'a>>,
    foreign: Vec<HistoryReport<'a>>,
}

#[derive(Serialize)]
struct BuiltLineReport<'a> {
    line: u32,
    makes_layer: bool,
    #[serde(flatten)]
    found: Option<HistoryReport<'a>>,
}

#[derive(Serialize)]
struct HistoryReport<'a> {
    created_by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
}

/// Writes what the engine has of a base image.
pub(super) fn engine_report(image: &EngineImage) -> EngineReport<'_> {
    EngineReport {
        bytes: image.bytes,
        layers: image.layers,
        created: image.created.as_deref(),
    }
}

/// Writes what the engine has of the file.
pub(super) fn built_report(analysis: &Analysis) -> Option<BuiltReport<'_>> {
    let built = analysis.plan().built.as_ref()?;
    let instructions = analysis.tree().instructions();
    let line_of = |instruction: usize| instructions.get(instruction).map(|it| it.first_line);
    let lines = built.lines.iter().map(|line| BuiltLineReport {
        line: line_of(line.instruction).unwrap_or_default(),
        makes_layer: line.makes_layer,
        found: line.found.as_ref().map(history_report),
    });
    Some(BuiltReport {
        image: &built.image,
        engine: EngineReport {
            bytes: built.bytes,
            layers: built.layers,
            created: built.created.as_deref(),
        },
        whole: built.is_whole(),
        base_bytes: built.base_bytes,
        lines: lines.collect(),
        foreign: built.foreign.iter().map(history_report).collect(),
    })
}

fn history_report(line: &HistoryLine) -> HistoryReport<'_> {
    HistoryReport {
        created_by: &line.created_by,
        bytes: line.bytes,
    }
}
