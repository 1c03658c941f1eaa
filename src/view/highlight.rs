//! The styles of what stands in a Dockerfile.

use crate::analysis::highlight::Highlight;
use crate::view::theme::Theme;
use ratatui::style::Style;

/// Gives the style of a stretch.
pub fn style(highlight: Highlight, theme: &Theme) -> Style {
    match highlight {
        Highlight::Keyword => theme.keyword,
        Highlight::InnerKeyword => theme.inner_keyword,
        Highlight::Flag => theme.flag,
        Highlight::Option => theme.option,
        Highlight::Variable => theme.variable,
        Highlight::Name => theme.name,
        Highlight::Image => theme.image,
        Highlight::Tag => theme.tag,
        Highlight::Stage => theme.stage,
        Highlight::String => theme.string,
        Highlight::Number => theme.number,
        Highlight::Punctuation => theme.punctuation,
        Highlight::Command => theme.command,
        Highlight::Operator => theme.operator,
        Highlight::Comment => theme.comment,
        Highlight::Directive => theme.directive,
        Highlight::Heredoc => theme.heredoc,
        Highlight::Continuation => theme.quiet,
    }
}
