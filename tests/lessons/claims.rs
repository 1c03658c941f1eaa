//! What questions claim, worked out again by the analysis: the options that are right, and those that are not.

use crate::{lesson, options};
use dockstep::analysis::Analysis;
use dockstep::analysis::cache_report::{CacheQuestion, Verdict, cache_report};
use dockstep::build::cache_prediction::changes::ContextChanges;
use dockstep::build::options::BuildOptions;
use dockstep::course::lesson::{Ask, Body, Page};
use dockstep::course::looked_at::LookedAt;
use dockstep::explain::questions::question::AnswerOption;
use dockstep::language::source::Source;

fn answer_options(page: &Page) -> &[AnswerOption] {
    match &page.body {
        Body::Question(asking) => match &asking.ask {
            Ask::ChooseOne(options) | Ask::ChooseSeveral(options) => options,
            _ => panic!("{} has no options", page.id),
        },
        _ => panic!("{} is no question", page.id),
    }
}

/// Analyses a text with what a page's Dockerfile is built with.
fn with_context_of(page: &Page, text: &str) -> Analysis {
    let options = BuildOptions {
        context: page.dockerfile.as_ref().unwrap().options().context.clone(),
        ..options()
    };
    Analysis::of(Source::new(text.as_bytes().to_vec()), &options)
}

fn brings(page: &Page, copy: &str) -> String {
    let text = format!("FROM node:20-alpine\nWORKDIR /shop\n{copy}\n");
    LookedAt::Brings
        .answer(&with_context_of(page, &text), 2)
        .unwrap()
}

#[test]
fn one_line_keeps_the_folder() {
    let lesson = lesson("copy-exactly");
    let page = lesson.page("keep-the-folder").unwrap();
    for option in answer_options(page) {
        let files = brings(page, &option.text.to_plain());
        let keeps = files == "/shop/public/css/site.css, /shop/public/index.html";
        assert_eq!(keeps, option.right, "{}: {files}", option.text.to_plain());
    }
    assert_eq!(brings(page, "COPY public /"), "/css/site.css, /index.html");
    assert_eq!(
        brings(page, "COPY public/* ./public/"),
        "/shop/public/index.html, /shop/public/site.css"
    );
}

#[test]
fn a_star_loses_the_names_of_folders() {
    let lesson = lesson("copy-exactly");
    let page = lesson.page("star-or-dot").unwrap();
    let star = brings(page, "COPY * /all/");
    assert!(
        star.contains("/all/shop.json") && star.contains("/all/css/site.css"),
        "{star}"
    );
    let dot = brings(page, "COPY . /all/");
    assert!(
        dot.contains("/all/config/shop.json") && dot.contains("/all/public/css/site.css"),
        "{dot}"
    );
    assert_eq!(star.split(", ").count(), dot.split(", ").count());
    assert_eq!(
        brings(page, "COPY ../license.txt ./"),
        "nothing: the build stops"
    );
    assert_eq!(
        brings(page, "COPY legacy /old/"),
        "nothing: the build stops"
    );
}

#[test]
fn the_lines_that_cost_nothing_cost_nothing() {
    let lesson = lesson("order-for-the-cache");
    let page = lesson.page("lines-that-cost-nothing").unwrap();
    let old = page.dockerfile.as_ref().unwrap();
    let text = old.tree().text();
    for option in answer_options(page) {
        let line = option.text.to_plain();
        let new = text.replacen("\nWORKDIR", &format!("\n{line}\nWORKDIR"), 1);
        let verdict = install_after(page, old, &new);
        assert_eq!(verdict == Verdict::Cached, option.right, "{line}");
        assert_ne!(verdict, Verdict::Depends, "{line}");
    }
}

#[test]
fn a_variable_that_changes_costs_the_runs_below_it() {
    let lesson = lesson("order-for-the-cache");
    let page = lesson.page("low-env").unwrap();
    let text = page.dockerfile.as_ref().unwrap().tree().text();
    let after = |below: &str| {
        let with = |number: u32| text.replacen(below, &format!("ENV RELEASE={number}\n{below}"), 1);
        install_after(page, &with_context_of(page, &with(41)), &with(42))
    };
    assert_eq!(after("WORKDIR"), Verdict::Rerun);
    assert_eq!(after("RUN npm ci"), Verdict::Rerun);
    assert_eq!(after("CMD"), Verdict::Cached);
}

/// Says what the cache does with `npm ci` when one Dockerfile is built after another.
fn install_after(page: &Page, old: &Analysis, new: &str) -> Verdict {
    let new = with_context_of(page, new);
    let context = old.options().context.as_deref().unwrap();
    let report = cache_report(CacheQuestion {
        old,
        new: &new,
        old_context: context,
        new_context: context,
        changes: &ContextChanges::default(),
    });
    let install = report
        .steps
        .iter()
        .find(|step| step.instruction.contains("npm ci"));
    install.unwrap().verdict
}

#[test]
fn the_django_file_is_the_one_that_is_explained() {
    let lesson = lesson("django-two-stages");
    let file = lesson.pages[0].dockerfile.as_ref().unwrap();
    assert_eq!(
        file.tree().text(),
        include_str!("../../lessons/23-django-two-stages/Dockerfile")
    );
    let last = file.stages().last().unwrap();
    let end = *last.instructions.last().unwrap();
    assert_eq!(LookedAt::User.answer(file, end).unwrap(), "root");
    assert_eq!(
        LookedAt::WorkingDirectory.answer(file, end).unwrap(),
        "/app"
    );
    let copy = last.instructions.iter().find(|&&at| {
        let instruction = &file.tree().instructions()[at];
        instruction.span.of(file.tree().text()).trim_end() == "COPY . /app"
    });
    let taken = LookedAt::Brings.answer(file, *copy.unwrap()).unwrap();
    assert!(
        taken.contains("/app/.env") && taken.contains("/app/.git/HEAD"),
        "{taken}"
    );
}
