//! Questions about the name of a base image: what a tag promises, and what a digest does.

use crate::build::reference::Reference;
use crate::build::stage::Base;
use crate::doc::text::Text;
use crate::explain::questions::asked::Asked;
use crate::explain::questions::draft::{Draft, Offer};
use crate::explain::questions::question::Question;

/// Asks whether a FROM surely finds the same image later.
pub(super) fn base_moves(asked: &Asked<'_>) -> Option<Question> {
    let stage = asked.stage()?;
    if stage.from_instruction != asked.subject.index || stage.base != Base::Image {
        return None;
    }
    let reference = Reference::parse(&stage.base_name).ok()?;
    let mut draft = Draft::new(asked, "base-moves", "")?;
    draft.set(
        "tag",
        Text::code(reference.tag.as_deref().unwrap_or("latest")),
    );
    match (reference.digest.is_some(), reference.tag.as_deref()) {
        (true, tag) => {
            draft.right(Offer::new("digest"));
            draft.wrong(Offer::new(if tag.is_some() {
                "mistaken-tag-in-front"
            } else {
                "mistaken-digest-moves"
            }));
            draft.wrong(Offer::new("mistaken-another-machine"));
        }
        (false, tag) => {
            draft.right(Offer::new(match tag {
                None => "no-tag",
                Some("latest") => "latest",
                Some(_) => "tag",
            }));
            draft.wrong(Offer::new("mistaken-same-line"));
            draft.wrong(Offer::new(match tag {
                None | Some("latest") => "mistaken-latest",
                Some(_) => "mistaken-fixed",
            }));
        }
    }
    draft.wrong(Offer::new("mistaken-cache"));
    draft.choose_one(asked.seed)
}
