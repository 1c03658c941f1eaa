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
