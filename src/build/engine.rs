//! What a local engine has of a build's images: its base images, and an image that was built from the file.
//!
//! Refuses to ask an engine: that is the host's business. [`answer`] holds what is asked and what comes
//! back, [`image`] an image, [`built_image`] one with its history, [`built_layers`] which line made what.

pub mod answer;

pub mod image;

pub mod built_image;

pub mod built_layers;
