//! Which stage of one file is which of the other: by name, then by what it is for, base and order.

use crate::build::plan::Plan;
use crate::build::stage::{Base, Stage};

/// Holds a stage of the old file and the one of the new file that it became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StagePair {
    /// Its place in the old file; none where the stage is new.
    pub old: Option<usize>,
    /// Its place in the new file; none where the stage is gone.
    pub new: Option<usize>,
}

/// Pairs the stages, in the new file's order; those that are gone stand last.
pub fn stage_pairs(old: &Plan, new: &Plan) -> Vec<StagePair> {
    let mut matching = Matching {
        old,
        new,
        old_of: vec![None; new.stages.len()],
        taken: vec![false; old.stages.len()],
    };
    matching.pair_where(|_, before, after| before.name.is_some() && before.name == after.name);
    // What is built stays what is built, unless its name says that it is another stage.
    matching.pair_where(|matching, before, after| {
        matching.old.target == Some(before.index) && matching.new.target == Some(after.index)
    });
    matching.pair_where(Matching::same_base);
    if matching.free_old() == matching.free_new() {
        matching.pair_where(|_, _, _| true);
    }
    matching.pairs()
}

/// Finds the new place of a stage of the old file.
pub fn new_of(pairs: &[StagePair], old: usize) -> Option<usize> {
    let pair = pairs.iter().find(|pair| pair.old == Some(old))?;
    pair.new
}

struct Matching<'a> {
    old: &'a Plan,
    new: &'a Plan,
    /// For each new stage the old one.
    old_of: Vec<Option<usize>>,
    /// For each old stage whether it has a new one.
    taken: Vec<bool>,
}

impl Matching<'_> {
    /// Pairs the stages that have no partner yet and fit, in order.
    fn pair_where(&mut self, fits: impl Fn(&Self, &Stage, &Stage) -> bool) {
        for after in &self.new.stages {
            if self.old_of.get(after.index).copied().flatten().is_some() {
                continue;
            }
            let mut free = self.old.stages.iter().filter(|before| self.is_free(before));
            let Some(found) = free.find(|before| fits(self, before, after)) else {
                continue;
            };
            let found = found.index;
            if let (Some(partner), Some(taken)) =
                (self.old_of.get_mut(after.index), self.taken.get_mut(found))
            {
                *partner = Some(found);
                *taken = true;
            }
        }
    }

    fn is_free(&self, before: &Stage) -> bool {
        !self.taken.get(before.index).copied().unwrap_or(true)
    }

    fn same_base(&self, before: &Stage, after: &Stage) -> bool {
        match (&before.base, &after.base) {
            (Base::Stage(before), Base::Stage(after)) => {
                self.old_of.get(*after).copied().flatten() == Some(*before)
            }
            (Base::Stage(_), _) | (_, Base::Stage(_)) => false,
            _ => before.base_name == after.base_name,
        }
    }

    fn free_old(&self) -> usize {
        self.taken.iter().filter(|taken| !**taken).count()
    }

    fn free_new(&self) -> usize {
        self.old_of.iter().filter(|old| old.is_none()).count()
    }

    fn pairs(&self) -> Vec<StagePair> {
        let kept = self.old_of.iter().enumerate();
        let kept = kept.map(|(new, old)| StagePair {
            old: *old,
            new: Some(new),
        });
        let gone = self.old.stages.iter().filter(|stage| self.is_free(stage));
        let gone = gone.map(|stage| StagePair {
            old: Some(stage.index),
            new: None,
        });
        kept.chain(gone).collect()
    }
}
