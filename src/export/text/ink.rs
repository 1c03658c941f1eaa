//! How a run of text looks: its style, and what that style is on paper and on a terminal.
//!
//! Colours are the terminal's own sixteen, so that they fit light and dark grounds; no style is
//! told by colour alone.

use crate::doc::text::{Inline, Text};
use crate::doc::visible::{visible, visible_line};

/// Chooses between text alone and text with a terminal's sixteen colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// Characters alone.
    #[default]
    Plain,
    /// Characters with ANSI colours.
    Ansi,
}

/// Names what a run of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Ordinary words.
    Words,
    /// Words that carry weight.
    Strong,
    /// Words said with stress.
    Emphasis,
    /// A heading's words.
    Heading,
    /// A label in front of a text.
    Label,
    /// A label that warns.
    Warning,
    /// Code among words.
    Code,
    /// Code in a column of its own, where it needs no marks around it.
    Column,
    /// A line of a block of code.
    Block,
    /// A line of code that goes.
    Gone,
    /// A line of code that comes.
    Come,
    /// Where a link leads.
    Address,
    /// A value that is not known.
    Unknown,
}

impl Style {
    /// Gives the numbers of the terminal's "select graphic rendition".
    const fn codes(self) -> Option<&'static str> {
        match self {
            Self::Words => None,
            Self::Strong | Self::Label => Some("1"),
            Self::Emphasis => Some("3"),
            Self::Heading => Some("1;34"),
            Self::Warning => Some("1;33"),
            Self::Code | Self::Column | Self::Block => Some("36"),
            Self::Gone => Some("31"),
            Self::Come => Some("32"),
            Self::Address => Some("4"),
            Self::Unknown => Some("35"),
        }
    }

    /// Tells whether white space in a run of this style is part of what it says.
    pub(in crate::export::text) const fn keeps_space(self) -> bool {
        matches!(
            self,
            Self::Code | Self::Column | Self::Block | Self::Gone | Self::Come
        )
    }
}

/// Holds characters of one style. They are harmless: nothing in them steers a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters, without newlines.
    pub text: String,
    /// What they are.
    pub style: Style,
}

impl Run {
    /// Makes a run of text that is already harmless.
    pub fn new(text: &str, style: Style) -> Self {
        Self {
            text: text.to_owned(),
            style,
        }
    }

    /// Writes the run as the ink has it.
    pub(in crate::export::text) fn paint(&self, ink: Ink, out: &mut String) {
        match (ink, self.style.codes()) {
            (Ink::Ansi, Some(codes)) if !self.text.trim().is_empty() => {
                out.extend(["\u{1b}[", codes, "m", self.text.as_str(), "\u{1b}[0m"]);
            }
            _ => out.push_str(&self.text),
        }
    }
}

/// Turns inline text into runs; `style` is what its ordinary words are.
pub fn runs(text: &Text, style: Style, ink: Ink) -> Vec<Run> {
    let mut out = Vec::new();
    collect(text, style, ink, &mut out);
    out
}

fn collect(text: &Text, style: Style, ink: Ink, out: &mut Vec<Run>) {
    for inline in &text.0 {
        match inline {
            Inline::Plain(words) => push(out, &visible(words).replace(['\n', '\t'], " "), style),
            Inline::Code(code) if style == Style::Column => push(out, &visible_line(code), style),
            Inline::Code(code) => {
                // In colour the marks would only be in the way.
                let mark = if ink == Ink::Plain { "`" } else { "" };
                push(
                    out,
                    &format!("{mark}{}{mark}", visible_line(code)),
                    Style::Code,
                );
            }
            Inline::Strong(text) if style == Style::Words => collect(text, Style::Strong, ink, out),
            Inline::Emphasis(text) if style == Style::Words => {
                collect(text, Style::Emphasis, ink, out);
            }
            Inline::Strong(text) | Inline::Emphasis(text) => collect(text, style, ink, out),
            Inline::Link { text, url } => {
                collect(text, style, ink, out);
                // An address that is its own text, with or without its scheme, stands once.
                if !url.ends_with(&text.to_plain()) {
                    push(out, " (", style);
                    push(out, &visible_line(url), Style::Address);
                    push(out, ")", style);
                }
            }
            Inline::Unknown(what) => {
                push(out, &format!("‹{}›", visible_line(what)), Style::Unknown);
            }
        }
    }
}

fn push(out: &mut Vec<Run>, text: &str, style: Style) {
    match out.last_mut() {
        Some(last) if last.style == style => last.text.push_str(text),
        _ => out.push(Run::new(text, style)),
    }
}
