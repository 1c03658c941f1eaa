//! The few scans that look ahead, bounded together so that time stays linear.
//!
//! Whether `((` is arithmetic or two subshells is seen only at its end. All scans of a script share
//! one allowance; when hostile text has used it up, they find nothing and reading goes on.

use crate::language::shell::reader::Reader;

impl Reader<'_> {
    /// Finds the `))` for a `((` that ends before `from`; gives nothing where `)` stands alone.
    pub(super) fn arithmetic_end(&mut self, from: usize) -> Option<usize> {
        let end = self.parenthesis_end_from(from, true)?;
        (end < self.end && self.text.as_bytes().get(end) == Some(&b')')).then_some(end - 1)
    }

    /// Finds the place behind the `)` for a `(` that ends before `from`, on the same line.
    pub(super) fn parenthesis_end(&mut self, from: usize) -> Option<usize> {
        self.parenthesis_end_from(from, false)
    }

    fn parenthesis_end_from(&mut self, from: usize, over_lines: bool) -> Option<usize> {
        let mut depth = 1_u32;
        let mut at = from;
        while at < self.end {
            let byte = *self.text.as_bytes().get(at)?;
            at = match byte {
                b'\\' => at + 2,
                b'\'' | b'"' => self.quote_end(at + 1, byte)?,
                b'\n' if !over_lines => return None,
                b'(' => {
                    depth += 1;
                    at + 1
                }
                b')' if depth == 1 => return Some(at + 1),
                b')' => {
                    depth -= 1;
                    at + 1
                }
                _ => at + 1,
            };
            self.spend()?;
        }
        None
    }

    /// Finds the `]` of an index: quotes and `${…}` in it are stepped over.
    pub(super) fn bracket_end(&mut self, from: usize) -> Option<usize> {
        let mut depth = 0_u32;
        let mut at = from;
        while at < self.end {
            let byte = *self.text.as_bytes().get(at)?;
            at = match byte {
                b'\\' => at + 2,
                b'\'' | b'"' => self.quote_end(at + 1, byte)?,
                b'\n' => return None,
                b'[' | b'{' | b'(' => {
                    depth += 1;
                    at + 1
                }
                b']' if depth == 0 => return Some(at),
                b']' | b'}' | b')' => {
                    depth = depth.checked_sub(1)?;
                    at + 1
                }
                _ => at + 1,
            };
            self.spend()?;
        }
        None
    }

    /// Finds the place behind the next quote of the same kind.
    fn quote_end(&mut self, from: usize, quote: u8) -> Option<usize> {
        let mut at = from;
        while at < self.end {
            let byte = *self.text.as_bytes().get(at)?;
            if byte == quote {
                return Some(at + 1);
            }
            at += if byte == b'\\' && quote == b'"' { 2 } else { 1 };
            self.spend()?;
        }
        None
    }

    fn spend(&mut self) -> Option<()> {
        self.notes.look_ahead = self.notes.look_ahead.checked_sub(1)?;
        Some(())
    }
}
