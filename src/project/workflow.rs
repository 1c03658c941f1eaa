//! Workflows of GitHub Actions and pipelines of GitLab CI that build images.
//!
//! This is a best effort: found are `docker build`, `docker buildx build`, `docker compose build` and
//! `docker/build-push-action` where they are written out. What a script, an action or a reusable
//! workflow does inside is not read, and conditions are passed over.

mod commands;
mod expressions;
mod github;
mod gitlab;
mod script;

pub(in crate::project) use crate::project::workflow::github::github_uses;
pub(in crate::project) use crate::project::workflow::gitlab::gitlab_uses;
