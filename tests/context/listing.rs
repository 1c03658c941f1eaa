//! Listing real folders: bounds, stops, what cannot be read, what changes meanwhile.

use crate::loud::say_loudly;
use dockstep::context::tree::{ContextTree, EntryKind, ListingFault};
use dockstep::host::listing::{list_at_most, list_folder};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _gone = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"12345").unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

fn paths(tree: &ContextTree) -> Vec<&str> {
    tree.entries().iter().map(|entry| &*entry.path).collect()
}

fn faults(tree: &ContextTree) -> Vec<&ListingFault> {
    tree.problems()
        .iter()
        .map(|problem| &problem.fault)
        .collect()
}

static NEVER: AtomicBool = AtomicBool::new(false);

#[test]
fn every_entry_is_listed_in_the_order_of_its_folders() {
    let folder = Folder::new("listing-order");
    for name in ["b/c/d", "b/a", "b-x", "a.txt", "b.txt"] {
        folder.write(name);
    }
    let tree = list_folder(&folder.0, &NEVER).unwrap();
    assert_eq!(
        paths(&tree),
        ["a.txt", "b", "b/a", "b/c", "b/c/d", "b-x", "b.txt"]
    );
    let file = tree.find("b/c/d").unwrap();
    assert_eq!((file.kind, file.bytes), (EntryKind::File, 5));
    assert!(tree.problems().is_empty());
}

#[test]
fn a_listing_ends_at_its_bound_and_says_so() {
    let folder = Folder::new("listing-bound");
    for number in 0..50 {
        folder.write(&format!("d{}/f{number}", number % 7));
    }
    let tree = list_at_most(&folder.0, 20, &NEVER).unwrap();
    assert!(tree.entries().len() <= 20, "{:?}", paths(&tree));
    assert_eq!(faults(&tree), [&ListingFault::TooMany(20)]);
    let whole = list_at_most(&folder.0, 57, &NEVER).unwrap();
    assert_eq!(whole.entries().len(), 57);
    assert!(whole.problems().is_empty());
}

#[test]
fn a_listing_that_is_stopped_says_so() {
    let folder = Folder::new("listing-stop");
    folder.write("a/b");
    let tree = list_folder(&folder.0, &AtomicBool::new(true)).unwrap();
    assert_eq!(faults(&tree), [&ListingFault::Cancelled]);
}

#[test]
fn a_listing_ends_when_somebody_asks_from_outside() {
    let folder = Folder::new("listing-cancel");
    for number in 0..3_000 {
        folder.write(&format!("d{}/f{number}", number % 10));
    }
    let is_cancelled = AtomicBool::new(false);
    let started = Barrier::new(2);
    let stopped = std::thread::scope(|scope| {
        let listing = scope.spawn(|| {
            started.wait();
            // It begins anew until a stop comes: one of them is stopped on its way.
            loop {
                let tree = list_folder(&folder.0, &is_cancelled).unwrap();
                if !tree.problems().is_empty() {
                    return tree;
                }
                assert_eq!(tree.entries().len(), 3_010);
            }
        });
        started.wait();
        list_folder(&folder.0, &NEVER).unwrap();
        is_cancelled.store(true, Ordering::Relaxed);
        listing.join().unwrap()
    });
    assert_eq!(faults(&stopped), [&ListingFault::Cancelled]);
    assert!(stopped.entries().len() <= 3_010);
    let never_begun = list_folder(&folder.0, &is_cancelled).unwrap();
    assert!(never_begun.entries().is_empty());
}

#[cfg(unix)]
#[test]
fn a_folder_of_more_names_than_are_read_at_once_is_listed_whole() {
    let folder = Folder::new("listing-many");
    for number in 0..700 {
        folder.write(&format!("many/f{number:03}"));
    }
    std::os::unix::fs::symlink("/", folder.0.join("many/out")).unwrap();
    let tree = list_folder(&folder.0, &NEVER).unwrap();
    let names: Vec<String> = (0..700).map(|number| format!("f{number:03}")).collect();
    let listed = tree.children("many").map(|entry| entry.name().to_owned());
    let listed: Vec<String> = listed.collect();
    assert_eq!(listed.get(..700), Some(names.as_slice()));
    let link = tree.find("many/out").unwrap();
    assert_eq!(
        (link.kind, link.target.as_deref()),
        (EntryKind::Link, Some("/"))
    );
    assert_eq!(tree.entries().len(), 702);
}

#[test]
fn entries_that_come_and_go_do_not_stop_a_listing() {
    let folder = Folder::new("listing-changes");
    folder.write("stays/here");
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                folder.write("comes/and/goes");
                let _gone = fs::remove_dir_all(folder.0.join("comes"));
            }
        });
        for _ in 0..200 {
            let tree = list_folder(&folder.0, &NEVER).unwrap();
            assert!(tree.find("stays/here").is_some());
            for fault in faults(&tree) {
                assert_eq!(fault, &ListingFault::Vanished);
            }
        }
        is_over.store(true, Ordering::Relaxed);
    });
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_told_and_the_rest_is_listed() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("listing-closed");
    folder.write("closed/x");
    folder.write("open/y");
    let closed = folder.0.join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(&closed).is_ok() {
        say_loudly("SKIPPED: this user may read every folder");
        return;
    }
    let tree = list_folder(&folder.0, &NEVER).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(tree.find("open/y").is_some() && tree.find("closed/x").is_none());
    let unreadable = ListingFault::Unreadable("permission denied".to_owned());
    assert_eq!(faults(&tree), [&unreadable]);
}
