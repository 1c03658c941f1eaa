ARG VERSION=3.12
ARG IMAGE=registry.example.com:5000/team/tools
FROM --platform=$BUILDPLATFORM python:${VERSION} AS Tools
WORKDIR /opt
RUN python -m venv venv && venv/bin/pip install -r /tmp/list.txt
FROM ${IMAGE} AS other
FROM Tools AS capitals
FROM tools AS child
USER 1000
WORKDIR made
FROM scratch AS nothing
COPY --from=child /opt/venv /opt/venv
FROM nothing
COPY --from=1 /a /b/
FROM python
FROM python:latest AS newest
WORKDIR /
FROM python@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
FROM --platform=linux/arm64 python:3.12-slim@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
FROM python:3.12-alpine AS last
WORKDIR /opt
COPY --from=tools /opt/venv /opt/venv
COPY --from=child /opt/venv/. /elsewhere
COPY --from=newest / /
USER app
WORKDIR sub
WORKDIR sub
