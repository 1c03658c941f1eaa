//! Keeping the reader's place when the file changes under them.

use crate::language::tree::Tree;

/// Finds the instruction of a new tree that an instruction of the old one has become.
///
/// Lines that are the same at the file's start and at its end keep their places; in between, an
/// instruction with the same text is the same, and where there is none, the one in its place.
pub fn kept_place(old: &Tree, new: &Tree, instruction: usize) -> Option<usize> {
    let old_texts = texts(old);
    let new_texts = texts(new);
    let last = new_texts.len().checked_sub(1)?;
    let same_start = old_texts.iter().zip(&new_texts);
    let same_start = same_start.take_while(|(old, new)| old == new).count();
    if instruction < same_start {
        return Some(instruction);
    }
    let same_end = old_texts.iter().rev().zip(new_texts.iter().rev());
    let same_end = same_end.take_while(|(old, new)| old == new).count();
    let from_end = old_texts.len().saturating_sub(instruction);
    if from_end <= same_end {
        return Some(new_texts.len() - from_end);
    }
    let own = old_texts.get(instruction);
    let same = new_texts.iter().enumerate();
    let same = same.filter(|(_, text)| Some(*text) == own);
    let nearest = same.min_by_key(|(place, _)| place.abs_diff(instruction));
    Some(nearest.map_or(instruction.min(last), |(place, _)| place))
}

fn texts(tree: &Tree) -> Vec<&str> {
    let instructions = tree.instructions().iter();
    instructions
        .map(|instruction| instruction.span.of(tree.text()).trim())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::kept_place;
    use crate::language::parse::parse;
    use crate::language::source::Source;

    fn kept(old: &str, new: &str, instruction: usize) -> Option<usize> {
        let tree = |text: &str| parse(Source::new(text.as_bytes().to_vec()));
        kept_place(&tree(old), &tree(new), instruction)
    }

    const OLD: &str = "FROM a\nRUN one\nRUN two\nRUN three\n";

    #[test]
    fn lines_above_move_the_place_down() {
        assert_eq!(
            kept(OLD, "FROM a\nARG x\nRUN one\nRUN two\nRUN three\n", 2),
            Some(3)
        );
        assert_eq!(
            kept(OLD, "# syntax\nFROM a\nRUN one\nRUN two\nRUN three\n", 2),
            Some(2)
        );
    }

    #[test]
    fn an_edited_instruction_keeps_its_place() {
        assert_eq!(kept(OLD, "FROM a\nRUN one\nRUN 2\nRUN three\n", 2), Some(2));
    }

    #[test]
    fn an_instruction_that_is_gone_leaves_the_one_in_its_place() {
        assert_eq!(kept(OLD, "FROM a\nRUN one\n", 3), Some(1));
        assert_eq!(kept(OLD, "", 3), None);
    }
}
