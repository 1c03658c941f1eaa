//! `--chmod`: octal numbers, and letters as chmod has them.

use crate::build::refusal::InstructionFault;

/// Holds what `--chmod` asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileMode {
    /// A number: `755`.
    Octal(u32),
    /// Letters: `u=rwX,go=rX`.
    Letters(String),
}

/// Reads a mode.
pub fn file_mode(text: &str) -> Result<FileMode, InstructionFault> {
    let is_octal = !text.is_empty() && text.bytes().all(|digit| matches!(digit, b'0'..=b'7'));
    if is_octal {
        return match u32::from_str_radix(text, 8) {
            Ok(mode) if mode <= 0o7777 => Ok(FileMode::Octal(mode)),
            Ok(_) => Err(InstructionFault::Chmod(text.to_owned())),
            Err(_) => Err(InstructionFault::Chmod(text.to_owned())),
        };
    }
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return Err(InstructionFault::Chmod(text.to_owned()));
    }
    if is_letters(text.as_bytes()) {
        return Ok(FileMode::Letters(text.to_owned()));
    }
    Err(InstructionFault::ChmodSyntax)
}

/// Tells whether a text is clauses of who, operator and permissions.
fn is_letters(text: &[u8]) -> bool {
    let mut at = 0;
    loop {
        while matches!(text.get(at), Some(b'a' | b'u' | b'g' | b'o')) {
            at += 1;
        }
        loop {
            if !matches!(text.get(at), Some(b'+' | b'-' | b'=')) {
                return false;
            }
            at += 1;
            while matches!(
                text.get(at),
                Some(b'r' | b's' | b't' | b'w' | b'X' | b'x' | b'u' | b'g' | b'o')
            ) {
                at += 1;
            }
            match text.get(at) {
                None => return true,
                Some(b',') => break,
                Some(_) => {}
            }
        }
        at += 1;
    }
}

/// Applies letters such as `u=rwX,go=rX` to a mode, as BuildKit does: no umask.
pub fn changed_mode(letters: &str, mode: u32, is_folder: bool) -> u32 {
    let mut changed = mode & 0o7777;
    for clause in letters.split(',') {
        let start = clause.find(['+', '-', '=']).unwrap_or(clause.len());
        let (who, mut operations) = clause.split_at(start);
        let shifts: Vec<u32> = [('u', 6), ('g', 3), ('o', 0)]
            .into_iter()
            .filter(|(letter, _)| who.is_empty() || who.contains(['a', *letter]))
            .map(|(_, shift)| shift)
            .collect();
        while let Some(operator) = operations.chars().next() {
            let behind = operations.get(1..).unwrap_or_default();
            let end = behind.find(['+', '-', '=']).unwrap_or(behind.len());
            let (permissions, rest) = behind.split_at(end);
            changed = apply(changed, operator, permissions, &shifts, is_folder);
            operations = rest;
        }
    }
    changed
}

fn apply(mode: u32, operator: char, permissions: &str, shifts: &[u32], is_folder: bool) -> u32 {
    let mut bits = 0;
    let mut cleared = 0;
    for &shift in shifts {
        cleared |= 0o7 << shift;
        // Set-user-ID belongs to the user, set-group-ID to the group.
        cleared |= match shift {
            6 => 0o4000,
            3 => 0o2000,
            _ => 0,
        };
        for permission in permissions.chars() {
            bits |= match permission {
                'r' => 0o4 << shift,
                'w' => 0o2 << shift,
                'x' => 0o1 << shift,
                'X' if is_folder || mode & 0o111 != 0 => 0o1 << shift,
                'u' => (mode >> 6 & 0o7) << shift,
                'g' => (mode >> 3 & 0o7) << shift,
                'o' => (mode & 0o7) << shift,
                's' if shift == 6 => 0o4000,
                's' if shift == 3 => 0o2000,
                't' => 0o1000,
                _ => 0,
            };
        }
    }
    match operator {
        '+' => mode | bits,
        '-' => mode & !bits,
        _ => mode & !cleared | bits,
    }
}

#[cfg(test)]
mod tests {
    use super::changed_mode;

    #[test]
    fn letters_change_modes_as_chmod_does() {
        for (letters, mode, is_folder, changed) in [
            ("u=rwX,go=rX", 0o600, false, 0o644),
            ("u=rwX,go=rX", 0o700, true, 0o755),
            ("u=rwX,go=rX", 0o711, false, 0o755),
            ("+x", 0o644, false, 0o755),
            ("a-w", 0o666, false, 0o444),
            ("go=u", 0o640, false, 0o666),
            ("u+s,g-r", 0o755, false, 0o4715),
            ("g=rw-r", 0o700, false, 0o720),
        ] {
            assert_eq!(changed_mode(letters, mode, is_folder), changed, "{letters}");
        }
    }
}
