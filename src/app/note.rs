//! Notes of the reader: each belongs to an instruction's text, so that it survives edits elsewhere.

use crate::language::tree::Tree;

/// Holds a note and the instruction it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The instruction as it was written when the note was.
    pub instruction: String,
    /// Which of the instructions with this very text, counted from 0.
    pub occurrence: usize,
    /// The note; an empty one takes the note away.
    pub text: String,
}

impl Note {
    /// Makes a note on an instruction, counted from 0.
    pub fn on(tree: &Tree, instruction: usize, text: &str) -> Option<Self> {
        let own = text_of(tree, instruction)?;
        let before = (0..instruction).filter(|&other| text_of(tree, other) == Some(own));
        Some(Self {
            instruction: own.to_owned(),
            occurrence: before.count(),
            text: text.to_owned(),
        })
    }

    /// Finds the instruction it belongs to; nothing where that text is gone.
    pub fn place(&self, tree: &Tree) -> Option<usize> {
        let count = tree.instructions().len();
        let same = (0..count).filter(|&other| text_of(tree, other) == Some(&self.instruction));
        let same: Vec<usize> = same.collect();
        same.get(self.occurrence).or(same.last()).copied()
    }
}

fn text_of(tree: &Tree, instruction: usize) -> Option<&str> {
    let instruction = tree.instructions().get(instruction)?;
    Some(instruction.span.of(tree.text()).trim())
}

#[cfg(test)]
mod tests {
    use super::Note;
    use crate::language::parse::parse;
    use crate::language::source::Source;
    use crate::language::tree::Tree;

    fn tree(text: &str) -> Tree {
        parse(Source::new(text.as_bytes().to_vec()))
    }

    #[test]
    fn a_note_finds_its_instruction_again() {
        let old = tree("FROM a\nRUN x\nRUN x\n");
        let note = Note::on(&old, 2, "the second").unwrap();
        assert_eq!(note.place(&old), Some(2));
        assert_eq!(
            note.place(&tree("FROM a\nENV b=c\nRUN x\nRUN x\n")),
            Some(3)
        );
        assert_eq!(note.place(&tree("FROM a\nRUN x\n")), Some(1));
        assert_eq!(note.place(&tree("FROM a\n")), None);
    }
}
