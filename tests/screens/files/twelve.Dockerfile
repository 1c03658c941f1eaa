ARG ALPINE=3.20
FROM alpine:${ALPINE} AS base
RUN apk add --no-cache ca-certificates

FROM node:22-alpine AS assets
WORKDIR /assets
COPY assets/ ./
RUN ./build.sh --out /out/assets

FROM base AS icons
WORKDIR /icons
COPY icons/ ./
RUN ./build.sh --out /out/icons

FROM base AS server
WORKDIR /server
COPY server/ ./
RUN ./build.sh --out /out/server

FROM node:22-alpine AS worker
WORKDIR /worker
COPY worker/ ./
RUN ./build.sh --out /out/worker

FROM base AS docs
WORKDIR /docs
COPY docs/ ./
RUN ./build.sh --out /out/docs

FROM base AS lint
WORKDIR /lint
COPY lint/ ./
RUN ./build.sh --out /out/lint

FROM node:22-alpine AS test
WORKDIR /test
COPY test/ ./
RUN ./build.sh --out /out/test

FROM base AS audit
WORKDIR /audit
COPY audit/ ./
RUN ./build.sh --out /out/audit

FROM base AS bundle
WORKDIR /bundle
COPY bundle/ ./
RUN ./build.sh --out /out/bundle
COPY --from=assets /out/assets ./assets
COPY --from=icons /out/icons ./icons

FROM node:22-alpine AS debug
WORKDIR /debug
COPY debug/ ./
RUN ./build.sh --out /out/debug

FROM base AS shop
COPY --from=bundle /bundle /srv
COPY --from=server /out/server /usr/local/bin/server
COPY --from=docs /out/docs /srv/docs
USER nobody
ENTRYPOINT ["server"]
CMD ["--port", "8080"]
