//! An answered question: the verdict, and the reason of every option.

use crate::analysis::Analysis;
use crate::app::practice::attempt::Attempt;
use crate::course::grading::{Graded, Reason};
use crate::course::lesson::{Ask, Asking, Page};
use crate::doc::text::Text;
use crate::view::doc::inline;
use crate::view::practice::PageRows;
use crate::view::practice_reading::web_addresses;
use crate::view::question::{ShownOption, Verdict, option_rows};
use crate::view::row::Row;
use crate::view::theme::Theme;
use crate::view::wrap::wrap;

/// Lays an answered question out. Where all reasons take more than `height` rows, those of other wrong
/// options are shown as the reader comes to them.
pub(in crate::view) fn rows(
    page: &Page,
    (asking, attempt, graded): (&Asking, &Attempt, &Graded),
    theme: &Theme,
    columns: usize,
    height: usize,
) -> PageRows {
    let sheet = |is_short| Sheet {
        analysis: page.dockerfile.as_deref(),
        asking,
        attempt,
        graded,
        theme,
        columns,
        height,
        is_short,
    };
    let whole = sheet(false).rows();
    if whole.rows.len() > height + 1 {
        return sheet(true).rows();
    }
    whole
}

/// Holds what an answered question is laid out from.
struct Sheet<'a> {
    analysis: Option<&'a Analysis>,
    asking: &'a Asking,
    attempt: &'a Attempt,
    graded: &'a Graded,
    theme: &'a Theme,
    columns: usize,
    height: usize,
    /// Whether the reasons of other wrong options wait until the reader comes to them.
    is_short: bool,
}

impl Sheet<'_> {
    fn rows(&self) -> PageRows {
        let mut page = PageRows::default();
        page.rows.extend(self.verdict());
        page.rows.push(Row::default());
        let prompt = inline(&self.asking.prompt, self.theme.lead, self.theme);
        page.rows.extend(wrap(&prompt, self.columns, 0));
        page.rows.push(Row::default());
        match &self.asking.ask {
            Ask::FillIn(_) => self.push_written(&mut page),
            Ask::PutInOrder(order) if !self.graded.is_right => {
                let items = self.attempt.order.iter();
                let items = items.filter_map(|&item| order.items.get(item));
                let texts: Vec<&str> = items.map(|item| item.text.as_str()).collect();
                self.push_own_order(&mut page, &texts);
            }
            _ => {}
        }
        for (place, reason) in self.graded.reasons.iter().enumerate() {
            self.push_heading(&mut page, place);
            let first = page.rows.len() as u32;
            page.rows.extend(self.reason_rows(place, reason));
            if place == self.attempt.selected {
                // The first reason is read with the verdict above it, where both have room.
                let has_room = page.rows.len() <= self.height + 1;
                let first = if place == 0 && has_room { 0 } else { first };
                page.focus = Some((first, (page.rows.len() as u32).saturating_sub(2)));
            }
        }
        page
    }

    fn verdict(&self) -> Vec<Row> {
        let mut row = if self.graded.is_right {
            Row::of("✓ Right.", self.theme.label)
        } else {
            Row::of("✗ Not so.", self.theme.caution)
        };
        if let (Ask::ChooseSeveral(_), false) = (&self.asking.ask, self.graded.is_right) {
            row.push(&format!(" {}", marked_words(self.graded)), self.theme.text);
        }
        let mut rows = wrap(&row, self.columns, 0);
        for remark in &self.graded.remarks {
            let row = inline(remark, self.theme.text, self.theme);
            rows.extend(wrap(&row, self.columns, 0));
        }
        rows
    }

    /// Says what was written, where no known answer is like it.
    fn push_written(&self, page: &mut PageRows) {
        if self.graded.reasons.iter().any(|reason| reason.is_yours) {
            return;
        }
        let mut row = Row::of("  You wrote ", self.theme.text);
        row.push(self.attempt.line.text().trim(), self.theme.code);
        page.rows.push(row.cut(self.columns));
        page.rows.push(Row::default());
    }

    fn push_own_order(&self, page: &mut PageRows, lines: &[&str]) {
        page.rows.push(Row::of("Your order:", self.theme.label));
        for (place, line) in lines.iter().enumerate() {
            let mut row = Row::of(&format!("  {}  ", place + 1), self.theme.key);
            row.push(line, self.theme.code);
            page.rows.push(row.cut(self.columns));
        }
        page.rows.push(Row::default());
    }

    /// Counts what is in the way of an order; behind it come the lines of one that is right.
    fn obstacles(&self) -> Option<usize> {
        match &self.asking.ask {
            Ask::PutInOrder(order) => {
                Some(self.graded.reasons.len().saturating_sub(order.items.len()))
            }
            _ => None,
        }
    }

    /// Says above the first obstacle of an order, and above its first line, what comes there.
    fn push_heading(&self, page: &mut PageRows, place: usize) {
        let Some(obstacles) = self.obstacles() else {
            let is_first_belief = matches!(self.asking.ask, Ask::FillIn(_)) && place == 1;
            if is_first_belief && !self.graded.reasons.iter().any(|reason| reason.is_yours) {
                let words = "What others answer, and why it is not so:";
                page.rows.push(Row::of(words, self.theme.label));
            }
            return;
        };
        let words = match place {
            0 if obstacles > 0 => "What must be so:",
            _ if place == obstacles && self.graded.is_right => {
                "Why each line stands where it stands:"
            }
            _ if place == obstacles => "An order that is right:",
            _ => return,
        };
        page.rows.push(Row::of(words, self.theme.label));
    }

    fn reason_rows(&self, place: usize, reason: &Reason) -> Vec<Row> {
        let is_selected = place == self.attempt.selected;
        let is_told = !self.is_short || is_selected || reason.is_yours || reason.is_right;
        let untold = Text::default();
        let why = if is_told { &reason.why } else { &untold };
        let number = match (&self.asking.ask, self.obstacles()) {
            (Ask::ChooseOne(_) | Ask::ChooseSeveral(_), _) => (place + 1).to_string(),
            (_, Some(obstacles)) if place >= obstacles => (place - obstacles + 1).to_string(),
            _ => "•".to_owned(),
        };
        let text = self.named(reason);
        let option = ShownOption {
            number: &number,
            text: &text,
            is_selected,
            verdict: Some(Verdict {
                // In an order, what must be so and the lines of a right one are neither right nor wrong.
                is_right: self.obstacles().is_none().then_some(reason.is_right),
                is_yours: reason.is_yours && self.obstacles().is_none(),
                is_missed: matches!(self.asking.ask, Ask::ChooseSeveral(_))
                    && reason.is_right
                    && !reason.is_yours,
                why,
            }),
        };
        let mut rows = option_rows(&option, self.theme, self.columns);
        let addresses = web_addresses(why.links());
        if !addresses.is_empty() {
            // The addresses belong to the reason: the blank row comes behind them.
            rows.pop();
            for (_, url) in addresses {
                let mut row = Row::of("     ", self.theme.text);
                row.push(&url, self.theme.link);
                rows.extend(wrap(&row, self.columns, 5));
            }
            rows.push(Row::default());
        }
        rows
    }

    /// Gives what a reason is about; of a line that was pointed at, its words too.
    fn named(&self, reason: &Reason) -> Text {
        let mut text = reason.text.clone();
        if let (Ask::PointAtLine(_), Some(line), Some(analysis)) =
            (&self.asking.ask, reason.line, self.analysis)
        {
            let written = analysis.lines().span(line).of(analysis.tree().text());
            text.push_plain("  ");
            text.append(Text::code(written.trim()));
        }
        text
    }
}

/// Says how much of a question with several right options was right.
fn marked_words(graded: &Graded) -> String {
    let right = graded.reasons.iter().filter(|reason| reason.is_right);
    let found = right.clone().filter(|reason| reason.is_yours).count();
    let wrong = graded.reasons.iter();
    let wrong = wrong
        .filter(|reason| reason.is_yours && !reason.is_right)
        .count();
    let found = format!("You marked {found} of the {} that are right", right.count());
    match wrong {
        0 => format!("{found}, and none that is not."),
        1 => format!("{found}, and 1 that is not."),
        wrong => format!("{found}, and {wrong} that are not."),
    }
}
