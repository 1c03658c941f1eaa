//! Texts with `${…}` and `%{…}` in them.

use crate::project::bake::evaluate::{Evaluator, LONGEST, Scope, cannot_read, entries};
use crate::project::bake::value::BakeValue;
use hcl_edit::template::{Directive, Element, Strip, Template};

/// Says how a template stands in its file.
#[derive(Clone, Copy)]
struct Place {
    /// Whether it is a heredoc: `~` takes blanks away up to the line's end alone there.
    is_heredoc: bool,
    /// Whether what stands before it takes blanks away at its start.
    strips_start: bool,
    /// Whether what stands behind it takes blanks away at its end.
    strips_end: bool,
}

impl Evaluator<'_> {
    /// Gives what a template comes to; one that is a value alone is that value.
    pub(in crate::project::bake) fn template(
        &self,
        template: &Template,
        scope: &Scope,
    ) -> BakeValue {
        if let Some(Element::Interpolation(alone)) = template.as_single_element() {
            return self.expression(&alone.expr, scope);
        }
        self.whole(template, scope, false)
    }

    /// Gives what a heredoc comes to, which is always a text.
    pub(in crate::project::bake) fn heredoc(
        &self,
        template: &Template,
        scope: &Scope,
    ) -> BakeValue {
        self.whole(template, scope, true)
    }

    fn whole(&self, template: &Template, scope: &Scope, is_heredoc: bool) -> BakeValue {
        let place = Place {
            is_heredoc,
            strips_start: false,
            strips_end: false,
        };
        let mut text = String::new();
        match self.write(template, place, scope, &mut text) {
            Ok(()) => BakeValue::Text(text),
            Err(unknown) => unknown,
        }
    }

    fn write(
        &self,
        template: &Template,
        place: Place,
        scope: &Scope,
        text: &mut String,
    ) -> Result<(), BakeValue> {
        // Whether the blanks at the next literal's start go.
        let mut strips = place.strips_start;
        let mut elements = template.iter().peekable();
        while let Some(element) = elements.next() {
            if !self.may_go_on(1) || text.len() > LONGEST {
                return Err(BakeValue::Unknown("grows too long".to_owned()));
            }
            match element {
                Element::Literal(literal) => {
                    let mut literal = literal.value().as_str();
                    if strips {
                        literal = without_start(literal, place.is_heredoc);
                    }
                    if elements
                        .peek()
                        .map_or(place.strips_end, |next| strips_before(next))
                    {
                        literal = without_end(literal, place.is_heredoc);
                    }
                    text.push_str(literal);
                    strips = false;
                }
                Element::Interpolation(interpolation) => {
                    let value = self.expression(&interpolation.expr, scope);
                    match (value.text(), value.reason()) {
                        (Some(value), _) => text.push_str(&value),
                        (None, Some(reason)) => return Err(BakeValue::Unknown(reason.to_owned())),
                        (None, None) => return Err(cannot_read("a value in a text that is none")),
                    }
                    strips = at_end(interpolation.strip);
                }
                Element::Directive(directive) => {
                    strips = self.write_directive(directive, place.is_heredoc, scope, text)?;
                }
            }
        }
        Ok(())
    }

    fn write_directive(
        &self,
        directive: &Directive,
        is_heredoc: bool,
        scope: &Scope,
        text: &mut String,
    ) -> Result<bool, BakeValue> {
        let between = |before: Strip, behind: Strip| Place {
            is_heredoc,
            strips_start: at_end(before),
            strips_end: at_start(behind),
        };
        match directive {
            Directive::If(directive) => {
                let (begin, end) = (&directive.if_expr, &directive.endif_expr);
                let otherwise = directive.else_expr.as_ref();
                let condition = self.expression(&begin.cond_expr, scope);
                match (condition.truth(), condition.reason()) {
                    (Some(true), _) => {
                        let behind = otherwise.map_or(end.strip, |otherwise| otherwise.strip);
                        let place = between(begin.strip, behind);
                        self.write(&begin.template, place, scope, text)?;
                    }
                    (Some(false), _) => {
                        if let Some(otherwise) = otherwise {
                            let place = between(otherwise.strip, end.strip);
                            self.write(&otherwise.template, place, scope, text)?;
                        }
                    }
                    (None, Some(reason)) => return Err(BakeValue::Unknown(reason.to_owned())),
                    (None, None) => return Err(cannot_read("a condition that is no yes or no")),
                }
                Ok(at_end(end.strip))
            }
            Directive::For(directive) => {
                let (intro, end) = (&directive.for_expr, &directive.endfor_expr);
                let place = between(intro.strip, end.strip);
                let collection = self.expression(&intro.collection_expr, scope);
                if let Some(reason) = collection.reason() {
                    return Err(BakeValue::Unknown(reason.to_owned()));
                }
                let mut inside = scope.clone();
                for (key, value) in entries(collection).unwrap_or_default() {
                    if let Some(name) = &intro.key_var {
                        inside.insert(name.value().to_string(), key);
                    }
                    inside.insert(intro.value_var.value().to_string(), value);
                    self.write(&intro.template, place, &inside, text)?;
                }
                Ok(at_end(end.strip))
            }
        }
    }
}

fn at_start(strip: Strip) -> bool {
    matches!(strip, Strip::Start | Strip::Both)
}

fn at_end(strip: Strip) -> bool {
    matches!(strip, Strip::End | Strip::Both)
}

/// Tells whether an element takes the blanks before it away.
fn strips_before(element: &Element) -> bool {
    at_start(match element {
        Element::Literal(_) => Strip::None,
        Element::Interpolation(interpolation) => interpolation.strip,
        Element::Directive(directive) => match directive.as_ref() {
            Directive::If(directive) => directive.if_expr.strip,
            Directive::For(directive) => directive.for_expr.strip,
        },
    })
}

/// Takes the blanks at a text's start away, in a heredoc those of its first line.
fn without_start(text: &str, is_heredoc: bool) -> &str {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    match text.strip_prefix(first) {
        Some(rest) if is_heredoc && first.trim().is_empty() => rest,
        _ => text.trim_start(),
    }
}

/// Takes the blanks at a text's end away, in a heredoc those of its last line.
fn without_end(text: &str, is_heredoc: bool) -> &str {
    let last = text.split_inclusive('\n').next_back().unwrap_or_default();
    match text.strip_suffix(last) {
        Some(rest) if is_heredoc && last.trim().is_empty() => rest,
        _ => text.trim_end(),
    }
}
