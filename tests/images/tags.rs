//! Tags as people write them, and which image each is.

use dockstep::knowledge::base_images::{KnownImage, SupportState, catalogue, known_image};

/// Says what is known of an image in one line: family, version, distribution, its version, package manager, libc, shell.
fn said(reference: &str) -> String {
    let Some(known) = known_image(reference) else {
        return "unknown".to_owned();
    };
    let or_not = |text: Option<&str>| text.unwrap_or("?").to_owned();
    [
        known.family.name.clone(),
        or_not(known.version.as_deref()),
        or_not(known.distribution_name),
        or_not(known.distribution_version.as_deref()),
        or_not(known.package_manager()),
        or_not(known.libc()),
        or_not(known.shell()),
    ]
    .join(" ")
}

#[test]
fn a_tag_says_version_distribution_and_what_comes_with_it() {
    let cases = [
        (
            "python:3.9-slim-bookworm",
            "python 3.9 Debian 12 apt glibc dash",
        ),
        ("python:3.9", "python 3.9 Debian ? apt glibc dash"),
        ("node:20-alpine3.19", "node 20 Alpine 3.19 apk musl ash"),
        ("node:iron-alpine", "node 20 Alpine ? apk musl ash"),
        (
            "golang:1.22.4-alpine",
            "golang 1.22.4 Alpine ? apk musl ash",
        ),
        ("golang:alpine3.20", "golang ? Alpine 3.20 apk musl ash"),
        (
            "eclipse-temurin:21-jre-alpine",
            "eclipse-temurin 21 Alpine ? apk musl ash",
        ),
        (
            "eclipse-temurin:17-jre-jammy",
            "eclipse-temurin 17 Ubuntu 22.04 apt glibc dash",
        ),
        ("ubuntu:latest", "ubuntu ? Ubuntu ? apt glibc dash"),
        ("ubuntu", "ubuntu ? Ubuntu ? apt glibc dash"),
        ("ubuntu:jammy", "ubuntu 22.04 Ubuntu 22.04 apt glibc dash"),
        ("debian:bookworm-slim", "debian 12 Debian 12 apt glibc dash"),
        (
            "docker.io/library/alpine:3.19",
            "alpine 3.19 Alpine 3.19 apk musl ash",
        ),
        (
            "mirror.gcr.io/library/ubuntu:24.04",
            "ubuntu 24.04 Ubuntu 24.04 apt glibc dash",
        ),
        (
            "public.ecr.aws/docker/library/node:20",
            "node 20 Debian ? apt glibc dash",
        ),
        (
            "mirror.gcr.io/arm64v8/alpine:3.20",
            "alpine 3.20 Alpine 3.20 apk musl ash",
        ),
        (
            "registry.hub.docker.com/library/golang:1.22-alpine3.20",
            "golang 1.22 Alpine 3.20 apk musl ash",
        ),
        (
            "mirror.gcr.io/hashicorp/packer:1.11",
            "hashicorp/packer 1.11 Alpine ? apk musl ash",
        ),
        (
            "public.ecr.aws/lambda/python:3.12",
            "public.ecr.aws/lambda/python 3.12 Amazon Linux ? dnf glibc bash",
        ),
        (
            "arm64v8/alpine:3.20",
            "alpine 3.20 Alpine 3.20 apk musl ash",
        ),
        ("php:8.3-fpm-alpine", "php 8.3 Alpine ? apk musl ash"),
        ("nginx:1.27-alpine-slim", "nginx 1.27 Alpine ? apk musl ash"),
        ("rust:1-slim", "rust 1 Debian ? apt glibc dash"),
        (
            "mcr.microsoft.com/dotnet/aspnet:8.0",
            "mcr.microsoft.com/dotnet/aspnet 8.0 Debian ? apt glibc dash",
        ),
        (
            "mcr.microsoft.com/dotnet/sdk:10.0",
            "mcr.microsoft.com/dotnet/sdk 10.0 Ubuntu ? apt glibc dash",
        ),
        (
            "gcr.io/distroless/static-debian12:nonroot",
            "gcr.io/distroless/static ? Distroless ? none none none",
        ),
        ("busybox:musl", "busybox ? BusyBox ? none musl ash"),
        ("fedora:42", "fedora 42 Fedora 42 dnf glibc bash"),
        (
            "almalinux:9-minimal",
            "almalinux 9 AlmaLinux 9 microdnf glibc bash",
        ),
    ];
    for (reference, wanted) in cases {
        assert_eq!(said(reference), wanted, "{reference}");
    }
}

#[test]
fn what_no_file_describes_is_unknown() {
    for reference in [
        "ghcr.io/example/shop:1",
        "shop",
        "arm64v8/shop",
        "Python:3.9",
        "",
    ] {
        assert_eq!(said(reference), "unknown", "{reference}");
        assert_eq!(catalogue(reference), None, "{reference}");
    }
}

#[test]
fn a_word_that_a_family_does_not_publish_leaves_the_rest_open() {
    assert_eq!(said("python:3.9-strawberry"), "python 3.9 ? ? ? ? ?");
    assert_eq!(catalogue("python:3.9-strawberry"), None);
}

#[test]
fn windows_images_are_known_and_give_nothing_of_linux() {
    for reference in [
        "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022",
        "mcr.microsoft.com/windows/servercore:ltsc2019",
        "golang:1.22-windowsservercore-ltsc2022",
        "python:3.12-windowsservercore",
    ] {
        let known = known_image(reference).unwrap();
        assert!(known.is_windows(), "{reference}");
        assert_eq!(catalogue(reference), None, "{reference}");
        assert_eq!(known.runtime_path(), None, "{reference}");
    }
}

#[test]
fn a_digest_without_a_tag_says_only_what_all_tags_share() {
    let digest = "a".repeat(64);
    let alpine = known_image(&format!("alpine@sha256:{digest}")).unwrap();
    assert_eq!(alpine.package_manager(), Some("apk"));
    assert_eq!(alpine.version, None);
    let python = known_image(&format!("python@sha256:{digest}")).unwrap();
    assert_eq!(python.package_manager(), None);
    assert_eq!(python.config(), None);
    // With a tag beside it, the tag says which image it is.
    let pinned = format!("node:20-slim@sha256:{digest}");
    assert_eq!(catalogue(&pinned), catalogue("node:20-slim"));
    assert!(catalogue(&pinned).is_some());
}

#[test]
fn the_runtime_lies_where_the_family_puts_it() {
    let path = |reference| {
        known_image(reference)
            .as_ref()
            .and_then(KnownImage::runtime_path)
    };
    assert_eq!(path("python:3.9-slim").unwrap(), "/usr/local/bin/python3.9");
    assert_eq!(path("python:3"), None);
    assert_eq!(path("node:20").unwrap(), "/usr/local/bin/node");
    assert_eq!(path("alpine"), None);
}

#[test]
fn the_end_of_support_is_that_of_the_version_and_of_the_distribution() {
    let known = |reference| known_image(reference).unwrap();
    assert_eq!(known("python:3.8-slim").support_until(), Some("2024-10-07"));
    assert_eq!(known("python:3.8.10").support_until(), Some("2024-10-07"));
    assert_eq!(known("python:3").support_until(), None);
    assert_eq!(
        known("node:lts").support_until(),
        known("node:24").support_until()
    );
    assert_eq!(known("ubuntu:bionic").support_until(), Some("2023-05-31"));
    let on_buster = known("golang:1.17-buster");
    assert_eq!(on_buster.distribution_support_until(), Some("2022-09-10"));
    assert_eq!(
        known("node:20-alpine3.17").distribution_support_until(),
        Some("2024-11-22")
    );
    assert_eq!(known("debian:buster").distribution_support_until(), None);
}

#[test]
fn support_is_compared_with_the_day_the_file_was_read() {
    let support = |reference| known_image(reference).unwrap().support();
    assert_eq!(support("python:3.8"), Some(SupportState::Ended));
    assert_eq!(support("python:3.10"), Some(SupportState::EndsSoon));
    assert_eq!(support("python:3.13"), Some(SupportState::Lasts));
    assert_eq!(support("python"), None);
    let below = known_image("node:24-bullseye").unwrap();
    assert_eq!(below.distribution_support(), Some(SupportState::Ended));
}
