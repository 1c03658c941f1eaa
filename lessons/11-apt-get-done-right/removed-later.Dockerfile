FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client curl
RUN rm -rf /var/lib/apt/lists/*
WORKDIR /backup
COPY dump.sh ./
USER 1000
CMD ["./dump.sh"]
