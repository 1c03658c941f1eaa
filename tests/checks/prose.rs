//! Holds every file of `assets/checks` to its format, and its two examples to what they claim.

use dockstep::analysis::Analysis;
use dockstep::build::image_config::ImageConfig;
use dockstep::build::options::BuildOptions;
use dockstep::checks::rules::{RULES, Rule, rule};
use dockstep::language::source::Source;
use std::fs;
use std::path::Path;

const HEADINGS: [&str; 5] = [
    "## Why",
    "## Fix",
    "## Bad",
    "## Good",
    "## When it is fine",
];

/// Holds a file's text between its headings.
struct Prose<'text> {
    summary: &'text str,
    why: &'text str,
    fix: &'text str,
    bad: &'text str,
    good: &'text str,
    when_fine: &'text str,
}

impl<'text> Prose<'text> {
    fn of(rule: &'text Rule) -> Self {
        let text = rule.prose;
        let name = rule.name;
        let headings: Vec<&str> = lines_outside_code(text)
            .filter(|line| line.starts_with('#'))
            .collect();
        let title = format!("# {name}");
        let mut expected = vec![title.as_str()];
        expected.extend(HEADINGS);
        assert_eq!(headings, expected, "{name}: the headings");
        let mut rest = text.strip_prefix(&format!("{title}\n\n")).unwrap();
        let mut sections = Vec::new();
        for heading in HEADINGS {
            let (section, behind) = rest
                .split_once(&format!("\n\n{heading}\n\n"))
                .unwrap_or_else(|| panic!("{name}: empty lines belong around {heading}"));
            sections.push(section);
            rest = behind;
        }
        let &[summary, why, fix, bad, good] = sections.as_slice() else {
            panic!("{name}: five headings make five sections and a rest");
        };
        Self {
            summary,
            why,
            fix,
            bad: only_block(name, bad),
            good: only_block(name, good),
            when_fine: rest,
        }
    }
}

/// Lists the lines that are not part of a code block.
fn lines_outside_code(text: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    text.lines().filter(move |line| {
        if line.starts_with("```") {
            is_code = !is_code;
            return false;
        }
        !is_code
    })
}

/// Gives the text of a section that is one `dockerfile` block and nothing else.
fn only_block<'text>(name: &str, section: &'text str) -> &'text str {
    let block = section
        .strip_prefix("```dockerfile\n")
        .and_then(|rest| rest.strip_suffix("```"))
        .unwrap_or_else(|| panic!("{name}: an example is one dockerfile block"));
    assert!(!block.contains("```"), "{name}: an example is one block");
    block
}

/// Counts sentences: a full stop ends one only before white space or the end.
fn sentences(text: &str) -> usize {
    let words = text.split_whitespace();
    words.filter(|word| word.ends_with('.')).count()
}

/// What the examples of some rules need to be built.
fn options(rule: &Rule) -> BuildOptions {
    let mut options = BuildOptions::default();
    match rule.name {
        "InvalidBaseImagePlatform" => {
            let image = |architecture: &str| ImageConfig {
                os: "linux".to_owned(),
                architecture: architecture.to_owned(),
                ..ImageConfig::default()
            };
            let images = &mut options.base_images.given;
            images.insert("arm64v8/node:22-slim".to_owned(), image("arm64"));
            images.insert("node:22-slim".to_owned(), image("amd64"));
        }
        // The bad example is refused without the argument that it fails to name a default for.
        "InvalidDefaultArgInFrom" => {
            let arguments = &mut options.arguments;
            arguments.insert("PYTHON_VERSION".to_owned(), "3.13-slim".to_owned());
        }
        _ => {}
    }
    options
}

fn analysis(dockerfile: &str, options: &BuildOptions) -> Analysis {
    Analysis::of(Source::new(dockerfile.as_bytes().to_vec()), options)
}

fn found(analysis: &Analysis) -> Vec<&'static str> {
    let findings = analysis.findings().iter();
    findings.map(|finding| finding.rule).collect()
}

#[test]
fn every_rule_has_a_file_and_every_file_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/checks");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    files.sort();
    let mut expected: Vec<String> = RULES
        .iter()
        .map(|rule| format!("{}.md", rule.name))
        .collect();
    expected.sort();
    assert_eq!(files, expected);
}

#[test]
fn every_file_says_in_few_sentences_what_is_found_why_and_when_it_is_fine() {
    for rule in &RULES {
        let prose = Prose::of(rule);
        let name = rule.name;
        assert_eq!(sentences(prose.summary), 1, "{name}: the first sentence");
        assert!(!prose.summary.contains('\n'), "{name}: one line");
        assert!(!prose.summary.contains("**"), "{name}: no bold text");
        let why = sentences(prose.why);
        assert!((2..=4).contains(&why), "{name}: {why} sentences of why");
        let fix = sentences(prose.fix);
        assert!((1..=3).contains(&fix), "{name}: {fix} sentences of fix");
        assert_eq!(
            prose.fix.starts_with("None that a program could make: "),
            rule.mending.is_none(),
            "{name}: the text knows whether there is a fix"
        );
        let when = sentences(prose.when_fine);
        assert!((1..=2).contains(&when), "{name}: {when} sentences of when");
        assert!(rule.prose.ends_with('\n'), "{name}: a newline at the end");
    }
}

#[test]
fn the_switch_that_is_named_is_the_rules_own() {
    for rule in &RULES {
        let prose = Prose::of(rule);
        let name = rule.name;
        let switch = if rule.is_experimental {
            format!("`# check=experimental={name}`")
        } else {
            format!("`# check=skip={name}`")
        };
        let count = prose.when_fine.matches("`# check=").count();
        let own = prose.when_fine.matches(&switch).count();
        assert_eq!((count, own), (1, 1), "{name}: names {switch} once");
    }
}

#[test]
fn the_bad_example_has_this_rules_finding_and_no_other() {
    for rule in &RULES {
        let prose = Prose::of(rule);
        let name = rule.name;
        let analysis = analysis(prose.bad, &options(rule));
        assert_eq!(analysis.problems(), [], "{name}: BuildKit accepts it");
        let found = found(&analysis);
        if name == "CopyIgnoredFile" {
            // Needs a build context with a `.dockerignore`, which the analysis is not given.
            assert_eq!(found, [""; 0], "{name}: nothing else is found");
            continue;
        }
        assert!(!found.is_empty(), "{name} finds nothing");
        assert!(found.iter().all(|rule| *rule == name), "{name}: {found:?}");
    }
}

#[test]
fn the_good_example_has_no_finding() {
    for rule in &RULES {
        let prose = Prose::of(rule);
        let mut options = options(rule);
        options.arguments.clear();
        let analysis = analysis(prose.good, &options);
        assert_eq!(analysis.problems(), [], "{}: accepted", rule.name);
        assert_eq!(analysis.findings(), [], "{}", rule.name);
    }
}

#[test]
fn without_the_argument_no_image_has_a_valid_name() {
    let rule = rule("InvalidDefaultArgInFrom").unwrap();
    let analysis = analysis(Prose::of(rule).bad, &BuildOptions::default());
    assert_eq!(found(&analysis), [rule.name]);
    assert_eq!(analysis.problems().len(), 1);
}

/// Puts the skip comment at the two places where the prose may send a reader.
#[test]
fn the_place_that_is_named_for_the_switch_works() {
    for rule in &RULES {
        let prose = Prose::of(rule);
        let name = rule.name;
        if rule.is_experimental || name == "CopyIgnoredFile" {
            continue;
        }
        let options = options(rule);
        let switch = format!("# check=skip={name}");
        if prose.when_fine.contains("as the first line of the file") {
            let mended = format!("{switch}\n{}", prose.bad);
            assert_eq!(found(&analysis(&mended, &options)), [""; 0], "{name}");
            continue;
        }
        let line = marked_line(rule, &analysis(prose.bad, &options));
        let mut lines: Vec<&str> = prose.bad.lines().collect();
        lines.insert(line, &switch);
        // Behind an empty comment the switch is no directive, even above the first instruction.
        lines.insert(0, "#");
        let mended = lines.join("\n");
        assert_eq!(found(&analysis(&mended, &options)), [""; 0], "{name}");
    }
}

/// Gives the line, counted from 0, above which the comment belongs.
fn marked_line(rule: &Rule, analysis: &Analysis) -> usize {
    let finding = analysis.findings().first().unwrap();
    let line = finding.start as usize - 1;
    // The comment belongs above the later instruction; the finding stands at the earlier one.
    if rule.name == "MultipleInstructionsDisallowed" {
        line + 1
    } else {
        line
    }
}

#[test]
fn links_are_https() {
    for rule in &RULES {
        for (_, behind) in rule
            .prose
            .match_indices("](")
            .map(|(at, _)| rule.prose.split_at(at + 2))
        {
            assert!(behind.starts_with("https://"), "{}: {behind}", rule.name);
        }
        assert!(!rule.prose.contains("http://"), "{}", rule.name);
    }
}
