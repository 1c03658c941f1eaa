//! Real Dockerfiles: a folder of them beside this one, where there is one.

use crate::lossless;
use crate::real::real_files;
use std::fs;

#[test]
fn every_real_file_comes_back() {
    let Some(paths) = real_files() else {
        return;
    };
    for path in paths {
        if let Err(error) = lossless::check(&fs::read(&path).unwrap()) {
            panic!("{}: {error}", path.display());
        }
    }
}
