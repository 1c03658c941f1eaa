//! Values and stages as texts show them.

use crate::build::plan::Plan;
use crate::build::stage::Stage;
use crate::build::value::{Chunk, Value};
use crate::doc::text::{Inline, Text, listed};

/// Shows a value as code; what is unknown in it is named, never guessed.
pub fn value(value: &Value) -> Text {
    if value.chunks().is_empty() {
        return Text::plain("nothing");
    }
    let inlines = value.chunks().iter().map(|chunk| match chunk {
        Chunk::Known(text) => Inline::Code(text.clone()),
        Chunk::Unknown(unknown) => Inline::Unknown(unknown.to_string()),
    });
    Text(inlines.collect())
}

/// Lists values as code.
pub fn values<'a>(values: impl IntoIterator<Item = &'a Value>) -> Text {
    listed(values.into_iter().map(value))
}

/// Shows words as the exec form they are: `["python", "manage.py"]`.
pub fn words(words: &[String]) -> Text {
    let quoted: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    Text::code(format!("[{}]", quoted.join(", ")))
}

/// Names a stage: by its name, else "stage 2".
pub fn stage_name(stage: &Stage) -> Text {
    match &stage.name {
        Some(name) => Text(vec![Inline::Emphasis(Text::plain(name.as_str()))]),
        None => Text::plain(format!("stage {}", stage.index + 1)),
    }
}

/// Says which stage of how many it is: "stage 1 of 2".
pub fn stage_number(plan: &Plan, stage: &Stage) -> String {
    format!("stage {} of {}", stage.index + 1, plan.stages.len())
}

/// Says a number of things in words where they are few: "one stage", "12 stages".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    const WORDS: [&str; 11] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let number = WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned());
    format!("{number} {}", if count == 1 { one } else { many })
}
