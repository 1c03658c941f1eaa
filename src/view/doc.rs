//! The one view of a text: lays a [`Doc`] out in rows of a width.

use crate::doc::text::{Inline, Text};
use crate::doc::{Block, Change, Doc, Label, Part, SettingChange, SettingRow};
use crate::view::row::{Row, width};
use crate::view::theme::Theme;
use crate::view::wrap::wrap;
use ratatui::style::{Modifier, Style};

/// From this many columns on, a table has its two columns side by side.
const TABLE_WIDTH: usize = 44;

/// Holds a text in rows, and where the parts of an instruction stand in it.
#[derive(Clone, Debug, Default)]
pub struct LaidOut {
    /// The rows.
    pub rows: Vec<Row>,
    /// The first and the last row of each part.
    pub parts: Vec<(u32, u32)>,
}

/// Lays a text out in rows of at most `columns`.
pub fn rows(doc: &Doc, theme: &Theme, columns: usize) -> Vec<Row> {
    lay_out(doc, theme, columns).rows
}

/// Lays a text out in rows of at most `columns`, and tells where its parts stand.
pub fn lay_out(doc: &Doc, theme: &Theme, columns: usize) -> LaidOut {
    let mut writer = Writer {
        theme,
        columns: columns.max(1),
        label_width: label_width(doc),
        rows: Vec::new(),
        parts: Vec::new(),
    };
    let mut previous: Option<&Block> = None;
    for block in &doc.blocks {
        let are_labels = matches!(
            (previous, block),
            (Some(Block::Labelled { .. }), Block::Labelled { .. })
        );
        if previous.is_some() && !are_labels {
            writer.rows.push(Row::default());
        }
        writer.block(block);
        previous = Some(block);
    }
    LaidOut {
        rows: writer.rows,
        parts: writer.parts,
    }
}

/// Turns inline text into one row of any width.
pub fn inline(text: &Text, style: Style, theme: &Theme) -> Row {
    let mut row = Row::default();
    push_inline(text, style, theme, &mut row);
    row
}

fn push_inline(text: &Text, style: Style, theme: &Theme, row: &mut Row) {
    for inline in &text.0 {
        match inline {
            Inline::Plain(words) => row.push(words, style),
            // Without colours, code in a bold sentence would look like the words around it.
            Inline::Code(code) if style.patch(theme.code) == style => {
                row.push(code, style.add_modifier(Modifier::UNDERLINED));
            }
            Inline::Code(code) => row.push(code, style.patch(theme.code)),
            Inline::Strong(text) => push_inline(text, style.patch(theme.strong), theme, row),
            Inline::Emphasis(text) => push_inline(text, style.patch(theme.emphasis), theme, row),
            Inline::Link { text, .. } => push_inline(text, style.patch(theme.link), theme, row),
            Inline::Unknown(reason) => row.push(&format!("‹{reason}›"), style.patch(theme.unknown)),
        }
    }
}

/// Measures the column that the labels of a text share.
fn label_width(doc: &Doc) -> usize {
    doc.blocks
        .iter()
        .filter_map(|block| match block {
            Block::Labelled { label, .. } => Some(width(label.word())),
            _ => None,
        })
        .max()
        .unwrap_or(0)
}

struct Writer<'theme> {
    theme: &'theme Theme,
    columns: usize,
    label_width: usize,
    rows: Vec<Row>,
    parts: Vec<(u32, u32)>,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => {
                let style = if *level <= 1 {
                    self.theme.lead.add_modifier(Modifier::UNDERLINED)
                } else {
                    self.theme.lead
                };
                self.hanging(&Row::default(), &inline(text, style, self.theme));
            }
            Block::Paragraph(text) => {
                self.hanging(&Row::default(), &inline(text, self.theme.text, self.theme));
            }
            Block::Lead(text) => {
                self.hanging(&Row::default(), &inline(text, self.theme.lead, self.theme));
            }
            Block::List(items) => {
                for item in items {
                    self.item("• ", item);
                }
            }
            Block::Steps(items) => {
                let digits = items.len().to_string().len();
                for (index, item) in items.iter().enumerate() {
                    self.item(&format!("{:>digits$}. ", index + 1), item);
                }
            }
            Block::Parts(parts) => self.parts(parts),
            Block::Labelled { label, text } => self.labelled(*label, text),
            Block::Changes(changes) => {
                for change in changes {
                    self.change(change);
                }
            }
            Block::Settings(settings) => self.settings(settings),
            Block::Code {
                language: Some("diff"),
                code,
            } => self.difference(code),
            Block::Code { code, .. } => {
                for line in code.lines() {
                    let mut row = Row::of("  ", self.theme.text);
                    row.push(&line.replace('\t', "    "), self.theme.code);
                    self.rows.push(row.cut(self.columns));
                }
            }
        }
    }

    /// Writes lines that go and lines that come, all of each: what differs may stand at its end.
    fn difference(&mut self, code: &str) {
        for line in code.lines() {
            let (colour, style) = match line.chars().next() {
                Some('-') => (self.theme.error.fg, self.theme.text),
                Some('+') => (self.theme.label.fg, self.theme.strong),
                _ => (None, self.theme.quiet),
            };
            let style = colour.map_or(style, |colour| self.theme.text.fg(colour));
            let row = Row::of(&format!("  {}", line.replace('\t', "    ")), style);
            self.rows.extend(wrap(&row, self.columns, 6));
        }
    }

    /// Writes a text behind a mark, its further rows below its first word.
    fn hanging(&mut self, mark: &Row, text: &Row) {
        let mut row = mark.clone();
        row.append(text);
        self.rows.extend(wrap(&row, self.columns, mark.width()));
    }

    fn item(&mut self, mark: &str, text: &Text) {
        let text = inline(text, self.theme.text, self.theme);
        self.hanging(&Row::of(mark, self.theme.text), &text);
    }

    fn labelled(&mut self, label: Label, text: &Text) {
        let style = match label {
            Label::Error => self.theme.error,
            Label::Caution => self.theme.caution,
            _ => self.theme.label,
        };
        let mut mark = Row::of(label.word(), style);
        let text = inline(text, self.theme.text, self.theme);
        if self.columns >= TABLE_WIDTH {
            mark.pad(self.label_width + 2);
            self.hanging(&mark, &text);
        } else {
            mark.push("  ", self.theme.text);
            mark.append(&text);
            self.rows.extend(wrap(&mark, self.columns, 2));
        }
    }

    /// Writes the table of parts: what is written on the left, what it means on the right.
    fn parts(&mut self, parts: &[Part]) {
        let written: Vec<Row> = parts.iter().map(|part| self.written(part)).collect();
        let widest = self.columns * 2 / 5;
        let column = written
            .iter()
            .map(Row::width)
            .filter(|&width| width <= widest)
            .max()
            .unwrap_or(0)
            .max(6);
        for (part, written) in parts.iter().zip(written) {
            let first = self.rows.len() as u32;
            self.part(part, written, column);
            let last = (self.rows.len() as u32).saturating_sub(1);
            self.parts.push((first, last.max(first)));
        }
    }

    fn part(&mut self, part: &Part, mut written: Row, column: usize) {
        let meaning = inline(&part.meaning, self.theme.text, self.theme);
        let is_beside = self.columns >= TABLE_WIDTH && written.width() <= column;
        if is_beside {
            written.pad(column + 2);
            self.hanging(&written, &meaning);
            return;
        }
        let indent = if self.columns >= TABLE_WIDTH {
            column + 2
        } else {
            written_indent(part)
        };
        let further = usize::from(part.depth) * 2 + 2;
        self.rows.extend(wrap(&written, self.columns, further));
        if meaning.width() > 0 {
            let mut mark = Row::default();
            mark.pad(indent);
            self.hanging(&mark, &meaning);
        }
    }

    fn written(&self, part: &Part) -> Row {
        let mut written = Row::default();
        written.pad(usize::from(part.depth) * 2);
        written.push(&part.written, self.theme.code);
        written
    }

    /// Writes settings: a sign for what changed, the name, the value, and where it comes from.
    fn settings(&mut self, settings: &[SettingRow]) {
        let names = settings
            .iter()
            .map(|row| inline(&row.name, self.theme.strong, self.theme));
        let names: Vec<Row> = names.collect();
        let values = settings.iter().map(|row| {
            let origin = inline(&row.origin, self.theme.quiet, self.theme).width();
            inline(&row.value, self.theme.text, self.theme).width() + 2 + origin
        });
        // Beside short values there is room for long names: paths and their sizes.
        let beside = self.columns.saturating_sub(values.max().unwrap_or(0) + 4);
        let widest = beside.max(self.columns / 3).min(self.columns * 2 / 3);
        let widths = names
            .iter()
            .map(Row::width)
            .filter(|&width| width <= widest);
        let column = widths.max().unwrap_or(0).max(4) + 4;
        for (setting, name) in settings.iter().zip(names) {
            let mut mark = Row::of(&format!("{} ", setting.change.sign()), self.theme.cursor);
            mark.append(&name);
            let mut text = inline(&setting.value, self.theme.text, self.theme);
            if setting.change != SettingChange::None {
                text = text.patched(self.theme.selected);
            }
            if !setting.origin.is_empty() {
                text.push("  ", self.theme.text);
                text.append(&inline(&setting.origin, self.theme.quiet, self.theme));
            }
            if mark.width() + 2 <= column {
                mark.pad(column);
                self.hanging(&mark, &text);
            } else {
                self.rows.extend(wrap(&mark, self.columns, 4));
                let mut mark = Row::default();
                mark.pad(column.min(self.columns / 3));
                self.hanging(&mark, &text);
            }
        }
    }

    fn change(&mut self, change: &Change) {
        let sign = match (&change.before, &change.after) {
            (None, Some(_)) => "+ ",
            (Some(_), None) => "- ",
            _ => "~ ",
        };
        let mut mark = Row::of(sign, self.theme.strong);
        mark.append(&inline(&change.what, self.theme.strong, self.theme));
        mark.push("  ", self.theme.text);
        let mut text = Row::default();
        match (&change.before, &change.after) {
            (Some(before), Some(after)) => {
                text.append(&inline(before, self.theme.text, self.theme));
                text.push(" → ", self.theme.strong);
                text.append(&inline(after, self.theme.text, self.theme));
            }
            (Some(value), None) | (None, Some(value)) => {
                text.append(&inline(value, self.theme.text, self.theme));
            }
            (None, None) => {}
        }
        mark.append(&text);
        self.rows.extend(wrap(&mark, self.columns, 4));
    }
}

fn written_indent(part: &Part) -> usize {
    usize::from(part.depth) * 2 + 2
}

#[cfg(test)]
mod tests {
    use super::{Theme, rows};
    use crate::doc::text::Text;
    use crate::doc::{Block, Change, Doc, Label, Part};

    fn picture(blocks: Vec<Block>, columns: usize) -> String {
        let rows = rows(&Doc { blocks }, &Theme::plain(), columns);
        let lines: Vec<String> = rows
            .iter()
            .map(|row| {
                assert!(row.width() <= columns, "{row:?}");
                row.pieces()
                    .iter()
                    .map(|piece| piece.text.as_str())
                    .collect()
            })
            .collect();
        lines.join("\n")
    }

    fn part(written: &str, meaning: &str, depth: u8) -> Part {
        Part {
            written: written.to_owned(),
            meaning: Text::plain(meaning),
            depth,
            spans: Vec::new(),
        }
    }

    #[test]
    fn parts_stand_beside_their_meanings() {
        let parts = vec![
            part(
                "--from=builder",
                "read from stage 1, its files alone and not its settings",
                0,
            ),
            part("/venv", "where it goes", 1),
        ];
        insta::assert_snapshot!(picture(vec![Block::Parts(parts.clone())], 50), @r"
        --from=builder  read from stage 1, its files alone
                        and not its settings
          /venv         where it goes
        ");
        insta::assert_snapshot!(picture(vec![Block::Parts(parts)], 30), @r"
        --from=builder
          read from stage 1, its files
          alone and not its settings
          /venv
            where it goes
        ");
    }

    #[test]
    fn a_difference_shows_all_of_its_lines() {
        let code = "- ENV A one two three\n+ ENV A=\"one two three\"";
        let block = Block::Code {
            language: Some("diff"),
            code: code.to_owned(),
        };
        let wide = "  - ENV A one two three\n  + ENV A=\"one two three\"";
        assert_eq!(picture(vec![block.clone()], 40), wide);
        let narrow = "  - ENV A one two\n      three\n  + ENV A=\"one two\n      three\"";
        assert_eq!(picture(vec![block], 18), narrow);
    }

    #[test]
    fn labels_share_a_column() {
        let labelled = |label, text: &str| Block::Labelled {
            label,
            text: Text::plain(text),
        };
        let blocks = vec![
            labelled(
                Label::Why,
                "The cache of pip stays behind in the stage before.",
            ),
            labelled(Label::WorksBecause, "Both images have the same Python."),
        ];
        insta::assert_snapshot!(picture(blocks, 48), @r"
        Why            The cache of pip stays behind in
                       the stage before.
        Works because  Both images have the same Python.
        ");
    }

    #[test]
    fn changes_tell_before_and_after() {
        let change = |before: Option<&str>, after: Option<&str>| Change {
            what: Text::code("PATH"),
            before: before.map(Text::plain),
            after: after.map(Text::plain),
        };
        let changes = vec![
            change(Some("/bin"), Some("/venv/bin:/bin")),
            change(None, Some("/bin")),
            change(Some("/bin"), None),
        ];
        insta::assert_snapshot!(picture(vec![Block::Changes(changes)], 48), @r"
        ~ PATH  /bin → /venv/bin:/bin
        + PATH  /bin
        - PATH  /bin
        ");
    }
}
