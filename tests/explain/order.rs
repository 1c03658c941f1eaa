//! Labels in one order for all instructions, those of one kind side by side, at every level of detail.

use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::doc::detail_level::DetailLevel;
use dockstep::doc::{Block, Doc, Label};
use dockstep::language::source::Source;

/// Instructions whose remarks once stood in the order in which they were found.
const FILE: &str = "FROM nginx:alpine
COPY src pkg /app/
COPY --chown=a:b x y
ENV PATH=/x:$PATH TOKEN=
ARG TOKEN=1
HEALTHCHECK --start-interval=1s CMD curl http://localhost || exit 1
EXPOSE 80-90
CMD exec server --port 80
RUN apk add curl; rm -rf /tmp/* | sort
ENTRYPOINT [\"server\"]
USER app
VOLUME /data
ENV FOO
";

fn analysis() -> Analysis {
    Analysis::of(Source::from(FILE), &BuildOptions::default())
}

fn labels(doc: &Doc) -> Vec<Label> {
    let blocks = doc.blocks.iter();
    let labels = blocks.filter_map(|block| match block {
        Block::Labelled { label, .. } => Some(*label),
        _ => None,
    });
    labels.collect()
}

#[test]
fn every_instruction_has_its_labels_in_one_order() {
    const ORDER: [Label; 10] = [
        Label::Error,
        Label::Fix,
        Label::When,
        Label::Why,
        Label::WorksBecause,
        Label::Caution,
        Label::ManyThink,
        Label::Note,
        Label::Cache,
        Label::Reference,
    ];
    let analysis = analysis();
    let mut neighbours = 0;
    for index in 0..analysis.tree().instructions().len() {
        let labels = labels(&analysis.explain(index).doc());
        let places: Vec<usize> = labels
            .iter()
            .map(|label| ORDER.iter().position(|known| known == label).unwrap())
            .collect();
        assert!(places.is_sorted(), "{index}: {labels:?}");
        neighbours += places.windows(2).filter(|pair| pair[0] == pair[1]).count();
    }
    assert!(neighbours > 3, "labels that come twice: {neighbours}");
}

#[test]
fn whoever_knows_the_instructions_is_still_told_when_a_line_matters() {
    let analysis = analysis();
    for index in 0..analysis.tree().instructions().len() {
        let labels = labels(&analysis.explain(index).doc_at(DetailLevel::Expert));
        assert!(labels.contains(&Label::When), "{index}: {labels:?}");
        assert!(!labels.contains(&Label::Note), "{index}: {labels:?}");
    }
}

#[test]
fn a_refused_line_keeps_its_way_out_at_every_level() {
    let analysis = analysis();
    let last = analysis.tree().instructions().len() - 1;
    for level in [DetailLevel::New, DetailLevel::Daily, DetailLevel::Expert] {
        let labels = labels(&analysis.explain(last).doc_at(level));
        assert!(
            labels.starts_with(&[Label::Error, Label::Fix]),
            "{labels:?}"
        );
    }
}
