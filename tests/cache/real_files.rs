//! Real Dockerfiles against themselves: nothing differs, every step comes from the cache.

use crate::Question;
use crate::corpus::real_files;
use dockstep::analysis::Analysis;
use dockstep::analysis::cache_report::Verdict;
use dockstep::analysis::difference::Difference;
use dockstep::build::cache_prediction::changes::FileChange;
use dockstep::build::command::Command;
use dockstep::build::options::BuildOptions;
use dockstep::build::paths::clean;
use dockstep::language::source::Source;

/// One in five files is enough.
const PART: usize = 5;

#[test]
fn a_file_differs_in_nothing_from_itself_and_is_cached() {
    let Some(files) = real_files() else { return };
    let mut steps = 0;
    for path in files.into_iter().step_by(PART) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let analysis = Analysis::of(Source::from(text.as_str()), &BuildOptions::default());
        let difference = Difference::between(&analysis, &analysis);
        assert!(difference.is_empty(), "{}: {difference:?}", path.display());
        let question = Question {
            files: named_files(&analysis),
            ..Question::default()
        };
        let report = question.report(&text, &text);
        let mut steps_of_it = report.steps.iter();
        let other = steps_of_it.find(|step| step.verdict != Verdict::Cached);
        assert!(other.is_none(), "{}: {other:?}", path.display());
        steps += report.steps.len();
    }
    assert!(steps > 1000, "{steps}");
}

/// Lists the files and folders of the context that a Dockerfile names, as files.
fn named_files(analysis: &Analysis) -> Vec<String> {
    let steps = analysis.plan().stages.iter().flat_map(|stage| &stage.steps);
    let mut files = Vec::new();
    for step in steps {
        let (sources, mounts) = match &step.command {
            Command::Copy(copy) if copy.from.is_none() => (&copy.sources[..], &[][..]),
            Command::Run(run) => (&[][..], &run.mounts[..]),
            _ => continue,
        };
        let mounted = mounts.iter().map(|mount| &mount.source);
        for path in sources.iter().chain(mounted) {
            let path = clean(&format!("/{path}"));
            files.push(path.trim_start_matches('/').to_owned());
        }
    }
    files.retain(|path| !path.is_empty());
    files
}

#[test]
fn an_edit_that_a_stage_takes_reruns_nothing_above_it() {
    let Some(files) = real_files() else { return };
    let mut reruns = 0;
    for path in files.into_iter().step_by(PART) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let mut question = Question {
            files: vec!["main.py".to_owned(), "src/main.c".to_owned()],
            ..Question::default()
        };
        question.changes.add("src/main.c", FileChange::Edited);
        let report = question.report(&text, &text);
        let mut stages: Vec<usize> = report.steps.iter().map(|step| step.stage).collect();
        stages.dedup();
        for stage in stages {
            let steps = report.steps.iter().filter(|step| step.stage == stage);
            let verdicts: Vec<Verdict> = steps
                .filter(|step| !step.instruction.contains("--link"))
                .map(|step| step.verdict)
                .collect();
            // What is above a rerun step may be cached; nothing below it is, but for linked layers. Where a
            // file is not there, the build stops, and what is below is not reached.
            let first = verdicts
                .iter()
                .position(|verdict| *verdict == Verdict::Rerun);
            if let Some(first) = first {
                reruns += 1;
                let below = verdicts.get(first..).unwrap();
                assert!(
                    !below.contains(&Verdict::Cached) && !below.contains(&Verdict::Depends),
                    "{}: {verdicts:?}",
                    path.display()
                );
            }
        }
    }
    assert!(reruns > 20, "{reruns}");
}
