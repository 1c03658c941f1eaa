//! Which lines of a Dockerfile made which layers of an image that a local engine has.
//!
//! The lines of the image's history are laid beside those that the build is predicted to write, and
//! matched in their order. BuildKit's words are compared whole but for what a build argument decides;
//! the older builder and podman write other words, of which the instruction is compared, and of RUN the
//! command. Refuses to take an image for one of this file where only some lines agree, unless the reader
//! named it.

use crate::build::command::Command;
use crate::build::engine::built_image::{BuiltImage, HistoryLine};
use crate::build::history::created_by;
use crate::build::run_words::run_words;
use crate::build::stage::{Base, Stage};

/// The most lines of a history that are laid beside a file's.
const MOST_LINES: usize = 600;

/// Holds an image beside the file that it was built from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltLayers {
    /// The image's name.
    pub image: String,
    /// How many bytes it has.
    pub bytes: Option<u64>,
    /// How many layers it has.
    pub layers: Option<usize>,
    /// The day it was made on.
    pub created: Option<String>,
    /// The bytes below the file's first line, where that line was found.
    pub base_bytes: Option<u64>,
    /// The lines of the file that the image comes from, in the order of the build.
    pub lines: Vec<BuiltLine>,
    /// What the image has behind its base that no line of the file writes.
    pub foreign: Vec<HistoryLine>,
}

/// Holds a line of the file, beside what the image has of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltLine {
    /// The instruction; for a trigger of the base, the FROM that runs it.
    pub instruction: usize,
    /// Whether it is predicted to make a layer.
    pub makes_layer: bool,
    /// What the image has; nothing where it was built from another line.
    pub found: Option<HistoryLine>,
}

/// Holds what a step is predicted to write, and how it can be told.
struct Expected {
    instruction: usize,
    makes_layer: bool,
    written: String,
    /// The command of a RUN, without the shell that reads it.
    command: Option<RunWords>,
}

struct RunWords {
    words: String,
    has_shell: bool,
}

impl BuiltLayers {
    /// Tells whether every line of the file, and nothing else, made the image.
    pub fn is_whole(&self) -> bool {
        self.foreign.is_empty() && self.lines.iter().all(|line| line.found.is_some())
    }

    /// Finds what the image has of an instruction.
    pub fn line_of(&self, instruction: usize) -> Option<&BuiltLine> {
        let mut lines = self.lines.iter().rev();
        lines.find(|line| line.instruction == instruction)
    }
}

/// Picks the image that was built from a file, and lays it beside it: the one that the reader named, else
/// the newest whose history is that of the file.
pub fn built_layers(
    stages: &[Stage],
    target: Option<usize>,
    images: &[BuiltImage],
) -> Option<BuiltLayers> {
    if images.is_empty() {
        return None;
    }
    let target = stages.get(target?)?;
    let mut expected = Vec::new();
    expect(stages, target, &mut expected);
    if expected.is_empty() || expected.len() > MOST_LINES {
        return None;
    }
    let mut images = images
        .iter()
        .filter(|image| image.history.len() <= MOST_LINES);
    images.find_map(|image| {
        let found = beside(&expected, image);
        (image.is_named || found.is_whole()).then_some(found)
    })
}

/// Lists what the steps of a stage write, its parents' first.
fn expect(stages: &[Stage], stage: &Stage, expected: &mut Vec<Expected>) {
    if let Base::Stage(parent) = stage.base
        && let Some(parent) = stages.get(parent)
    {
        expect(stages, parent, expected);
    }
    for (index, step) in stage.steps.iter().enumerate() {
        let state = stage.state_after_steps(index + 1);
        let Some(written) = created_by(stage, step, state) else {
            continue;
        };
        let command = match &step.command {
            Command::Run(run) => {
                let has_shell = !run.line.is_exec_form && run.heredocs.is_empty();
                let words = if has_shell {
                    run.line.words.clone()
                } else {
                    run_words(run, state, stage.is_windows)
                };
                let words = words.join(" ");
                (!words.is_empty()).then_some(RunWords { words, has_shell })
            }
            _ => None,
        };
        expected.push(Expected {
            instruction: step.instruction,
            makes_layer: step.makes_layer,
            written,
            command,
        });
    }
}

/// Matches the lines of a file with those of a history: the most that can be matched in order, and of
/// several ways the one that lies nearest to the end.
fn beside(expected: &[Expected], image: &BuiltImage) -> BuiltLayers {
    let history = &image.history;
    let width = history.len() + 1;
    let at = |line: usize, entry: usize| line * width + entry;
    let is_same: Vec<bool> = expected
        .iter()
        .flat_map(|line| {
            history
                .iter()
                .map(|entry| line.is_written_as(&entry.created_by))
        })
        .collect();
    let same = |line: usize, entry: usize| {
        let index = line * history.len() + entry;
        is_same.get(index).copied().unwrap_or_default()
    };
    // How many of the first so many lines and entries can be matched.
    let mut most = vec![0_u32; (expected.len() + 1) * width];
    let known = |most: &[u32], index: usize| most.get(index).copied().unwrap_or_default();
    for line in 0..expected.len() {
        for entry in 0..history.len() {
            let without = known(&most, at(line, entry + 1)).max(known(&most, at(line + 1, entry)));
            let with = known(&most, at(line, entry)) + u32::from(same(line, entry));
            if let Some(cell) = most.get_mut(at(line + 1, entry + 1)) {
                *cell = without.max(with);
            }
        }
    }
    let mut pairs = vec![None; expected.len()];
    let (mut line, mut entry) = (expected.len(), history.len());
    while line > 0 && entry > 0 {
        let here = known(&most, at(line, entry));
        if same(line - 1, entry - 1) && here == known(&most, at(line - 1, entry - 1)) + 1 {
            line -= 1;
            entry -= 1;
            if let Some(pair) = pairs.get_mut(line) {
                *pair = Some(entry);
            }
        } else if here == known(&most, at(line, entry - 1)) {
            entry -= 1;
        } else {
            line -= 1;
        }
    }
    laid_out(expected, image, &pairs)
}

fn laid_out(expected: &[Expected], image: &BuiltImage, pairs: &[Option<usize>]) -> BuiltLayers {
    let history = &image.history;
    // What lies below the first line of the file is the base image's.
    let first = pairs.first().copied().flatten();
    let below = first.and_then(|first| history.get(..first));
    let base_bytes = below.and_then(|below| below.iter().map(|entry| entry.bytes).sum());
    let first_found = pairs.iter().flatten().next().copied();
    let foreign = history
        .iter()
        .enumerate()
        .skip(first_found.unwrap_or_default());
    let foreign = foreign.filter(|(index, _)| !pairs.contains(&Some(*index)));
    let foreign = match first_found {
        Some(_) => foreign.map(|(_, entry)| entry.clone()).collect(),
        None => Vec::new(),
    };
    let lines = expected.iter().zip(pairs).map(|(line, pair)| BuiltLine {
        instruction: line.instruction,
        makes_layer: line.makes_layer,
        found: pair.and_then(|pair| history.get(pair)).cloned(),
    });
    BuiltLayers {
        image: image.name.clone(),
        bytes: image.bytes,
        layers: image.layers,
        created: image.created.clone(),
        base_bytes,
        lines: lines.collect(),
        foreign,
    }
}

impl Expected {
    /// Tells whether a line of a history is what this step writes, but for what build arguments decide.
    fn is_written_as(&self, entry: &str) -> bool {
        let keyword = keyword_of(&self.written);
        if let Some((_, by_older_builder)) = entry.split_once("#(nop)") {
            return keyword_of(by_older_builder) == keyword && keyword != "RUN";
        }
        if let Some(command) = &self.command {
            return command.is_in(entry.strip_suffix(" # buildkit").unwrap_or(entry));
        }
        match keyword {
            // A build argument may decide the values; the names stay.
            "ARG" | "ENV" | "LABEL" => first_name(entry) == first_name(&self.written),
            // An older BuildKit writes ports as a Go map, and leaves out who owns what is copied.
            "EXPOSE" => keyword_of(entry) == keyword && ports(entry) == ports(&self.written),
            "COPY" | "ADD" => {
                is_but_for_unknowns(&without_flags(&self.written), &without_flags(entry))
            }
            _ => is_but_for_unknowns(&self.written, entry),
        }
    }
}

impl RunWords {
    /// Tells whether a line of a history runs this: behind the values of build arguments, and behind a
    /// shell where there is one.
    fn is_in(&self, entry: &str) -> bool {
        let Some(before) = entry.strip_suffix(self.words.as_str()) else {
            return false;
        };
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let is_option = last.starts_with('-') || last.starts_with('/');
        let has_arguments = before.trim_start_matches("RUN ").starts_with('|');
        if self.has_shell {
            before.ends_with(' ') && is_option
        } else {
            matches!(last, "" | "RUN") || has_arguments
        }
    }
}

fn keyword_of(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

/// Lists the ports of a line, sorted: `80/tcp` of `EXPOSE [80/tcp]` and of `EXPOSE map[80/tcp:{}]`.
fn ports(line: &str) -> Vec<String> {
    let is_of_port =
        |character: char| character.is_ascii_alphanumeric() || "/-".contains(character);
    let words = line.split(|character| !is_of_port(character));
    let numbered = words.filter(|word| word.starts_with(|first: char| first.is_ascii_digit()));
    let mut ports: Vec<String> = numbered
        .map(|word| {
            let protocol = if word.contains('/') { "" } else { "/tcp" };
            format!("{word}{protocol}")
        })
        .collect();
    ports.sort();
    ports
}

fn without_flags(line: &str) -> String {
    let words = line.split(' ').filter(|word| !word.starts_with("--"));
    words.collect::<Vec<&str>>().join(" ")
}

/// Gives the keyword and the name before the first `=`: `ENV PATH`.
fn first_name(line: &str) -> &str {
    line.split_once('=').map_or(line, |(name, _)| name).trim()
}

/// Compares a predicted line, which may have a hole in it, with a real one.
fn is_but_for_unknowns(predicted: &str, real: &str) -> bool {
    match (predicted.find('⟨'), predicted.rfind('⟩')) {
        (Some(from), Some(to)) if from < to => {
            let (before, after) = (
                predicted.get(..from).unwrap_or_default(),
                predicted.get(to + '⟩'.len_utf8()..).unwrap_or_default(),
            );
            real.len() >= before.len() + after.len()
                && real.starts_with(before)
                && real.ends_with(after)
        }
        _ => predicted == real,
    }
}

#[cfg(test)]
mod tests {
    use super::{BuiltLayers, built_layers};
    use crate::build::engine::built_image::{BuiltImage, HistoryLine};
    use crate::build::options::BuildOptions;
    use crate::build::plan::plan;
    use crate::language::parse::parse;
    use crate::language::source::Source;

    const FILE: &str = "ARG BASE=debian\nFROM $BASE AS app\nARG REV\nLABEL rev=$REV\nWORKDIR app\n\
        RUN make all\nCOPY . .\nRUN [\"true\"]\nCMD [\"a\"]\n";

    const BUILT: [(&str, u64); 9] = [
        ("# debian.sh --arch 'amd64' out/ 'bookworm' '@1'", 100),
        ("CMD [\"bash\"]", 0),
        ("ARG REV=abc", 0),
        ("LABEL rev=abc", 0),
        ("WORKDIR /app", 1),
        ("RUN |1 REV=abc /bin/sh -c make all # buildkit", 20),
        ("COPY . . # buildkit", 3),
        ("RUN |1 REV=abc true # buildkit", 0),
        ("CMD [\"a\"]", 0),
    ];

    fn laid(lines: &[(&str, u64)], is_named: bool) -> Option<BuiltLayers> {
        let tree = parse(Source::new(FILE.as_bytes().to_vec()));
        let plan = plan(&tree, &BuildOptions::default());
        let image = BuiltImage {
            is_named,
            history: lines
                .iter()
                .map(|(words, bytes)| HistoryLine {
                    created_by: (*words).to_owned(),
                    bytes: Some(*bytes),
                })
                .collect(),
            ..BuiltImage::default()
        };
        built_layers(&plan.stages, plan.target, &[image])
    }

    fn sizes(layers: &BuiltLayers) -> Vec<Option<u64>> {
        let lines = layers.lines.iter();
        lines
            .map(|line| line.found.as_ref().and_then(|found| found.bytes))
            .collect()
    }

    #[test]
    fn an_image_of_this_file_is_found_whatever_its_build_arguments() {
        let layers = laid(&BUILT, false).unwrap();
        assert!(layers.is_whole());
        assert_eq!(layers.base_bytes, Some(100));
        let expected = [0, 0, 1, 20, 3, 0, 0].map(Some);
        assert_eq!(sizes(&layers), expected);
    }

    #[test]
    fn an_image_of_another_version_counts_where_it_is_named() {
        let mut lines = BUILT;
        lines[5].0 = "RUN |1 REV=abc /bin/sh -c ./configure && make all # buildkit";
        assert_eq!(laid(&lines, false), None);
        let layers = laid(&lines, true).unwrap();
        assert!(!layers.is_whole());
        assert_eq!(sizes(&layers)[3], None);
        assert_eq!(sizes(&layers)[4], Some(3));
        assert_eq!(layers.foreign.len(), 1);
        assert_eq!(layers.foreign[0].bytes, Some(20));
    }

    #[test]
    fn an_image_with_more_lines_is_not_of_this_file() {
        let mut lines = BUILT.to_vec();
        lines.insert(8, ("ENV MORE=1", 0));
        assert_eq!(laid(&lines, false), None);
        assert_eq!(laid(&[], false), None);
        let unrelated = laid(&[("RUN /bin/sh -c true # buildkit", 1)], true).unwrap();
        assert_eq!(unrelated.base_bytes, None);
        assert!(unrelated.foreign.is_empty());
    }

    #[test]
    fn the_older_builder_and_podman_write_other_words() {
        let lines = [
            ("/bin/sh -c #(nop) ADD file:1 in / ", 100),
            ("/bin/sh -c #(nop)  ARG REV", 0),
            ("/bin/sh -c #(nop)  LABEL rev=abc", 0),
            ("/bin/sh -c #(nop) WORKDIR /app", 0),
            ("|1 REV=abc /bin/sh -c make all", 20),
            ("/bin/sh -c #(nop) COPY dir:12 in . ", 3),
            ("true", 0),
            ("/bin/sh -c #(nop)  CMD [\"a\"]", 0),
        ];
        let layers = laid(&lines, false).unwrap();
        assert_eq!(layers.base_bytes, Some(100));
        assert_eq!(sizes(&layers)[3], Some(20));
    }
}
