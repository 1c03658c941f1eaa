//! The pictures of a class report, as SVG: each has a title and a description, and the table behind it
//! says the same. Nothing is told by colour alone: what was known is filled, what was learned is hatched.

use crate::course::results::class_report::ClassReport;
use crate::course::results::statistics::share;
use crate::export::results_figures::{begun, percent};
use crate::export::results_html::escape::{cut_words, words};
use std::fmt::Write as _;

/// The width of a picture.
const WIDTH: usize = 760;

/// Where bars begin: their names stand before.
const BAR_LEFT: u16 = 370;

/// The length of a whole bar.
const BAR: u16 = 310;

/// The height of a row with a bar.
const ROW: usize = 24;

/// The longest name beside a bar.
const LONGEST_NAME: usize = 50;

/// The most bars of one picture; the table has all.
const MOST_BARS: usize = 60;

/// Draws how many knew each idea, and how many know it now.
pub(super) fn ideas_chart(report: &ClassReport) -> String {
    let bars = report.ideas.iter().map(|idea| Bar {
        name: idea.title.clone(),
        filled: idea.share_known().unwrap_or_default(),
        hatched: share(idea.know_now, idea.asked).unwrap_or_default(),
        figure: percent(idea.share_known()),
    });
    bars_chart(
        "ideas-chart",
        "Ideas, and how many knew them",
        "Filled: the share of people who knew the idea at first. Hatched up to: the share who know it now. The table below has the numbers.",
        &bars.collect::<Vec<Bar>>(),
    )
}

/// Draws how many began and finished each lesson.
pub(super) fn lessons_chart(report: &ClassReport) -> String {
    let people = report.people.len();
    let bars = report
        .lessons
        .iter()
        .enumerate()
        .map(|(place, lesson)| Bar {
            name: format!("{} {}", place + 1, lesson.title),
            filled: share(lesson.finished, people).unwrap_or_default(),
            hatched: share(begun(report, place), people).unwrap_or_default(),
            figure: percent(share(lesson.finished, people)),
        });
    bars_chart(
        "lessons-chart",
        "Lessons, and how many finished them",
        "Filled: the share of people who reached the end. Hatched up to: the share who began. The table below has the numbers.",
        &bars.collect::<Vec<Bar>>(),
    )
}

/// Holds one bar: two shares and a figure.
struct Bar {
    name: String,
    filled: f64,
    hatched: f64,
    figure: String,
}

fn bars_chart(id: &str, title: &str, about: &str, bars: &[Bar]) -> String {
    let shown = bars.len().min(MOST_BARS);
    let height = ROW * shown + 24;
    let mut svg = opening(id, title, about, height);
    let _written = writeln!(
        svg,
        "<defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"learned\" d=\"M0 0V6\"/></pattern></defs>"
    );
    for (place, bar) in bars.iter().take(MOST_BARS).enumerate() {
        let top = place * ROW + 4;
        let middle = top + 13;
        let filled = length(bar.filled);
        let hatched = length(bar.hatched.max(bar.filled));
        let _written = writeln!(
            svg,
            "<text x=\"0\" y=\"{middle}\">{}</text>\
             <rect class=\"whole\" x=\"{BAR_LEFT}\" y=\"{top}\" width=\"{BAR}\" height=\"16\"/>\
             <rect fill=\"url(#{id}-hatch)\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"16\"/>\
             <rect class=\"knew\" x=\"{BAR_LEFT}\" y=\"{top}\" width=\"{filled}\" height=\"16\"/>\
             <text x=\"{}\" y=\"{middle}\">{}</text>",
            cut_words(&bar.name, LONGEST_NAME),
            BAR_LEFT + filled,
            hatched - filled,
            BAR_LEFT + BAR + 8,
            bar.figure,
        );
    }
    let _written = writeln!(
        svg,
        "<text class=\"small\" x=\"{BAR_LEFT}\" y=\"{0}\">0%</text><text class=\"small\" x=\"{1}\" y=\"{0}\" text-anchor=\"end\">100%</text>",
        height - 4,
        BAR_LEFT + BAR
    );
    svg.push_str("</svg>\n");
    let more = bars.len().saturating_sub(MOST_BARS);
    let more = if more > 0 {
        format!(" The first {MOST_BARS} are shown; the table has {more} more.")
    } else {
        String::new()
    };
    figure(&svg, &format!("{about}{more}"))
}

/// Gives the length of a bar in whole steps.
fn length(share: f64) -> u16 {
    // A share lies between 0 and 1.
    let length = (share.clamp(0.0, 1.0) * f64::from(BAR)).round();
    (0..=BAR)
        .find(|&step| f64::from(step) >= length)
        .unwrap_or(BAR)
}

/// The room of the picture of questions.
const LEFT: f64 = 60.0;
const TOP: f64 = 16.0;
const BROAD: f64 = 640.0;
const HIGH: f64 = 320.0;

/// Draws each question by how many know it and by how well it tells people apart.
pub(super) fn questions_chart(report: &ClassReport) -> String {
    let about = "Each number is a question of the table below: to the right, more people know it; further up, it tells better those who know from those who do not. Low ones with a ring should be looked at again.";
    let mut svg = opening(
        "questions-chart",
        "Questions by how many know them and how well they tell people apart",
        about,
        380,
    );
    for step in 0_u8..=4 {
        let part = f64::from(step) / 4.0;
        let (x, y) = (LEFT + part * BROAD, TOP + part * HIGH);
        let _written = writeln!(
            svg,
            "<path class=\"axis\" d=\"M{x:.0} {TOP}V{:.0}M{LEFT} {y:.0}H{:.0}\"/>\
             <text class=\"small\" x=\"{x:.0}\" y=\"{:.0}\" text-anchor=\"middle\">{:.0}%</text>\
             <text class=\"small\" x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\">{:.1}</text>",
            TOP + HIGH,
            LEFT + BROAD,
            TOP + HIGH + 16.0,
            part * 100.0,
            LEFT - 8.0,
            y + 4.0,
            1.0 - 2.0 * part,
        );
    }
    let _written = writeln!(
        svg,
        "<text class=\"small\" x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"middle\">knew it at first</text>",
        LEFT + BROAD / 2.0,
        TOP + HIGH + 34.0
    );
    for (place, question) in report.questions.iter().enumerate() {
        let (Some(right), Some(tells)) = (question.share_right(), question.discrimination) else {
            continue;
        };
        let x = LEFT + right * BROAD;
        let y = TOP + (1.0 - tells) / 2.0 * HIGH;
        let ring = if question.unclear.is_empty() {
            String::new()
        } else {
            format!("<circle class=\"odd\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"8\"/>")
        };
        let _written = writeln!(
            svg,
            "<g>{ring}<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"><title>{}: {}</title></circle>\
             <text class=\"small\" x=\"{:.1}\" y=\"{:.1}\">{}</text></g>",
            place + 1,
            words(question.prompt.as_deref().unwrap_or(&question.page)),
            x + 6.0,
            y - 5.0,
            place + 1,
        );
    }
    svg.push_str("</svg>\n");
    figure(&svg, about)
}

fn opening(id: &str, title: &str, about: &str, height: usize) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" aria-labelledby=\"{id}-title {id}-about\">\n\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-about\">{}</desc>\n",
        words(title),
        words(about)
    )
}

fn figure(svg: &str, about: &str) -> String {
    format!(
        "<figure>\n{svg}<figcaption>{}</figcaption>\n</figure>\n",
        words(about)
    )
}
