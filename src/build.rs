//! What BuildKit makes of a Dockerfile.

pub mod options;
