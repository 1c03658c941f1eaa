//! The files of a room taken together: who is there, which files are left out, and why.

use crate::course::progress::Given;
use crate::course::progress::deed::AnsweredPage;
use crate::course::results::results_file::ClassRecord;
use std::collections::{BTreeMap, BTreeSet};

/// Holds a file as it was read, or why it cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadResults {
    /// The file as messages name it.
    pub file: String,
    /// What it holds, or why it cannot be read.
    pub record: Result<ClassRecord, String>,
}

/// Holds a participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The name; where several have the same, with the file that tells them apart.
    pub label: String,
    /// The file.
    pub file: String,
    /// What they did.
    pub record: ClassRecord,
}

/// Holds a file that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The file.
    pub file: String,
    /// Why.
    pub why: String,
}

/// Holds a class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Class {
    /// Who is there, by name.
    pub participants: Vec<Participant>,
    /// The files that are left out, in the order given.
    pub left_out: Vec<LeftOut>,
}

impl Class {
    /// Takes files together. A file that holds what another one of the same name holds too is left out.
    pub fn of(files: Vec<ReadResults>) -> Self {
        let mut class = Self::default();
        let order = files.iter().zip(0_usize..);
        let order: BTreeMap<String, usize> = order
            .map(|(read, place)| (read.file.clone(), place))
            .collect();
        let mut read = Vec::new();
        for ReadResults { file, record } in files {
            match record {
                Ok(record) => read.push((file, record)),
                Err(why) => class.left_out.push(LeftOut { file, why }),
            }
        }
        let mut named: BTreeMap<String, Vec<(String, ClassRecord)>> = BTreeMap::new();
        for (file, record) in read {
            let name = record.name.trim().to_owned();
            named.entry(name).or_default().push((file, record));
        }
        let mut taken = BTreeSet::new();
        for (name, group) in named {
            let (group, doubles) = without_doubles(group);
            class.left_out.extend(doubles);
            let labels = labels(&name, &group, &mut taken);
            let people = group.into_iter().zip(labels);
            class
                .participants
                .extend(people.map(|((file, record), label)| Participant {
                    label,
                    file,
                    record,
                }));
        }
        let sorted = |one: &Participant| (one.label.to_lowercase(), one.file.clone());
        class.participants.sort_by_cached_key(sorted);
        class
            .left_out
            .sort_by_key(|left_out| order.get(&left_out.file).copied());
        class
    }
}

/// Parts a group of one name into those that count and those that another one holds too.
fn without_doubles(
    group: Vec<(String, ClassRecord)>,
) -> (Vec<(String, ClassRecord)>, Vec<LeftOut>) {
    let mut doubles = Vec::new();
    if group.len() < 2 {
        return (group, doubles);
    }
    let sets: Vec<BTreeSet<&Given<AnsweredPage>>> = group
        .iter()
        .map(|(_, record)| record.answers.iter().collect())
        .collect();
    let mut is_double = vec![false; group.len()];
    // The last one first, so that of two that hold the same the first one stays.
    for (place, (file, record)) in group.iter().enumerate().rev() {
        let holder = group.iter().enumerate().find(|(other, (_, larger))| {
            *other != place
                && !is_double.get(*other).copied().unwrap_or_default()
                && is_in(record, larger, sets.get(*other))
        });
        if let Some((_, (holder, larger))) = holder {
            let why = if larger == record {
                format!("it holds the same as {holder}")
            } else {
                format!("it is an earlier export of what {holder} holds")
            };
            let file = file.clone();
            doubles.push(LeftOut { file, why });
            if let Some(is_double) = is_double.get_mut(place) {
                *is_double = true;
            }
        }
    }
    doubles.reverse();
    let mut is_double = is_double.into_iter();
    let kept = group
        .into_iter()
        .filter(|_| !is_double.next().unwrap_or_default());
    (kept.collect(), doubles)
}

/// Tells whether all that a record holds, to the second, stands in another one that is not older. Two people
/// who did nothing yet are two people.
fn is_in(
    record: &ClassRecord,
    larger: &ClassRecord,
    answers: Option<&BTreeSet<&Given<AnsweredPage>>>,
) -> bool {
    !record.answers.is_empty()
        && record.exported_at <= larger.exported_at
        && answers.is_some_and(|answers| record.answers.iter().all(|given| answers.contains(given)))
        && record
            .solved
            .iter()
            .all(|given| larger.solved.contains(given))
}

/// Names the people of one name, so that all labels differ.
fn labels(
    name: &str,
    group: &[(String, ClassRecord)],
    taken: &mut BTreeSet<String>,
) -> Vec<String> {
    let base = |file: &str| file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned();
    let bases: BTreeSet<String> = group.iter().map(|(file, _)| base(file)).collect();
    let tells_apart = bases.len() == group.len();
    let labels = group.iter().map(|(file, _)| {
        let label = match group {
            [_] => name.to_owned(),
            _ if tells_apart => format!("{name} ({})", base(file)),
            _ => format!("{name} ({file})"),
        };
        // Somebody may be called just so.
        let mut numbered = (2..).map(|number| format!("{label} ({number})"));
        let mut free = label.clone();
        while !taken.insert(free.clone()) {
            free = numbered.next().unwrap_or_default();
        }
        free
    });
    labels.collect()
}
