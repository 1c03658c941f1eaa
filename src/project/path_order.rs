//! The order of paths as people count: `svc2` before `svc10`.

/// A stretch of a name in a path: what it is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::project) enum PathPiece {
    /// A number: how many digits it has behind leading zeros, and these.
    Number(usize, String),
    /// Everything else.
    Words(String),
}

/// Divides each name of a path into its numbers and what stands between them.
pub(in crate::project) fn path_pieces(path: &str) -> Vec<Vec<PathPiece>> {
    path.split('/').map(name_pieces).collect()
}

fn name_pieces(name: &str) -> Vec<PathPiece> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let is_number = first.is_ascii_digit();
        let end = rest.find(|character: char| character.is_ascii_digit() != is_number);
        let (piece, behind) = rest.split_at(end.unwrap_or(rest.len()));
        pieces.push(if is_number {
            let digits = piece.trim_start_matches('0');
            PathPiece::Number(digits.len(), digits.to_owned())
        } else {
            PathPiece::Words(piece.to_owned())
        });
        rest = behind;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::path_pieces;

    #[test]
    fn numbers_are_sorted_as_numbers() {
        let mut paths = ["svc10/a", "svc2/a", "svc1/a", "svc/a", "svc002/b", "a"];
        paths.sort_by_cached_key(|path| path_pieces(path));
        assert_eq!(
            paths,
            ["a", "svc/a", "svc1/a", "svc2/a", "svc002/b", "svc10/a"]
        );
    }
}
