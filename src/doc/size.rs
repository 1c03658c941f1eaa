//! Sizes as people read them.

/// Writes a number of bytes with decimal units, as Docker does: `3.4 MB`.
pub fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)];
    // What would be rounded up to a thousand is written in the next unit.
    for (unit, factor) in UNITS {
        if bytes + factor / 20 >= factor && bytes >= 1000 {
            let tenths = (bytes + factor / 20) / (factor / 10);
            return if tenths >= 1000 {
                format!("{} {unit}", tenths / 10)
            } else {
                format!("{}.{} {unit}", tenths / 10, tenths % 10)
            };
        }
    }
    format!("{bytes} B")
}

/// Writes a number of files: `1 file`, `3 files`.
pub fn files(count: usize) -> String {
    if count == 1 {
        "1 file".to_owned()
    } else {
        format!("{count} files")
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_short() {
        for (bytes, written) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (1_250, "1.3 kB"),
            (123_456, "123 kB"),
            (999_960, "1.0 MB"),
            (3_400_000, "3.4 MB"),
            (5_000_000_000, "5.0 GB"),
        ] {
            assert_eq!(size(bytes), written);
        }
    }
}
