//! Texts with `${…}` and `%{…}` in them.

use crate::project::bake::evaluate::{Evaluator, LONGEST, Scope, cannot_read, entries};
use crate::project::bake::value::BakeValue;
use hcl_edit::template::{Directive, Element, Strip, Template};

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
        let mut text = String::new();
        match self.write(template, scope, &mut text) {
            Ok(()) => BakeValue::Text(text),
            Err(unknown) => unknown,
        }
    }

    fn write(
        &self,
        template: &Template,
        scope: &Scope,
        text: &mut String,
    ) -> Result<(), BakeValue> {
        // Whether the blanks at the next literal's start go.
        let mut strips = false;
        for element in template {
            if !self.may_go_on(1) || text.len() > LONGEST {
                return Err(BakeValue::Unknown("grows too long".to_owned()));
            }
            match element {
                Element::Literal(literal) => {
                    let literal = literal.value().as_str();
                    text.push_str(if strips {
                        literal.trim_start()
                    } else {
                        literal
                    });
                    strips = false;
                }
                Element::Interpolation(interpolation) => {
                    strip_end(text, interpolation.strip);
                    let value = self.expression(&interpolation.expr, scope);
                    match (value.text(), value.reason()) {
                        (Some(value), _) => text.push_str(&value),
                        (None, Some(reason)) => return Err(BakeValue::Unknown(reason.to_owned())),
                        (None, None) => return Err(cannot_read("a value in a text that is none")),
                    }
                    strips = strips_behind(interpolation.strip);
                }
                Element::Directive(directive) => {
                    strips = self.write_directive(directive, scope, text)?;
                }
            }
        }
        Ok(())
    }

    fn write_directive(
        &self,
        directive: &Directive,
        scope: &Scope,
        text: &mut String,
    ) -> Result<bool, BakeValue> {
        match directive {
            Directive::If(directive) => {
                strip_end(text, directive.if_expr.strip);
                let condition = self.expression(&directive.if_expr.cond_expr, scope);
                match (condition.truth(), condition.reason()) {
                    (Some(true), _) => self.write(&directive.if_expr.template, scope, text)?,
                    (Some(false), _) => {
                        if let Some(otherwise) = &directive.else_expr {
                            self.write(&otherwise.template, scope, text)?;
                        }
                    }
                    (None, Some(reason)) => return Err(BakeValue::Unknown(reason.to_owned())),
                    (None, None) => return Err(cannot_read("a condition that is no yes or no")),
                }
                Ok(strips_behind(directive.endif_expr.strip))
            }
            Directive::For(directive) => {
                let intro = &directive.for_expr;
                strip_end(text, intro.strip);
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
                    self.write(&intro.template, &inside, text)?;
                }
                Ok(strips_behind(directive.endfor_expr.strip))
            }
        }
    }
}

fn strip_end(text: &mut String, strip: Strip) {
    if matches!(strip, Strip::Start | Strip::Both) {
        text.truncate(text.trim_end().len());
    }
}

fn strips_behind(strip: Strip) -> bool {
    matches!(strip, Strip::End | Strip::Both)
}
