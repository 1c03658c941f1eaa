# syntax=docker/dockerfile:1
FROM rust:1.79 AS build
WORKDIR /station
COPY Cargo.toml Cargo.lock ./
COPY src ./src
RUN --mount=type=cache,target=/station/target \
    cargo build --release --locked

FROM debian:bookworm-slim
COPY --from=build \
    /station/target/release/station /usr/local/bin/
USER 65534
ENTRYPOINT ["station"]
