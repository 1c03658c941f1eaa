FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
RUN curl -fsSL https://sh.rustup.rs -o /tmp/rustup.sh \
    && sh /tmp/rustup.sh -y --profile minimal \
    && rm /tmp/rustup.sh
RUN . "$HOME/.cargo/env"
WORKDIR /mixer
COPY Cargo.toml Cargo.lock ./
COPY src ./src
RUN cargo build --release
CMD ["/mixer/target/release/mixer"]
