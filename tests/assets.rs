//! The linter of `assets`: every file is held against its format and against what the code can fill in.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read the assets"
)]

#[path = "assets/commands.rs"]
mod commands;
#[path = "assets/glossary.rs"]
mod glossary;
#[path = "assets/ideas.rs"]
mod ideas;

use dockstep::analysis::Analysis;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::doc::template::names;
use dockstep::doc::text::Text;
use dockstep::doc::{Block, Doc};
use dockstep::explain::facts::{Vocabulary, vocabularies};
use dockstep::explain::{built_text, file_text, stage_text, start_text};
use dockstep::knowledge::base_images::catalogue;
use dockstep::knowledge::instruction_texts::{self, InstructionTexts, instruction_file};
use dockstep::knowledge::manifests;
use dockstep::knowledge::phrases;
use dockstep::knowledge::rule::Rule;
use dockstep::language::keyword::Keyword;
use dockstep::language::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Lists the TOML files of a folder of `assets`.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(project().join("assets").join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect()
}

fn keywords() -> impl Iterator<Item = Keyword> {
    Keyword::ALL.into_iter().chain([Keyword::Unknown])
}

/// Gives an instruction's sentences with the name to complain under.
fn instructions() -> Vec<(Keyword, String, InstructionTexts)> {
    keywords()
        .map(|keyword| {
            let texts = instruction_texts::read(instruction_file(keyword));
            let texts = texts.unwrap_or_else(|error| panic!("{keyword:?}: {error}"));
            (keyword, format!("{keyword:?}"), texts)
        })
        .collect()
}

/// Holds one sentence of a file, with what can fill it.
struct Sentence<'a> {
    /// The list it stands in: `headline`, `part flag:from`.
    list: String,
    condition: &'a str,
    say: &'a str,
    ends_with_stop: bool,
}

fn sentences(texts: &InstructionTexts) -> Vec<Sentence<'_>> {
    let lists = [("headline", &texts.headline), ("when", &texts.when)];
    let rules = lists.into_iter().flat_map(|(list, rules)| {
        rules.iter().map(move |rule| Sentence {
            list: list.to_owned(),
            condition: &rule.condition,
            say: &rule.say,
            ends_with_stop: true,
        })
    });
    let parts = texts.part.iter().map(|part| Sentence {
        list: format!("part {}", part.role),
        condition: &part.condition,
        say: &part.say,
        ends_with_stop: false,
    });
    let remarks = texts.remark.iter().map(|remark| Sentence {
        list: format!("remark {:?} {}", remark.label, remark.group),
        condition: &remark.condition,
        say: &remark.say,
        ends_with_stop: true,
    });
    rules.chain(parts).chain(remarks).collect()
}

/// Holds a sentence against the vocabularies and the format; says what is wrong.
fn faults_of(sentence: &Sentence<'_>, vocabularies: &[Vocabulary]) -> Vec<String> {
    let mut faults = Vec::new();
    for word in sentence.condition.split_whitespace() {
        let name = word.strip_prefix('!').unwrap_or(word);
        if !vocabularies
            .iter()
            .any(|known| known.conditions.contains(&name))
        {
            faults.push(format!("no fact gives the condition {name:?}"));
        }
        if sentence
            .condition
            .split_whitespace()
            .filter(|other| other.trim_start_matches('!') == name)
            .count()
            > 1
        {
            faults.push(format!("{name:?} stands twice in one condition"));
        }
    }
    for name in names(sentence.say) {
        if !vocabularies
            .iter()
            .any(|known| known.values.contains(&name))
        {
            faults.push(format!("no fact gives the value {name:?}"));
        }
    }
    if sentence.say.trim().len() < 2 {
        faults.push("there is no text".to_owned());
    }
    if sentence.say != sentence.say.trim() || sentence.say.contains("  ") {
        faults.push("there is a space too many".to_owned());
    }
    let stops = sentence.say.ends_with(['.', '?', '…']);
    // A sentence that is one value comes from another file, which ends it.
    let is_value = names(sentence.say).len() == 1
        && sentence.say.starts_with('{')
        && sentence.say.ends_with('}');
    if stops != sentence.ends_with_stop && !is_value {
        let should = if sentence.ends_with_stop {
            "should"
        } else {
            "should not"
        };
        faults.push(format!("it {should} end with a full stop"));
    }
    faults.extend(faults_of_links(sentence.say));
    if sentence.say.matches('`').count() % 2 == 1 {
        faults.push("a backtick is not closed".to_owned());
    }
    faults
}

fn faults_of_links(say: &str) -> Vec<String> {
    let links = say.split("](").skip(1);
    links
        .filter_map(|rest| rest.split_once(')'))
        .filter(|(link, _)| !is_https(link))
        .map(|(link, _)| format!("{link:?} is no https address"))
        .collect()
}

fn is_https(link: &str) -> bool {
    link.strip_prefix("https://").is_some_and(|rest| {
        rest.contains('.') && !rest.starts_with('.') && !rest.contains(char::is_whitespace)
    })
}

#[test]
fn every_instruction_file_loads_under_its_own_name() {
    let known: BTreeSet<String> = keywords()
        .map(|keyword| {
            instruction_texts::read(instruction_file(keyword))
                .unwrap()
                .name
        })
        .map(|name| format!("{}.toml", name.to_lowercase()))
        .collect();
    let there: BTreeSet<String> = files("instructions")
        .into_iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(known, there);
    for (_, name, texts) in instructions() {
        assert!(texts.what.ends_with('.'), "{name}: `what` is a sentence");
        let reference = "https://docs.docker.com/reference/dockerfile/";
        assert!(texts.reference.starts_with(reference), "{name}: reference");
    }
}

#[test]
fn every_sentence_can_be_said() {
    let mut complaints = Vec::new();
    for (keyword, name, texts) in instructions() {
        let vocabularies = vocabularies(keyword);
        for sentence in sentences(&texts) {
            for fault in faults_of(&sentence, &vocabularies) {
                let (list, say) = (&sentence.list, sentence.say);
                complaints.push(format!("{name}, {list}: {fault}\n    {say}"));
            }
        }
        for part in &texts.part {
            if !vocabularies
                .iter()
                .any(|known| known.roles.contains(&part.role.as_str()))
            {
                complaints.push(format!("{name}: no part has the role {:?}", part.role));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_list_ends_with_a_sentence_for_all_other_cases() {
    let mut complaints = Vec::new();
    for (_, name, texts) in instructions() {
        let mut lists: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for sentence in sentences(&texts) {
            if !sentence.list.starts_with("remark") {
                lists
                    .entry(sentence.list)
                    .or_default()
                    .push(sentence.condition);
            }
        }
        for needed in ["headline", "when"] {
            assert!(lists.contains_key(needed), "{name}: {needed}");
        }
        for (list, conditions) in lists {
            let always = conditions.iter().position(|condition| condition.is_empty());
            if always != Some(conditions.len() - 1) {
                complaints.push(format!(
                    "{name}, {list}: the last rule, and no other, has no condition"
                ));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// Tells whether a rule can never be said, because one above it holds whenever it does.
fn hides(above: &str, below: &str) -> bool {
    let below: BTreeSet<&str> = below.split_whitespace().collect();
    above.split_whitespace().all(|word| below.contains(word))
}

#[test]
fn no_rule_hides_another() {
    let mut complaints = Vec::new();
    for (_, name, texts) in instructions() {
        let sentences = sentences(&texts);
        for (index, below) in sentences.iter().enumerate() {
            // Remarks without a group are all said, so none hides another.
            if below.list.starts_with("remark") && below.list.ends_with(' ') {
                continue;
            }
            let above = sentences.iter().take(index);
            let mut above = above.filter(|above| above.list == below.list);
            if let Some(above) = above.find(|above| hides(above.condition, below.condition)) {
                complaints.push(format!(
                    "{name}, {}: {:?} is never said: {:?} always comes first",
                    below.list, below.condition, above.condition
                ));
            }
        }
        let mut said = BTreeSet::new();
        for sentence in &sentences {
            let key = (&sentence.list, sentence.condition, sentence.say);
            if !said.insert(key) {
                complaints.push(format!("{name}: {:?} stands there twice", sentence.say));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_phrase_can_be_said() {
    let phrases = phrases::read(phrases::FILE).unwrap();
    let vocabularies = [stage_text::VOCABULARY, file_text::VOCABULARY];
    let mut complaints = Vec::new();
    for (list, rules) in &phrases.rules {
        // What is true of the file alone cannot be said of a stage.
        let of_file = matches!(list.as_str(), "file" | "why-stages" | "file-careful");
        let of_start = list.starts_with("start-");
        let known = match (of_start, of_file) {
            _ if list == "built" => &[built_text::VOCABULARY][..],
            (true, _) => &[start_text::VOCABULARY][..],
            (false, true) => &vocabularies,
            (false, false) => &vocabularies[..1],
        };
        let mut above: Vec<&Rule> = Vec::new();
        for rule in rules {
            let sentence = Sentence {
                list: list.clone(),
                condition: &rule.condition,
                say: &rule.say,
                ends_with_stop: true,
            };
            for fault in faults_of(&sentence, known) {
                complaints.push(format!("{list}: {fault}\n    {}", rule.say));
            }
            let one_is_said = of_start && list != "start-run"
                || matches!(
                    list.as_str(),
                    "built" | "file" | "stage" | "workflow" | "workflow-start"
                );
            let mut above_it = above.iter();
            if one_is_said && above_it.any(|above| hides(&above.condition, &rule.condition)) {
                complaints.push(format!("{list}: {:?} is never said", rule.condition));
            }
            above.push(rule);
        }
    }
    for list in ["built", "file", "stage", "workflow"] {
        let last = phrases.rules.get(list).and_then(|rules| rules.last());
        assert_eq!(last.unwrap().condition, "", "{list}");
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_manifest_has_its_command_its_check_and_its_source() {
    for install in manifests::read(manifests::FILE).unwrap() {
        let name = &install.command;
        assert_ne!(install.files.is_empty(), install.option.is_none(), "{name}");
        assert!(install.source.starts_with("https://"), "{name}");
        assert!(install.check.ends_with('.'), "{name}");
        assert_eq!(names(&install.check), ["files"], "{name}");
    }
}

/// Dockerfiles with many forms, odd ones too; what is said of them must be whole.
const FORMS: &[&str] = &[
    include_str!("assets/forms/stages.Dockerfile"),
    include_str!("assets/forms/copies.Dockerfile"),
    include_str!("assets/forms/adds.Dockerfile"),
    include_str!("assets/forms/runs.Dockerfile"),
    include_str!("assets/forms/unknown.Dockerfile"),
    include_str!("assets/forms/refused.Dockerfile"),
    include_str!("../lessons/23-django-two-stages/Dockerfile"),
    "",
    "FROM\n",
    "COPY . .\nWORKDIR /a\nRUN true\n",
];

#[test]
fn no_sentence_shows_a_value_that_is_not_there() {
    let mut complaints = Vec::new();
    for text in FORMS {
        let analysis = analysis(text);
        let mut docs = vec![analysis.explain_file()];
        docs.extend((0..analysis.stages().len()).map(|stage| analysis.explain_stage(stage)));
        let count = analysis.tree().instructions().len();
        docs.extend((0..count).map(|index| analysis.explain(index).doc()));
        for doc in docs {
            for text in texts_of(&doc) {
                let holes = ["{", "}", "``"]
                    .iter()
                    .filter(|hole| sentence(&text).contains(*hole));
                complaints.extend(holes.map(|hole| format!("{hole}: {}", text.to_plain())));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_instruction_and_every_part_is_explained() {
    for text in FORMS {
        let analysis = analysis(text);
        for index in 0..analysis.tree().instructions().len() {
            let explanation = analysis.explain(index);
            assert!(!explanation.headline.is_empty(), "{}", explanation.title);
            assert!(!explanation.when.is_empty(), "{}", explanation.title);
            for part in &explanation.parts {
                assert!(
                    !part.meaning.is_empty(),
                    "{}: {}",
                    explanation.title,
                    part.written
                );
            }
        }
    }
}

fn analysis(text: &str) -> Analysis {
    let options = BuildOptions {
        base_images: BaseImages {
            catalogue: Some(catalogue),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    };
    Analysis::of(Source::new(text.as_bytes().to_vec()), &options)
}

/// Gives the words that are ours, without the code that a Dockerfile gave.
fn sentence(text: &Text) -> String {
    let kept = text.0.iter().filter(|inline| {
        !matches!(
            inline,
            dockstep::doc::text::Inline::Code(code) if !code.is_empty()
        )
    });
    let words = kept.map(|inline| match inline {
        dockstep::doc::text::Inline::Code(_) => "``".to_owned(),
        inline => Text(vec![inline.clone()]).to_plain(),
    });
    words.collect()
}

fn texts_of(doc: &Doc) -> Vec<Text> {
    let mut texts = Vec::new();
    for block in &doc.blocks {
        match block {
            Block::Heading { text, .. }
            | Block::Paragraph(text)
            | Block::Lead(text)
            | Block::Labelled { text, .. } => texts.push(text.clone()),
            Block::List(items) | Block::Steps(items) => texts.extend(items.clone()),
            Block::Parts(parts) => texts.extend(parts.iter().map(|part| part.meaning.clone())),
            Block::Changes(changes) => {
                texts.extend(changes.iter().map(|change| change.what.clone()));
            }
            Block::Settings(rows) => {
                for row in rows {
                    texts.extend([row.name.clone(), row.value.clone(), row.origin.clone()]);
                }
            }
            Block::Code { .. } => {}
        }
    }
    texts
}
