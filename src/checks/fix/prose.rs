//! The sections of a rule's text in `assets/checks`.

/// Gives the text below a heading of the second level, up to the next one.
pub fn section(prose: &'static str, heading: &str) -> &'static str {
    let behind = prose.split_once(&format!("\n## {heading}\n\n"));
    let behind = behind.map_or("", |(_, behind)| behind);
    behind
        .split_once("\n## ")
        .map_or(behind, |(section, _)| section)
        .trim_end()
}

/// Gives the sentence that says what the rule finds: it stands below the title.
pub fn summary(prose: &'static str) -> &'static str {
    let mut lines = prose.lines().skip(1);
    lines.find(|line| !line.is_empty()).unwrap_or_default()
}
