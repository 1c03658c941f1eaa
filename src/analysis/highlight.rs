//! What each stretch of a Dockerfile is, for whoever gives it a colour.
//!
//! Read from our own trees, instruction by instruction and on demand: `arguments` for what
//! BuildKit reads, `script` for what a shell reads, [`embedded`] for the files that stand in
//! here-documents. Refuses to know a colour, and to read another language than these.

pub mod embedded;

mod arguments;
mod script;

use crate::build::stage::Base;
use crate::explain::shell_kind::{ShellKind, shell_kind};
use crate::explain::subject::Subject;
use crate::language::keyword::Keyword;
use crate::language::shell::run_script::RunScript;
use crate::language::span::Span;
use crate::language::tree::PieceKind;
use std::cmp::Reverse;

/// Names what a stretch of the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// An instruction's keyword.
    Keyword,
    /// A keyword inside an instruction: `AS`, the shell's `if`, Python's `def`.
    InnerKeyword,
    /// An instruction's flag.
    Flag,
    /// An option of a command in a shell.
    Option,
    /// A variable.
    Variable,
    /// What a value is given to: a key of ENV, LABEL, ARG, JSON.
    Name,
    /// An image without its tag.
    Image,
    /// An image's tag or digest, with its sign.
    Tag,
    /// The name of a stage.
    Stage,
    /// A string with its quotes.
    String,
    /// A number, a port.
    Number,
    /// Brackets and commas.
    Punctuation,
    /// The name of a command that a shell runs, or of a function.
    Command,
    /// What stands between commands: `&&`, `|`, `;`, `>`.
    Operator,
    /// A comment.
    Comment,
    /// A parser directive.
    Directive,
    /// The lines of a heredoc, and the words that open and close it.
    Heredoc,
    /// The sign that an instruction goes on.
    Continuation,
}

/// Holds stretches of a file, in order and side by side; what lies between them is ordinary text.
pub type Highlights = Vec<(Span, Highlight)>;

/// Tells what a piece outside the arguments is.
pub(in crate::analysis) fn of_piece(kind: PieceKind) -> Option<Highlight> {
    match kind {
        PieceKind::Comment | PieceKind::InnerComment => Some(Highlight::Comment),
        PieceKind::Directive => Some(Highlight::Directive),
        PieceKind::Continuation => Some(Highlight::Continuation),
        PieceKind::HeredocBody | PieceKind::HeredocEnd => Some(Highlight::Heredoc),
        PieceKind::ByteOrderMark
        | PieceKind::Blank
        | PieceKind::Indent
        | PieceKind::Text
        | PieceKind::InnerBlank
        | PieceKind::LineEnd => None,
    }
}

/// Lists the stretches of one instruction.
pub(in crate::analysis) fn of_instruction(subject: &Subject<'_>) -> Highlights {
    let (tree, instruction) = (subject.tree, subject.instruction);
    let mut found: Highlights = tree
        .pieces_of(instruction)
        .filter_map(|(kind, span)| Some((span, of_piece(kind)?)))
        .collect();
    let line = &subject.invocation.line;
    let is_from_stage = instruction.keyword == Keyword::From
        && subject
            .stage
            .is_some_and(|stage| matches!(stage.base, Base::Stage(_)));
    for (span, highlight) in arguments::of_invocation(&subject.invocation, tree.escape()) {
        let highlight = match highlight {
            Highlight::Image if is_from_stage => Highlight::Stage,
            highlight => highlight,
        };
        found.extend(line.spans(span).into_iter().map(|span| (span, highlight)));
    }
    if let Some(script) = RunScript::of(tree, instruction)
        && !script.has_foreign_interpreter()
        && shell_kind(subject) == ShellKind::Unix
    {
        // A heredoc that is the script itself is shell, every line of it.
        let whole = script.spans(script.part());
        found.retain(|(span, highlight)| *highlight != Highlight::Heredoc || !whole.contains(span));
        for (span, highlight) in script::of_script(script.text(), &script.parse()) {
            found.extend(script.spans(span).into_iter().map(|span| (span, highlight)));
        }
    }
    embedded::highlight_bodies(subject, &mut found);
    side_by_side(found)
}

/// Lays stretches side by side: where one lies in another the inner one counts, and of two that
/// are the same the later one.
pub fn side_by_side(mut layers: Highlights) -> Highlights {
    layers.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
    let mut flat = Vec::with_capacity(layers.len());
    let mut open: Highlights = Vec::new();
    let mut at = 0;
    let mut emit = |start: u32, end: u32, highlight: Highlight| {
        if start < end {
            flat.push((Span { start, end }, highlight));
        }
    };
    for (span, highlight) in layers {
        while let Some((outer, kind)) = open.pop_if(|(outer, _)| outer.end <= span.start) {
            emit(at.max(outer.start), outer.end, kind);
            at = at.max(outer.end);
        }
        if let Some((outer, kind)) = open.last() {
            emit(at.max(outer.start), span.start, *kind);
        }
        at = at.max(span.start);
        open.push((span, highlight));
    }
    while let Some((outer, kind)) = open.pop() {
        emit(at.max(outer.start), outer.end, kind);
        at = at.max(outer.end);
    }
    flat
}

/// Gives those of the stretches that reach into the bytes between two offsets.
pub fn between(highlights: &[(Span, Highlight)], from: u32, to: u32) -> &[(Span, Highlight)] {
    let start = highlights.partition_point(|(span, _)| span.end <= from);
    let end = highlights.partition_point(|(span, _)| span.start < to);
    highlights.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Highlight, side_by_side};
    use crate::analysis::Analysis;
    use crate::build::options::BuildOptions;
    use crate::language::source::Source;
    use crate::language::span::Span;

    /// Writes each stretch of a file as `what: text`.
    fn stretches(text: &str) -> String {
        let analysis = Analysis::of(Source::from(text), &BuildOptions::default());
        let mut lines = Vec::new();
        let mut at = 0;
        for (span, highlight) in analysis.highlights(0, text.len() as u32) {
            assert!(span.start >= at && span.end > span.start, "{span:?}");
            at = span.end;
            lines.push(format!(
                "{highlight:?}: {}",
                span.of(text).replace('\n', "⏎")
            ));
        }
        lines.join("\n")
    }

    #[test]
    fn an_inner_stretch_counts_and_the_outer_one_goes_on_behind_it() {
        let layers = vec![
            (Span::new(0, 10), Highlight::String),
            (Span::new(3, 5), Highlight::Variable),
            (Span::new(8, 12), Highlight::Comment),
        ];
        let flat: Vec<(u32, u32)> = side_by_side(layers)
            .iter()
            .map(|(span, _)| (span.start, span.end))
            .collect();
        assert_eq!(flat, [(0, 3), (3, 5), (5, 8), (8, 12)]);
    }

    #[test]
    fn images_stages_ports_and_values() {
        insta::assert_snapshot!(stretches(
            "# syntax=docker/dockerfile:1\nFROM --platform=$P reg:5000/a/b:1.2@sha256:0 AS web\nCOPY --from=web --chown=1:1 a b /d/\nEXPOSE 80/tcp $PORT 90-91\nENV A=\"x $B\" C=1\nARG V=2\nFROM web\n"
        ), @r#"
        Directive: # syntax=docker/dockerfile:1⏎
        Keyword: FROM
        Flag: --platform=
        Variable: $P
        Image: reg:5000/a/b
        Tag: :1.2@sha256:0
        InnerKeyword: AS
        Stage: web
        Keyword: COPY
        Flag: --from=
        Stage: web
        Flag: --chown=1:1
        Keyword: EXPOSE
        Number: 80
        Variable: $PORT
        Number: 90-91
        Keyword: ENV
        Name: A
        String: "x 
        Variable: $B
        String: "
        Name: C
        Keyword: ARG
        Name: V
        Keyword: FROM
        Stage: web
        "#);
    }

    #[test]
    fn the_exec_form_is_strings_and_brackets() {
        insta::assert_snapshot!(stretches(
            "FROM a\nONBUILD CMD [\"a, b\", \\\n  \"c\"]\nHEALTHCHECK --interval=3s CMD [\"x\"]\n"
        ), @r#"
        Keyword: FROM
        Image: a
        Keyword: ONBUILD
        Keyword: CMD
        Punctuation: [
        String: "a, b"
        Punctuation: ,
        Continuation: \⏎
        String: "c"
        Punctuation: ]
        Keyword: HEALTHCHECK
        Flag: --interval=3s
        InnerKeyword: CMD
        Punctuation: [
        String: "x"
        Punctuation: ]
        "#);
    }

    #[test]
    fn the_shell_of_run_is_read_as_a_shell_reads_it() {
        insta::assert_snapshot!(stretches(
            "FROM a\nRUN set -e; if [ -f \"$F\" ]; then A=1 tar -xf 'a b' > x 2>&1 || exit 1; fi \\\n  # note\n  && echo $(ls -l) # end\n"
        ), @r#"
        Keyword: FROM
        Image: a
        Keyword: RUN
        Command: set
        Option: -e
        Operator: ;
        InnerKeyword: if
        Command: [
        Option: -f
        String: "
        Variable: $F
        String: "
        Operator: ;
        InnerKeyword: then
        Name: A
        Command: tar
        Option: -xf
        String: 'a b'
        Operator: >
        Operator: 2>&
        Operator: ||
        Command: exit
        Operator: ;
        InnerKeyword: fi
        Continuation: \⏎
        Comment:   # note⏎
        Operator: &&
        Command: echo
        Variable: $(
        Command: ls
        Option: -l
        Variable: )
        Comment: # end
        "#);
    }

    #[test]
    fn a_script_in_a_heredoc_is_shell_and_other_bodies_are_told_apart() {
        insta::assert_snapshot!(stretches(
            "FROM a\nRUN <<EOF\ncd $X\nEOF\nCOPY <<E /run.sh\n#!/bin/sh\nexec $CMD\nE\nCOPY <<'E' /b.txt\n$x\nE\n"
        ), @r"
        Keyword: FROM
        Image: a
        Keyword: RUN
        Heredoc: <<EOF
        Command: cd
        Variable: $X
        Heredoc: EOF⏎
        Keyword: COPY
        Heredoc: <<E
        Comment: #!/bin/sh
        Command: exec
        Variable: $CMD
        Heredoc: E⏎
        Keyword: COPY
        Heredoc: <<'E'
        Heredoc: $x⏎
        Heredoc: E⏎
        ");
    }

    #[test]
    fn windows_has_no_unix_shell() {
        let text =
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir $x & if exist a (b)\n";
        let stretches = stretches(text);
        assert!(
            !stretches.contains("Command") && !stretches.contains("Operator"),
            "{stretches}"
        );
    }
}
