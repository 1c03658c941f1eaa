//! Instructions that a lesson points at, found so that edits elsewhere do not move them.

use crate::analysis::Analysis;
use crate::course::lesson_file::{SelectorFile, StageFile};
use crate::language::span::Span;

/// Holds the instruction that a selector found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The instruction, counted from 0.
    pub instruction: usize,
    /// Its first line, counted from 1.
    pub first_line: u32,
    /// Its last line.
    pub last_line: u32,
    /// Its bytes.
    pub span: Span,
}

/// Finds the one instruction that fits; else says what is wrong, and the way out.
pub fn find(selector: &SelectorFile, analysis: &Analysis) -> Result<Place, String> {
    if selector.instruction.is_none() && selector.containing.is_none() {
        return Err("this points at nothing; say instruction = \"COPY\" or containing = \"words of the line\"".to_owned());
    }
    let stage = stage(selector, analysis)?;
    let fits: Vec<Place> = places(analysis)
        .filter(|place| stage.is_none() || analysis.stage_of(place.instruction) == stage)
        .filter(|place| fits(selector, analysis, *place))
        .collect();
    match (selector.nth, fits.as_slice()) {
        (_, []) => {
            Err("no instruction fits this; look at the stage, the keyword and the words".to_owned())
        }
        (None, [place]) => Ok(*place),
        (None, several) => Err(format!(
            "this fits the instructions of lines {}; add nth = 1, or more words",
            lines(several)
        )),
        (Some(nth), several) => {
            let place = nth.checked_sub(1).and_then(|nth| several.get(nth));
            place.copied().ok_or_else(|| {
                let count = several.len();
                format!(
                    "nth = {nth}, but {count} fit (lines {}); nth counts from 1",
                    lines(several)
                )
            })
        }
    }
}

/// Lists the places of all instructions.
pub fn places(analysis: &Analysis) -> impl Iterator<Item = Place> {
    let instructions = analysis.tree().instructions().iter().enumerate();
    instructions.map(|(index, instruction)| Place {
        instruction: index,
        first_line: instruction.first_line,
        last_line: instruction.last_line,
        span: instruction.span,
    })
}

fn stage(selector: &SelectorFile, analysis: &Analysis) -> Result<Option<usize>, String> {
    let stages = analysis.stages();
    let found = match &selector.stage {
        None => return Ok(None),
        Some(StageFile::Number(number)) => {
            let index = number.checked_sub(1);
            index.filter(|index| *index < stages.len())
        }
        Some(StageFile::Name(name)) => {
            let named = |stage: &&crate::analysis::outline::StageOutline| {
                stage.name.as_deref() == Some(name)
            };
            let found = stages.iter().find(named);
            found.and_then(|found| stages.iter().position(|stage| std::ptr::eq(stage, found)))
        }
    };
    found.map(Some).ok_or_else(|| {
        let names = stages.iter().filter_map(|stage| stage.name.as_deref());
        let names: Vec<&str> = names.collect();
        let count = stages.len();
        if names.is_empty() {
            format!("there is no such stage; the file has {count}, counted from 1, without names")
        } else {
            format!(
                "there is no such stage; the file has {count}, counted from 1; named are: {}",
                names.join(", ")
            )
        }
    })
}

fn fits(selector: &SelectorFile, analysis: &Analysis, place: Place) -> bool {
    let text = place.span.of(analysis.tree().text());
    let keyword = text.split_whitespace().next().unwrap_or_default();
    let has_keyword = selector
        .instruction
        .as_ref()
        .is_none_or(|wanted| wanted.eq_ignore_ascii_case(keyword));
    let has_words = selector
        .containing
        .as_ref()
        .is_none_or(|wanted| text.contains(wanted.as_str()));
    has_keyword && has_words
}

fn lines(places: &[Place]) -> String {
    let lines = places.iter().map(|place| place.first_line.to_string());
    lines.collect::<Vec<String>>().join(", ")
}
