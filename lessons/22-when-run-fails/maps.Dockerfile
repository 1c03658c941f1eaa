FROM debian:bookworm-slim
WORKDIR /maps
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl \
    && rm -rf /var/lib/apt/lists/*
RUN curl -fsSLo world.csv https://maps.example.org/world.csv \
    && sort -o world.csv world.csv
RUN set -e; \
    curl -fsSLO https://maps.example.org/coast.csv; \
    gzip coast.csv
RUN curl -fsSL https://maps.example.org/install.sh \
    | sh -s -- --prefix /usr/local
COPY styles ./styles
USER 1000
CMD ["mapserver", "--data", "/maps"]
