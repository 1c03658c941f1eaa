//! What a FROM of a well-known image brings along.

use dockstep::analysis::Analysis;
use dockstep::build::image_config::{ImageConfig, SettingName};
use dockstep::build::image_state::ImageState;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::build::setting::Setting;
use dockstep::knowledge::base_images::catalogue;
use dockstep::language::source::Source;

fn options() -> BuildOptions {
    BuildOptions {
        base_images: BaseImages {
            catalogue: Some(catalogue),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    }
}

fn end(text: &str, options: &BuildOptions) -> ImageState {
    let analysis = Analysis::of(Source::new(text.as_bytes().to_vec()), options);
    analysis.plan().stages.last().unwrap().end().clone()
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn variable(config: &ImageConfig, name: &str) -> Option<String> {
    let mut pairs = config.environment.iter();
    pairs
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.clone())
}

#[test]
fn node_starts_its_entrypoint_with_node_and_keeps_the_version_open() {
    let state = end("FROM node:20\n", &options());
    assert_eq!(
        state.entrypoint.value().unwrap().to_vec(),
        ["docker-entrypoint.sh"]
    );
    assert_eq!(state.command.value().unwrap().to_vec(), ["node"]);
    assert!(state.base_is_known());
    let value = |name: &str| {
        state
            .environment
            .get(name)
            .map(|variable| variable.value.as_known().map(str::to_owned))
    };
    assert_eq!(
        value("PATH").unwrap().unwrap(),
        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    );
    assert_eq!(value("NODE_VERSION"), Some(None));
    assert_eq!(value("LANG"), None);
}

#[test]
fn an_image_that_is_given_overrules_the_catalogue() {
    let mut options = options();
    let given = ImageConfig {
        os: "linux".to_owned(),
        command: Some(words(&["mine"])),
        ..ImageConfig::default()
    };
    options
        .base_images
        .given
        .insert("node:20".to_owned(), given);
    let state = end("FROM node:20\n", &options);
    assert_eq!(state.command.value().unwrap().to_vec(), ["mine"]);
    assert!(state.entrypoint.value().is_none());
}

#[test]
fn a_variable_in_from_is_put_in_before_the_image_is_looked_up() {
    let state = end(
        "ARG VERSION=3.12\nFROM python:${VERSION}-slim\n",
        &options(),
    );
    assert_eq!(state.command.value().unwrap().to_vec(), ["python3"]);
}

#[test]
fn what_is_unknown_stays_unknown() {
    let state = end("FROM ghcr.io/example/shop:1\n", &options());
    assert!(state.command.is_unknown() && !state.base_is_known());
    let state = end("FROM python:onbuild\n", &options());
    assert!(state.command.is_unknown() && !state.base_is_known());
}

#[test]
fn configurations_differ_between_versions_and_kinds_of_tags() {
    let lang = |reference| variable(&catalogue(reference).unwrap(), "LANG");
    assert_eq!(lang("python:3.9-slim").as_deref(), Some("C.UTF-8"));
    assert_eq!(lang("python:3.13"), None);
    let toolchain = |reference| variable(&catalogue(reference).unwrap(), "GOTOOLCHAIN");
    assert_eq!(toolchain("golang:1.22-alpine").as_deref(), Some("local"));
    assert_eq!(toolchain("golang:1.19"), None);
    assert_eq!(catalogue("golang:1.22").unwrap().working_directory, "/go");
    let command = |reference| catalogue(reference).unwrap().command.unwrap();
    assert_eq!(command("golang:1.22"), words(&["bash"]));
    assert_eq!(command("golang:1.22-alpine"), words(&["/bin/sh"]));
    assert_eq!(command("php:8.3-fpm-alpine"), words(&["php-fpm"]));
    assert_eq!(command("php:8.3-apache"), words(&["apache2-foreground"]));
    assert_eq!(command("php:8.3"), words(&["php", "-a"]));
    assert_eq!(command("ubuntu:22.04"), words(&["/bin/bash"]));
    assert_eq!(command("debian:12"), words(&["bash"]));
}

#[test]
fn one_setting_can_be_unknown_while_the_rest_is_known() {
    let mut given = ImageConfig {
        os: "linux".to_owned(),
        command: Some(words(&["serve"])),
        ..ImageConfig::default()
    };
    given.unknown.environment.insert("TOKEN_FILE".to_owned());
    given.unknown.settings.insert(SettingName::Entrypoint);
    let mut options = options();
    options.base_images.given.insert("shop".to_owned(), given);
    let state = end("FROM shop\nENV SEEN=$TOKEN_FILE OTHER=$OTHER\n", &options);
    assert!(state.entrypoint.is_unknown() && state.base_is_known());
    assert_eq!(state.command.value().unwrap().to_vec(), ["serve"]);
    assert_eq!(state.stop_signal, Setting::Unset);
    let known = |name| {
        let variable = state.environment.get(name).unwrap();
        variable.value.as_known().map(str::to_owned)
    };
    assert_eq!(known("SEEN"), None);
    assert_eq!(known("OTHER").as_deref(), Some(""));
    let unknown: Vec<_> = state.environment.unknown_names().collect();
    assert_eq!(unknown, ["TOKEN_FILE"]);
}

#[test]
fn a_whole_version_in_the_tag_is_the_value_of_its_variable() {
    let version = |reference| variable(&catalogue(reference).unwrap(), "NODE_VERSION");
    assert_eq!(version("node:20.11.1-alpine").as_deref(), Some("20.11.1"));
    assert_eq!(version("node:20.11"), None);
    assert_eq!(version("node:20"), None);
}

#[test]
fn a_version_before_its_release_has_an_unknown_configuration() {
    assert_eq!(catalogue("python:3.14.0rc1-slim"), None);
    assert_eq!(catalogue("postgres:18beta1"), None);
}

#[test]
fn servers_bring_their_ports_volumes_and_signals() {
    let nginx = catalogue("nginx:1.27-alpine").unwrap();
    assert!(nginx.exposed_ports.contains("80/tcp"));
    assert_eq!(nginx.stop_signal, "SIGQUIT");
    assert_eq!(nginx.entrypoint.unwrap(), words(&["/docker-entrypoint.sh"]));
    let postgres = catalogue("postgres:16").unwrap();
    assert!(postgres.volumes.contains("/var/lib/postgresql/data"));
    assert_eq!(postgres.stop_signal, "SIGINT");
    let redis = catalogue("redis:7-alpine").unwrap();
    assert_eq!(redis.working_directory, "/data");
    assert_eq!(redis.command.unwrap(), words(&["redis-server"]));
}

#[test]
fn images_without_root_say_so() {
    let nonroot = catalogue("gcr.io/distroless/static:nonroot").unwrap();
    assert_eq!(nonroot.user, "65532");
    assert_eq!(nonroot.working_directory, "/home/nonroot");
    let aspnet = catalogue("mcr.microsoft.com/dotnet/aspnet:8.0").unwrap();
    assert_eq!(aspnet.user, "");
    assert_eq!(
        variable(&aspnet, "ASPNETCORE_HTTP_PORTS").as_deref(),
        Some("8080")
    );
    let chiseled = catalogue("mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled").unwrap();
    assert_eq!(chiseled.user, "1654");
}
