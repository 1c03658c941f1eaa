//! What a stage is called: by its name, or, where it has none, by its place in its file.

use crate::build::stage::Stage;
use crate::doc::text::Text;

/// Holds a stage's name and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageName {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its place in its file, counted from 0.
    pub index: usize,
}

impl StageName {
    /// Takes them from a stage.
    pub fn of(stage: &Stage) -> Self {
        Self {
            name: stage.name.clone(),
            index: stage.index,
        }
    }

    /// Names it behind the word "stage": `prod` as code, or a number counted from 1.
    pub fn behind_the_word(&self) -> Text {
        match &self.name {
            Some(name) => Text::code(name.as_str()),
            None => Text::plain((self.index + 1).to_string()),
        }
    }

    /// Names it for programs, as BuildKit does: `prod`, `stage-1`.
    pub fn for_programs(&self) -> String {
        let number = || format!("stage-{}", self.index);
        self.name.clone().unwrap_or_else(number)
    }
}
