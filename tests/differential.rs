//! Counts where two other parsers and BuildKit see different Dockerfiles, and holds ours to none.
//!
//! `dockerfile-parser` and `parse-dockerfile` are asked the same two questions over real files:
//! is the file read or refused, and which instructions stand on which lines? What they answer is
//! printed; only our answers are asserted.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read files, say what they skip, and stop where something is wrong"
)]

#[path = "support/loud.rs"]
mod loud;
#[path = "truth/rows.rs"]
mod rows;

use crate::loud::say_loudly;
use crate::rows::{Row, options, rows};
use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::build::refusals::Phase;
use dockstep::language::line_index::LineIndex;
use dockstep::language::source::Source;
use serde_json::Value;
use std::collections::BTreeMap;

/// Keywords in capitals with their first lines, or nothing where the file is refused.
type Reading = Option<Vec<(String, u64)>>;

/// Counts what one parser sees otherwise than BuildKit.
#[derive(Default)]
struct Tally {
    /// Files that it refuses and BuildKit reads.
    refused: Vec<String>,
    /// Files that it reads and BuildKit refuses.
    read: Vec<String>,
    /// Files that both read, with other instructions or on other lines.
    other_instructions: Vec<String>,
}

impl Tally {
    fn count(&mut self, row: &Row, reading: &Reading) {
        let list = match (reading, is_read(row)) {
            (None, true) => &mut self.refused,
            (Some(_), false) => &mut self.read,
            (Some(_), true) if *reading != row.keywords() => &mut self.other_instructions,
            _ => return,
        };
        list.push(row.file.clone());
    }

    fn all(&self) -> usize {
        self.refused.len() + self.read.len() + self.other_instructions.len()
    }

    fn say(&self, name: &str, files: usize) {
        say_loudly(&format!(
            "{name:18} disagrees on {:4} of {files} files: refuses {:3} that BuildKit reads, reads {:3} that BuildKit refuses, has other instructions in {:3}",
            self.all(),
            self.refused.len(),
            self.read.len(),
            self.other_instructions.len()
        ));
    }
}

#[test]
fn ours_reads_what_buildkit_reads() {
    let Some(rows) = rows() else { return };
    let options = options();
    let (mut ours, mut dockerfile_parser, mut parse_dockerfile) =
        (Tally::default(), Tally::default(), Tally::default());
    for row in &rows {
        let text = String::from_utf8_lossy(&row.bytes);
        ours.count(row, &by_dockstep(row, &options));
        dockerfile_parser.count(row, &by_dockerfile_parser(&text));
        parse_dockerfile.count(row, &by_parse_dockerfile(&text));
    }
    dockerfile_parser.say("dockerfile-parser", rows.len());
    parse_dockerfile.say("parse-dockerfile", rows.len());
    ours.say("dockstep", rows.len());
    assert_eq!(ours.refused, Vec::<String>::new());
    assert_eq!(ours.read, Vec::<String>::new());
    assert_eq!(ours.other_instructions, Vec::<String>::new());
}

/// Tells whether BuildKit reads every instruction, whatever a build then says.
fn is_read(row: &Row) -> bool {
    row.said.get("syntax_ok") == Some(&Value::Bool(true))
}

fn by_dockstep(row: &Row, options: &BTreeMap<String, BuildOptions>) -> Reading {
    let options = options.get(row.platform()).unwrap();
    let analysis = Analysis::of(Source::new(row.bytes.clone()), options);
    let is_refused = analysis
        .plan()
        .refusals
        .iter()
        .any(|located| matches!(located.moment.phase, Phase::Parse | Phase::Instructions));
    let tree = analysis.tree();
    let keywords = tree.instructions().iter().map(|instruction| {
        let keyword = tree.invocation(instruction).keyword_text().to_uppercase();
        (keyword, u64::from(instruction.first_line))
    });
    (!is_refused && !tree.text().is_empty()).then(|| keywords.collect())
}

fn by_dockerfile_parser(text: &str) -> Reading {
    use dockerfile_parser::Instruction as Parsed;
    let lines = LineIndex::new(text);
    let parsed = dockerfile_parser::Dockerfile::parse(text).ok()?;
    let keywords = parsed.instructions.iter().map(|instruction| {
        let keyword = match instruction {
            Parsed::From(_) => "FROM",
            Parsed::Arg(_) => "ARG",
            Parsed::Label(_) => "LABEL",
            Parsed::Run(_) => "RUN",
            Parsed::Entrypoint(_) => "ENTRYPOINT",
            Parsed::Cmd(_) => "CMD",
            Parsed::Copy(_) => "COPY",
            Parsed::Env(_) => "ENV",
            Parsed::Misc(other) => &other.instruction.content,
        };
        let line = lines.line(u32::try_from(instruction.span().start).unwrap());
        (keyword.to_uppercase(), u64::from(line))
    });
    Some(keywords.collect())
}

fn by_parse_dockerfile(text: &str) -> Reading {
    use parse_dockerfile::Instruction as Parsed;
    let lines = LineIndex::new(text);
    let parsed = parse_dockerfile::parse(text).ok()?;
    let keywords = parsed.instructions.iter().map(|instruction| {
        let (keyword, span) = match instruction {
            Parsed::Add(it) => ("ADD", &it.add.span),
            Parsed::Arg(it) => ("ARG", &it.arg.span),
            Parsed::Cmd(it) => ("CMD", &it.cmd.span),
            Parsed::Copy(it) => ("COPY", &it.copy.span),
            Parsed::Entrypoint(it) => ("ENTRYPOINT", &it.entrypoint.span),
            Parsed::Env(it) => ("ENV", &it.env.span),
            Parsed::Expose(it) => ("EXPOSE", &it.expose.span),
            Parsed::From(it) => ("FROM", &it.from.span),
            Parsed::Healthcheck(it) => ("HEALTHCHECK", &it.healthcheck.span),
            Parsed::Label(it) => ("LABEL", &it.label.span),
            Parsed::Maintainer(it) => ("MAINTAINER", &it.maintainer.span),
            Parsed::Onbuild(it) => ("ONBUILD", &it.onbuild.span),
            Parsed::Run(it) => ("RUN", &it.run.span),
            Parsed::Shell(it) => ("SHELL", &it.shell.span),
            Parsed::Stopsignal(it) => ("STOPSIGNAL", &it.stopsignal.span),
            Parsed::User(it) => ("USER", &it.user.span),
            Parsed::Volume(it) => ("VOLUME", &it.volume.span),
            Parsed::Workdir(it) => ("WORKDIR", &it.workdir.span),
            _ => ("", &(0..0)),
        };
        let line = lines.line(u32::try_from(span.start).unwrap());
        (keyword.to_owned(), u64::from(line))
    });
    Some(keywords.collect())
}
