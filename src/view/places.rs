//! Where the panes go: side by side on a wide screen, one below the other on a narrow one.

use crate::view::frame::Frame;
use ratatui::layout::Rect;

/// The narrowest screen that shows panes, in columns.
pub const LEAST_WIDTH: u16 = 40;
/// The lowest screen that shows panes, in rows.
pub const LEAST_HEIGHT: u16 = 10;
/// From this many columns on, panes lie side by side.
const WIDE: u16 = 90;
/// The most rows that the timeline takes.
const MOST_STAGES: u16 = 6;

/// Holds the places of everything on the screen, frames included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// The first line.
    pub header: Rect,
    /// The Dockerfile's pane.
    pub dockerfile: Rect,
    /// The explanation's pane.
    pub explanation: Rect,
    /// The timeline.
    pub timeline: Rect,
    /// The last line.
    pub footer: Rect,
    /// What stands around the Dockerfile and the explanation.
    pub frame: Frame,
    /// What stands around the timeline.
    pub timeline_frame: Frame,
}

/// Tells whether a screen has room for panes.
pub fn is_enough(area: Rect) -> bool {
    area.width >= LEAST_WIDTH && area.height >= LEAST_HEIGHT
}

impl Places {
    /// Divides a screen. `stages` is what the timeline has to show, `lines` the lines of the file,
    /// `line_width` the columns its longest line needs with its number.
    pub fn of(area: Rect, stages: usize, lines: u32, line_width: usize) -> Self {
        let stages = stages.clamp(1, usize::from(MOST_STAGES)) as u16;
        let [header, middle, footer] = rows(area);
        let is_wide = area.width >= WIDE;
        let (timeline_frame, timeline_rows) = match (is_wide, area.height) {
            (true, 24..) => (Frame::Box, stages),
            (true, 16..) => (Frame::Rule, stages.min(3)),
            (false, 24..) => (Frame::Rule, stages.min(3)),
            (_, 16..) => (Frame::Rule, 1),
            _ => (Frame::None, 1),
        };
        let timeline_height = timeline_rows + timeline_frame.rows();
        let panes = Rect {
            height: middle.height - timeline_height,
            ..middle
        };
        let timeline = Rect {
            y: panes.bottom(),
            height: timeline_height,
            ..middle
        };
        let (frame, dockerfile, explanation) = if is_wide {
            side_by_side(panes, line_width)
        } else {
            one_above_the_other(panes, lines)
        };
        Self {
            header,
            dockerfile,
            explanation,
            timeline,
            footer,
            frame,
            timeline_frame,
        }
    }
}

/// Holds the places of a page's screen, frames included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PagePlaces {
    /// The first line.
    pub header: Rect,
    /// The Dockerfile's pane; a page without one has none.
    pub dockerfile: Option<Rect>,
    /// The page's pane.
    pub page: Rect,
    /// The last line.
    pub footer: Rect,
    /// What stands around the panes.
    pub frame: Frame,
}

impl PagePlaces {
    /// Tells whether the panes lie one below the other.
    pub const fn is_narrow(area: Rect) -> bool {
        area.width < WIDE
    }

    /// Divides a screen for a Dockerfile of so many lines, the longest so wide, and a page of so many rows.
    /// Where something is edited, the Dockerfile's pane keeps room for more lines and longer ones than
    /// there are.
    pub fn of(
        area: Rect,
        has_dockerfile: bool,
        is_edited: bool,
        (lines, line_width): (u32, usize),
        page_rows: Option<usize>,
    ) -> Self {
        let [header, panes, footer] = rows(area);
        let is_wide = area.width >= WIDE;
        let (lines, line_width) = if is_edited {
            (lines + 4, line_width.max(56))
        } else {
            (lines, line_width)
        };
        let (frame, dockerfile, page) = match (has_dockerfile, is_wide) {
            (true, true) => {
                let (frame, dockerfile, page) = side_by_side(panes, line_width);
                (frame, Some(dockerfile), page)
            }
            (true, false) => {
                let (frame, dockerfile, page) = one_above_the_other(panes, lines);
                let needed = page_rows.unwrap_or(usize::MAX).saturating_add(1);
                let needed = u16::try_from(needed).unwrap_or(u16::MAX);
                // What the page leaves free, the Dockerfile may have.
                let free = page.height.saturating_sub(needed);
                let wanted = u16::try_from(lines.saturating_add(1)).unwrap_or(u16::MAX);
                let more = free.min(wanted.saturating_sub(dockerfile.height));
                let dockerfile = Rect {
                    height: dockerfile.height + more,
                    ..dockerfile
                };
                let page = Rect {
                    y: page.y + more,
                    height: page.height - more,
                    ..page
                };
                (frame, Some(dockerfile), page)
            }
            (false, true) => (Frame::Box, None, panes),
            (false, false) => (Frame::Rule, None, panes),
        };
        Self {
            header,
            dockerfile,
            page,
            footer,
            frame,
        }
    }

    /// Divides a screen into a list and what is said of its entry.
    pub fn of_list(area: Rect) -> Self {
        let places = Self::of(area, false, false, (0, 0), None);
        let panes = places.page;
        if area.width < WIDE {
            let below = (panes.height / 3).min(9);
            let list = Rect {
                height: panes.height - below,
                ..panes
            };
            return Self {
                dockerfile: Some(list),
                page: Rect {
                    y: list.bottom(),
                    height: below,
                    ..panes
                },
                ..places
            };
        }
        let left = panes.width * 11 / 20;
        Self {
            dockerfile: Some(Rect {
                width: left,
                ..panes
            }),
            page: Rect {
                x: panes.x + left,
                width: panes.width - left,
                ..panes
            },
            ..places
        }
    }
}

/// Divides a screen into its first line, what lies between, and its last line.
fn rows(area: Rect) -> [Rect; 3] {
    [
        Rect { height: 1, ..area },
        Rect {
            y: area.y + 1,
            height: area.height - 2,
            ..area
        },
        Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        },
    ]
}

fn side_by_side(panes: Rect, line_width: usize) -> (Frame, Rect, Rect) {
    // The frame and a blank on both sides take four columns.
    let wanted = line_width.saturating_add(4).min(usize::from(u16::MAX)) as u16;
    let left = wanted.clamp(36, panes.width * 9 / 20);
    let dockerfile = Rect {
        width: left,
        ..panes
    };
    let explanation = Rect {
        x: panes.x + left,
        width: panes.width - left,
        ..panes
    };
    (Frame::Box, dockerfile, explanation)
}

fn one_above_the_other(panes: Rect, lines: u32) -> (Frame, Rect, Rect) {
    let most = (panes.height * 9 / 20).max(2);
    let height = most.min(
        u16::try_from(lines)
            .unwrap_or(u16::MAX)
            .saturating_add(Frame::Rule.rows()),
    );
    let dockerfile = Rect { height, ..panes };
    let explanation = Rect {
        y: panes.y + height,
        height: panes.height - height,
        ..panes
    };
    (Frame::Rule, dockerfile, explanation)
}
