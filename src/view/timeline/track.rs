//! Where the timeline's dots and edges stand: columns for every instruction of every stage.
//!
//! An instruction that takes something from another stage stands right of that stage's end, so that
//! the edge between them only ever leads right and down.

use crate::analysis::outline::StageOutline;

/// How many columns an edge moves right at most to pass no dot on its way down.
const MOST_DODGES: u32 = 32;

/// Holds the columns of all dots and the edges between stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// For every stage, the column of each of its instructions.
    pub columns: Vec<Vec<u32>>,
    /// The edges, in the order of the stages they lead to.
    pub edges: Vec<Edge>,
}

/// Holds one edge: from a stage's end right to `column`, then down to the dot there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The stage it leaves.
    pub from: usize,
    /// The later stage it leads to.
    pub to: usize,
    /// The column it goes down in.
    pub column: u32,
}

impl Track {
    /// Places the dots `step` columns apart, further where an edge needs it.
    pub fn place(stages: &[StageOutline], step: u32) -> Self {
        let mut track = Self {
            columns: Vec::with_capacity(stages.len()),
            edges: Vec::new(),
        };
        for (to, stage) in stages.iter().enumerate() {
            let mut columns: Vec<u32> = Vec::with_capacity(stage.instructions.len());
            for (index, &instruction) in stage.instructions.iter().enumerate() {
                let earliest = columns.last().map_or(0, |last| last + step);
                let mut sources = sources(stage, index, instruction);
                sources.retain(|&from| from < to);
                let column = track.free_column(&sources, to, earliest);
                track
                    .edges
                    .extend(sources.into_iter().map(|from| Edge { from, to, column }));
                columns.push(column);
            }
            track.columns.push(columns);
        }
        track
    }

    /// Finds the first column where the edges from all sources pass no dot.
    fn free_column(&self, sources: &[usize], to: usize, earliest: u32) -> u32 {
        let Some(&first) = sources.iter().min() else {
            return earliest;
        };
        let behind = sources
            .iter()
            .map(|&from| self.end(from) + 1)
            .max()
            .unwrap_or(0);
        let start = earliest.max(behind);
        let is_free = |column: &u32| {
            (first + 1..to).all(|stage| {
                self.columns
                    .get(stage)
                    .is_none_or(|columns| columns.binary_search(column).is_err())
            })
        };
        (start..start + MOST_DODGES).find(is_free).unwrap_or(start)
    }

    /// Gives the column of a stage's last dot.
    pub fn end(&self, stage: usize) -> u32 {
        self.columns
            .get(stage)
            .and_then(|columns| columns.last())
            .copied()
            .unwrap_or(0)
    }

    /// Gives the last column that a stage's row uses: its dots, edges that leave it, edges that pass.
    pub fn last_column(&self, stage: usize) -> u32 {
        self.edges
            .iter()
            .filter(|edge| edge.from <= stage && stage < edge.to)
            .map(|edge| edge.column)
            .chain([self.end(stage)])
            .max()
            .unwrap_or(0)
    }
}

/// Lists the stages an instruction takes something from: as base for FROM, else as files.
fn sources(stage: &StageOutline, index: usize, instruction: usize) -> Vec<usize> {
    let base = stage.based_on.filter(|_| index == 0);
    let crossings = stage
        .crossings
        .iter()
        .filter(|crossing| crossing.instruction == instruction)
        .map(|crossing| crossing.from);
    let mut sources: Vec<usize> = base.into_iter().chain(crossings).collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

#[cfg(test)]
mod tests {
    use super::{Edge, Track};
    use crate::analysis::outline::{Crossing, StageOutline};
    use crate::doc::text::Text;

    fn stage(instructions: std::ops::Range<usize>, crossings: &[(usize, usize)]) -> StageOutline {
        StageOutline {
            name: None,
            base: Text::default(),
            instructions: instructions.collect(),
            layers: Vec::new(),
            is_needed: true,
            is_target: false,
            based_on: None,
            crossings: crossings
                .iter()
                .map(|&(from, instruction)| Crossing { from, instruction })
                .collect(),
        }
    }

    #[test]
    fn a_crossing_stands_right_of_the_stage_it_takes_from() {
        let track = Track::place(&[stage(0..4, &[]), stage(4..7, &[(0, 6)])], 3);
        assert_eq!(track.columns, [vec![0, 3, 6, 9], vec![0, 3, 10]]);
        assert_eq!(
            track.edges,
            [Edge {
                from: 0,
                to: 1,
                column: 10
            }]
        );
    }

    #[test]
    fn an_edge_dodges_the_dots_on_its_way() {
        let stages = [stage(0..2, &[]), stage(2..4, &[]), stage(4..6, &[(0, 5)])];
        let track = Track::place(&stages, 1);
        assert_eq!(track.columns, [vec![0, 1], vec![0, 1], vec![0, 2]]);
        let stages = [stage(0..1, &[]), stage(1..3, &[]), stage(3..5, &[(0, 4)])];
        assert_eq!(
            Track::place(&stages, 1).columns,
            [vec![0], vec![0, 1], vec![0, 2]]
        );
    }

    #[test]
    fn an_edge_that_leads_back_is_left_out() {
        let track = Track::place(&[stage(0..2, &[(0, 1), (7, 1)])], 2);
        assert!(track.edges.is_empty());
    }
}
