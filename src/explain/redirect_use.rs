//! What a redirect does: where a command's input comes from, where its output goes.
//!
//! It names the kind; the sentence for each kind is in `assets/shell.toml`.

use crate::language::shell::tree::{Redirect, RedirectOperator, Script};
use crate::language::span::Span;

/// Holds a redirect with what it does. Its span is a place in the script's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUse {
    /// The whole redirect.
    pub span: Span,
    /// Its kind: a key of `[redirect]` in `assets/shell.toml`.
    pub kind: &'static str,
    /// The file, the text, the number or the word that ends a heredoc.
    pub target: String,
}

impl RedirectUse {
    /// Finds out what a redirect of a script does; `text` is the script's.
    pub fn of(script: &Script, text: &str, redirect: &Redirect) -> Self {
        let target = redirect.target.text(text);
        let descriptor = redirect.descriptor.map_or("", |span| span.of(text));
        let expands = script
            .heredoc(redirect)
            .is_some_and(|heredoc| heredoc.expands);
        Self {
            span: redirect.span,
            kind: kind(redirect.operator, descriptor, &target, expands),
            target,
        }
    }

    /// Tells whether it brings what a command prints into a file, and whether at that file's end.
    pub fn writes_output(&self) -> Option<bool> {
        match self.kind {
            "write" | "write-both" => Some(false),
            "append" | "append-both" => Some(true),
            _ => None,
        }
    }

    /// Tells whether the command reads lines that stand in the script.
    pub fn is_heredoc(&self) -> bool {
        self.kind.starts_with("heredoc")
    }
}

fn kind(operator: RedirectOperator, descriptor: &str, target: &str, expands: bool) -> &'static str {
    match operator {
        RedirectOperator::Write | RedirectOperator::Overwrite => written(descriptor, target, false),
        RedirectOperator::Append => written(descriptor, target, true),
        RedirectOperator::WriteBoth => both(target, false),
        RedirectOperator::AppendBoth => both(target, true),
        RedirectOperator::DuplicateOutput => duplicated(descriptor, target),
        RedirectOperator::DuplicateInput if target == "-" => "close",
        RedirectOperator::DuplicateInput => "duplicate",
        RedirectOperator::Read if target == "/dev/null" => "read-nothing",
        RedirectOperator::Read => "read",
        RedirectOperator::ReadWrite => "read-write",
        RedirectOperator::Heredoc | RedirectOperator::HeredocWithoutTabs if expands => "heredoc",
        RedirectOperator::Heredoc | RedirectOperator::HeredocWithoutTabs => "heredoc-as-written",
        RedirectOperator::HereString => "here-string",
    }
}

fn written(descriptor: &str, target: &str, appends: bool) -> &'static str {
    let is_errors = descriptor == "2";
    if !matches!(descriptor, "" | "1" | "2") {
        return "write-other";
    }
    match target {
        "/dev/null" if is_errors => "discard-errors",
        "/dev/null" => "discard",
        "/dev/stdout" | "/dev/fd/1" if is_errors => "errors-to-output",
        "/dev/stderr" | "/dev/fd/2" if !is_errors => "output-to-errors",
        _ if is_errors && appends => "append-errors",
        _ if is_errors => "write-errors",
        _ if appends => "append",
        _ => "write",
    }
}

fn both(target: &str, appends: bool) -> &'static str {
    match target {
        "/dev/null" => "discard-both",
        _ if appends => "append-both",
        _ => "write-both",
    }
}

fn duplicated(descriptor: &str, target: &str) -> &'static str {
    let is_number = target.bytes().all(|byte| byte.is_ascii_digit());
    match (descriptor, target) {
        (_, "-") => "close",
        ("2", "1") => "errors-to-output",
        ("" | "1", "2") => "output-to-errors",
        ("", target) if !is_number && !target.starts_with('$') => both(target, false),
        _ => "duplicate",
    }
}
