# syntax=docker/dockerfile:1
FROM rust:1.79 AS build
WORKDIR /station
RUN --mount=type=bind,source=Cargo.toml,target=Cargo.toml \
    --mount=type=bind,source=Cargo.lock,target=Cargo.lock \
    --mount=type=bind,source=src,target=src \
    --mount=type=cache,target=/station/target \
    cargo build --release --locked \
    && cp target/release/station /usr/local/bin/

FROM debian:bookworm-slim
COPY --from=build \
    /usr/local/bin/station /usr/local/bin/
USER 65534
ENTRYPOINT ["station"]
