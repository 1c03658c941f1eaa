//! Numbers on the command line, and what is said of those that cannot be meant.

/// Reads a line's number. What is larger than any file is the last there could be: the file says that
/// it has no such line.
pub(in crate::cli) fn line_number(written: &str) -> Result<u32, String> {
    match written.parse() {
        Ok(0) => Err("lines are counted from 1".to_owned()),
        Ok(line) => Ok(line),
        Err(_) if is_number(written) => Ok(u32::MAX),
        Err(_) => Err("write the number of a line, such as 10".to_owned()),
    }
}

/// Reads how many questions are wanted: at least one.
pub(in crate::cli) fn question_count(written: &str) -> Result<usize, String> {
    match written.parse() {
        Ok(0) => Err("0 asks nothing: write 1 or more".to_owned()),
        Ok(count) => Ok(count),
        Err(_) if is_number(written) => Ok(usize::MAX),
        Err(_) => Err("write how many questions, such as 10".to_owned()),
    }
}

/// Reads a number to draw by.
pub(in crate::cli) fn seed(written: &str) -> Result<u64, String> {
    let refused = |_error| "write a whole number below 18446744073709551616, such as 7".to_owned();
    written.parse().map_err(refused)
}

fn is_number(written: &str) -> bool {
    !written.is_empty() && written.chars().all(|character| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{line_number, question_count, seed};

    #[test]
    fn what_cannot_be_meant_is_said_in_words() {
        assert_eq!(line_number("10"), Ok(10));
        assert_eq!(line_number("0").unwrap_err(), "lines are counted from 1");
        assert_eq!(line_number("99999999999"), Ok(u32::MAX));
        assert!(line_number("-1").is_err() && line_number("").is_err());
        assert_eq!(question_count("3"), Ok(3));
        assert!(question_count("0").unwrap_err().contains("1 or more"));
        assert!(question_count("many").is_err());
        assert_eq!(seed("7"), Ok(7));
        assert!(seed("x").unwrap_err().contains("such as 7"));
    }
}
