//! The sentences of the questions, held against the code that says them.

use dockstep::doc::template::names;
use dockstep::knowledge::question_texts::{FILE, QuestionFile, read};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn file() -> QuestionFile {
    read(FILE).unwrap_or_else(|error| panic!("assets/questions.toml: {error}"))
}

/// Gives the code of all kinds of question as one text.
fn code() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/explain");
    let mut code = fs::read_to_string(folder.join("questions.rs")).unwrap();
    for entry in fs::read_dir(folder.join("questions")).unwrap() {
        code.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    code
}

#[test]
fn every_name_in_the_file_stands_in_the_code() {
    let (file, code) = (file(), code());
    let options = file.question.values().flat_map(|it| it.option.keys());
    let all = file.question.keys().chain(options);
    let all = all.chain(file.phrase.keys()).chain(file.shortage.keys());
    let unused: BTreeSet<&String> = all
        .filter(|name| !code.contains(&format!("\"{name}\"")))
        .collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

#[test]
fn every_value_in_the_file_is_given_by_the_code() {
    let (file, code) = (file(), code());
    let mut faults = Vec::new();
    for (kind, texts) in &file.question {
        let options = texts.option.values().flat_map(|it| [&it.text, &it.why]);
        let asked = [&texts.prompt, &texts.pointing];
        for name in options.chain(asked).flat_map(|text| names(text)) {
            if !code.contains(&format!("\"{name}\"")) {
                faults.push(format!("{kind}: {{{name}}}"));
            }
        }
    }
    assert!(faults.is_empty(), "nothing fills {faults:?}");
}

#[test]
fn prompts_ask_and_reasons_are_sentences() {
    let mut faults = Vec::new();
    for (kind, texts) in &file().question {
        let asks = |text: &str| text.ends_with('?');
        if !asks(&texts.prompt) || !texts.pointing.is_empty() && !asks(&texts.pointing) {
            faults.push(format!("{kind}: the prompt asks nothing"));
        }
        for (name, option) in &texts.option {
            if !option.why.ends_with(['.', '?']) {
                faults.push(format!("{kind}.{name}: the reason has no full stop"));
            }
            if option.text.ends_with('.') {
                faults.push(format!("{kind}.{name}: an answer is a phrase"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
