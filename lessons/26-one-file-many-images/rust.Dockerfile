FROM rust:1.79 AS build
WORKDIR /src
COPY Cargo.toml Cargo.lock ./
COPY src ./src
RUN cargo build --release --locked

FROM alpine:3.20
COPY --from=build \
    /src/target/release/tally /usr/local/bin/
USER 65534
ENTRYPOINT ["tally"]
