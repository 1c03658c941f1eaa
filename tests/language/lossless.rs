//! What must hold of every tree, whatever the file says.

use dockstep::language::arguments::Arguments;
use dockstep::language::invocation::Invocation;
use dockstep::language::line_index::LineIndex;
use dockstep::language::parse::parse;
use dockstep::language::source::Source;
use dockstep::language::span::Span;
use dockstep::language::tree::{Instruction, Tree};

/// Parses any bytes and tells what does not hold of the tree.
pub(crate) fn check(bytes: &[u8]) -> Result<Tree, String> {
    let tree = parse(Source::new(bytes.to_vec()));
    check_pieces(&tree, bytes)?;
    let lines = LineIndex::new(tree.text());
    let mut line_before = 0;
    for instruction in tree.instructions() {
        let Instruction {
            first_line,
            last_line,
            span,
            ..
        } = *instruction;
        if first_line <= line_before || last_line < first_line || last_line > lines.count() {
            return Err(format!(
                "lines {first_line} to {last_line} stand behind line {line_before}"
            ));
        }
        // A byte order mark stands before the first line's instruction.
        let mark = if span.start == 3 && tree.text().starts_with('\u{feff}') {
            3
        } else {
            0
        };
        if span.start != lines.span(first_line).start + mark
            || span.end != lines.span(last_line).end
        {
            return Err(format!("{span:?} is not lines {first_line} to {last_line}"));
        }
        line_before = last_line;
        check_instruction(&tree, instruction)?;
    }
    Ok(tree)
}

/// Holds the pieces against the input: side by side, and together the input byte for byte.
fn check_pieces(tree: &Tree, bytes: &[u8]) -> Result<(), String> {
    let mut end = 0;
    let mut back = Vec::with_capacity(bytes.len());
    for (kind, span) in tree.pieces() {
        if span.start != end || span.is_empty() {
            return Err(format!("{kind:?} at {span:?} stands behind {end}"));
        }
        end = span.end;
        back.extend(tree.source().bytes(span));
    }
    if end as usize != tree.text().len() {
        return Err(format!("the pieces end at {end} of {}", tree.text().len()));
    }
    if back != bytes {
        return Err("the pieces are not the input".to_owned());
    }
    Ok(())
}

fn check_instruction(tree: &Tree, instruction: &Instruction) -> Result<(), String> {
    let invocation = tree.invocation(instruction);
    for heredoc in &instruction.heredocs {
        for span in std::iter::once(heredoc.body).chain(heredoc.end) {
            if span.start < instruction.span.start || span.end > instruction.span.end {
                return Err(format!(
                    "heredoc {span:?} lies outside {:?}",
                    instruction.span
                ));
            }
        }
    }
    for part in parts(&invocation) {
        let written = invocation.slice(part);
        if written.len() != part.len() {
            return Err(format!(
                "{part:?} does not fit into {:?}",
                invocation.line.text()
            ));
        }
        let mut found = String::new();
        for span in invocation.line.spans(part) {
            if span.start < instruction.span.start || span.end > instruction.span.end {
                return Err(format!(
                    "{written:?} at {span:?} lies outside {:?}",
                    instruction.span
                ));
            }
            found.push_str(tree.source().slice(span));
        }
        if found != written {
            return Err(format!("{written:?} is {found:?} in the file"));
        }
    }
    Ok(())
}

/// Lists the places of an instruction's parts in its joined line.
fn parts(invocation: &Invocation<'_>) -> Vec<Span> {
    let mut parts = vec![invocation.keyword_span, invocation.rest];
    parts.extend(invocation.flags.iter().map(|flag| flag.span));
    add_arguments(&invocation.arguments, &mut parts);
    parts
}

fn add_arguments(arguments: &Arguments, parts: &mut Vec<Span>) {
    match arguments {
        Arguments::None => {}
        Arguments::Json(strings) => parts.extend(strings.iter().map(|(span, _)| *span)),
        Arguments::Text(span) | Arguments::Refused(span, _) => parts.push(*span),
        Arguments::Words(words) => parts.extend(words),
        Arguments::Pairs(pairs) => {
            parts.extend(pairs.iter().flat_map(|pair| [pair.key, pair.value]));
        }
        Arguments::Health(kind, command) => {
            parts.push(*kind);
            add_arguments(command, parts);
        }
        // Its places are places in the line of the ONBUILD.
        Arguments::Trigger(trigger) => parts.extend(self::parts(trigger)),
    }
}
