//! The last line: the keys that help most, from the table of keys.

use crate::app::keys::{FooterEntry, KeyTable};
use crate::view::row::Row;
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the line; where room is short, the entries of the highest rank go first.
pub fn draw(keys: &KeyTable, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut entries: Vec<&FooterEntry> = keys
        .bindings
        .iter()
        .filter_map(|binding| binding.footer.as_ref())
        .collect();
    let mut row = line(&entries, theme);
    while row.width() > usize::from(area.width) && entries.len() > 1 {
        if let Some(last) =
            (0..entries.len()).max_by_key(|&index| entries.get(index).map(|entry| entry.rank))
        {
            entries.remove(last);
        }
        row = line(&entries, theme);
    }
    row.draw(buffer, area.x, area.y, area.width);
}

fn line(entries: &[&FooterEntry], theme: &Theme) -> Row {
    let mut row = Row::of(" ", theme.text);
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            row.push("   ", theme.text);
        }
        row.push(&entry.keys, theme.key);
        row.push(" ", theme.text);
        row.push(&entry.text, theme.text);
    }
    row
}
