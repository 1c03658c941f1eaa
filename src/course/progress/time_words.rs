//! How long a time is, in words.

use crate::course::progress::moment::DAY;

const MINUTE: u64 = 60;

const HOUR: u64 = 60 * MINUTE;

/// Says roughly how long so many seconds are: whoever waits that long has not come too early.
pub fn time_words(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..HOUR => (seconds.div_ceil(MINUTE).max(1), "minute"),
        HOUR..DAY => (seconds.div_ceil(HOUR), "hour"),
        _ => (seconds.div_ceil(DAY), "day"),
    };
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{ending}")
}

#[cfg(test)]
mod tests {
    use super::time_words;

    #[test]
    fn a_time_is_told_in_its_largest_unit_and_never_too_short() {
        assert_eq!(time_words(0), "1 minute");
        assert_eq!(time_words(600), "10 minutes");
        assert_eq!(time_words(3_600), "1 hour");
        assert_eq!(time_words(5_000), "2 hours");
        assert_eq!(time_words(86_400), "1 day");
        assert_eq!(time_words(86_401), "2 days");
    }
}
