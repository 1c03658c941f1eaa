//! BuildKit's answers about one file, looked up as the questions need them.
//!
//! It reads JSON and names nothing of the project: it is the second opinion.

use crate::rows::Row;
use serde_json::Value;
use std::collections::BTreeSet;

/// Holds what BuildKit says of one file.
pub(crate) struct Said<'a>(pub(crate) &'a Value);

/// Holds a stage as BuildKit has it.
pub(crate) struct StageSaid<'a> {
    pub(crate) index: usize,
    pub(crate) name: &'a str,
    pub(crate) base: &'a str,
    pub(crate) line: u64,
    pub(crate) commands: &'a [Value],
}

const NONE: &[Value] = &[];

impl<'a> Said<'a> {
    pub(crate) fn of(row: &'a Row) -> Self {
        Self(&row.said)
    }

    pub(crate) fn stages(&self) -> Vec<StageSaid<'a>> {
        let stages = list(&self.0["stages"]).iter().enumerate();
        let stages = stages.map(|(index, stage)| StageSaid {
            index,
            name: stage["name"].as_str().unwrap_or_default(),
            base: stage["base"].as_str().unwrap_or_default(),
            line: stage["start"].as_u64().unwrap(),
            commands: list(&stage["commands"]),
        });
        stages.collect()
    }

    pub(crate) fn target(&self) -> usize {
        usize::try_from(self.0["llb"]["target"].as_u64().unwrap()).unwrap()
    }

    /// The stage whose lines hold a line.
    pub(crate) fn stage_at(&self, line: u64) -> usize {
        let stages = self.stages();
        stages.iter().rposition(|stage| stage.line <= line).unwrap()
    }

    /// The instruction of a line: its kind and its typed fields.
    pub(crate) fn command_at(&self, line: u64) -> &'a Value {
        let stages = self.stages();
        let mut commands = stages.iter().flat_map(|stage| stage.commands);
        commands.find(|command| command["start"] == line).unwrap()
    }

    /// The image after a line.
    pub(crate) fn after(&self, line: u64) -> &'a Value {
        let mut states = list(&self.0["states"]).iter();
        states.find(|state| state["start"] == line).unwrap()
    }

    /// The image before a line of a stage.
    pub(crate) fn before(&self, line: u64) -> &'a Value {
        let stage = self.after(line)["stage"].as_u64().unwrap();
        let states = list(&self.0["states"]).iter().rev();
        let mut states = states.filter(|state| state["stage"] == stage);
        states
            .find(|state| state["start"].as_u64().unwrap() < line)
            .unwrap()
    }

    /// The image at the end of a stage.
    pub(crate) fn end(&self, stage: usize) -> &'a Value {
        let states = list(&self.0["states"]).iter().rev();
        let mut states = states.filter(|state| state["stage"] == stage);
        states.next().unwrap()
    }

    /// Whether the states are those of another system than the build's: they were taken from the
    /// file cut off behind each line, and a Windows base may stand only further down.
    pub(crate) fn states_contradict_the_build(&self) -> bool {
        let stages = list(&self.0["all_stages"]["stages"]).iter().enumerate();
        let stages = stages.take(list(&self.0["stages"]).len());
        let mut pairs = stages.map(|(stage, said)| (self.end(stage), &said["image"]));
        pairs.any(|(end, image)| {
            let keys = ["WorkingDir", "Env", "User", "Cmd", "Entrypoint"];
            let mut keys = keys.iter();
            keys.any(|key| end["config"][key] != image["config"][key])
        })
    }

    /// The configuration of the image that the build gives.
    pub(crate) fn image(&self) -> &'a Value {
        &self.0["llb"]["image"]["config"]
    }

    /// The lines of the stages that the build runs.
    pub(crate) fn reachable(&self) -> BTreeSet<usize> {
        let built = list(&self.0["llb"]["stages"]).iter();
        let built = built.filter(|stage| stage["unregistered"] != true);
        built
            .filter(|stage| stage["reachable"] == true)
            .map(|stage| usize::try_from(stage["index"].as_u64().unwrap()).unwrap())
            .filter(|stage| *stage < list(&self.0["stages"]).len())
            .collect()
    }

    /// The stages that the target is made of, itself first; nothing where a base has variables in it.
    pub(crate) fn lineage(&self) -> Option<Vec<usize>> {
        self.lineage_of(self.target())
    }

    /// The same of any stage.
    pub(crate) fn lineage_of(&self, stage: usize) -> Option<Vec<usize>> {
        let mut lineage = vec![stage];
        let mut next = Some(stage);
        while let Some(stage) = next {
            if self.has_open_base(stage) {
                return None;
            }
            next = self.parent(stage);
            lineage.extend(next);
        }
        Some(lineage)
    }

    /// Whether a stage's base has variables in it, so that nobody can tell which one it is.
    pub(crate) fn has_open_base(&self, stage: usize) -> bool {
        self.stages()[stage].base.contains('$')
    }

    /// The stage that one is built on, if any.
    pub(crate) fn parent(&self, stage: usize) -> Option<usize> {
        let stages = self.stages();
        let own = &stages[stage];
        let parent = stages[..own.index]
            .iter()
            .rposition(|stage| stage.name == own.base);
        parent.filter(|_| !own.base.is_empty())
    }

    /// The line of the last command of a stage and its parents, above a line, that fits.
    pub(crate) fn last_line(
        &self,
        stage: usize,
        above: u64,
        fits: impl Fn(&Value) -> bool,
    ) -> Option<u64> {
        let stages = self.stages();
        let lineage = self.lineage_of(stage)?;
        let commands = lineage
            .iter()
            .rev()
            .flat_map(|&stage| stages[stage].commands);
        let above = commands.filter(|command| command["start"].as_u64().unwrap() < above);
        let found = above.filter(|command| fits(command)).last()?;
        found["start"].as_u64()
    }

    /// For each line of a stage, whether it made a layer; nothing where that cannot be told apart.
    pub(crate) fn layers(&self, stage: usize) -> Option<Vec<(u64, bool)>> {
        let stages = self.stages();
        let own = &stages[stage];
        let history = |stage: usize| {
            let stages = list(&self.0["all_stages"]["stages"]);
            list(&stages[stage]["image"]["history"])
        };
        let entries = history(stage);
        if own.base.contains('$') {
            return None;
        }
        let parent = stages[..stage]
            .iter()
            .rposition(|it| it.name == own.base && !own.base.is_empty());
        let before = parent.map_or(0, |parent| history(parent).len());
        let entries = entries.get(before..)?;
        if entries.len() != own.commands.len() {
            return None;
        }
        let pairs = own.commands.iter().zip(entries);
        let pairs = pairs.map(|(command, entry)| {
            (
                command["start"].as_u64().unwrap(),
                entry["empty_layer"] != true,
            )
        });
        Some(pairs.collect())
    }
}

/// Lists an array; nothing gives none.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(NONE, Vec::as_slice)
}

/// Lists an array of texts.
pub(crate) fn texts(value: &Value) -> Vec<String> {
    let texts = list(value).iter();
    texts
        .map(|text| text.as_str().unwrap().to_owned())
        .collect()
}

/// Finds a variable among `NAME=value`.
pub(crate) fn variable(environment: &Value, name: &str) -> Option<String> {
    let variables = list(environment).iter().rev();
    let mut variables = variables.filter_map(|it| it.as_str()?.split_once('='));
    variables
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}
