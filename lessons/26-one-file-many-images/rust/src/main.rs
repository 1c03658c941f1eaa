//! Reads a web server's log and prints how often each status occurs.

mod statuses;

use std::io::{self, BufRead};

fn main() -> io::Result<()> {
    let mut counts = statuses::Counts::default();
    for line in io::stdin().lock().lines() {
        counts.take(&line?);
    }
    for (status, count) in counts.sorted() {
        println!("{status} {count}");
    }
    Ok(())
}
