//! What ideas are called where people read of them: by their titles, and by their ids where they have none.

use crate::course::lesson::Lesson;
use crate::course::pack::Pack;
use crate::explain::questions::idea_title::idea_title;
use std::collections::BTreeMap;

/// Holds the titles that lessons and packs give to ideas; those of the course are known besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdeaTitles {
    own: BTreeMap<String, String>,
}

impl IdeaTitles {
    /// Takes the titles that stand in lessons; of several the first counts.
    pub fn of(lessons: &[Lesson]) -> Self {
        let mut own = BTreeMap::new();
        for (idea, title) in lessons.iter().flat_map(|lesson| &lesson.idea_titles) {
            own.entry(idea.clone()).or_insert_with(|| title.clone());
        }
        Self { own }
    }

    /// Takes the titles of a pack too, which go before those of its lessons.
    #[must_use]
    pub fn with_pack(mut self, pack: &Pack) -> Self {
        self.own.extend(pack.idea_titles.clone());
        self
    }

    /// Gives the title of an idea, or its id.
    pub fn title(&self, idea: &str) -> String {
        let own = self.own.get(idea).cloned();
        own.or_else(|| idea_title(idea))
            .unwrap_or_else(|| idea.to_owned())
    }
}
