//! Statuses of a log in the common format: `… "GET / HTTP/1.1" 200 512`.

use std::collections::BTreeMap;

#[derive(Default)]
pub struct Counts(BTreeMap<u16, u64>);

impl Counts {
    /// Counts the status of a line, if it has one.
    pub fn take(&mut self, line: &str) {
        let after_request = line.rsplit('"').next().unwrap_or_default();
        let status = after_request.split_whitespace().next();
        if let Some(Ok(status)) = status.map(str::parse) {
            *self.0.entry(status).or_default() += 1;
        }
    }

    pub fn sorted(&self) -> impl Iterator<Item = (&u16, &u64)> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn lines_without_a_status_are_left_out() {
        let mut counts = Counts::default();
        counts.take(r#"::1 - - [01/Jun/2024] "GET / HTTP/1.1" 200 512"#);
        counts.take("restarted");
        assert_eq!(counts.sorted().collect::<Vec<_>>(), [(&200, &1)]);
    }
}
