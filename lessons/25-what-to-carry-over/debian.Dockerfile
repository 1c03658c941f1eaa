FROM python:3.12-slim AS build
WORKDIR /report
COPY requirements.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir \
        -r requirements.txt

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y \
        --no-install-recommends python3 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /report
COPY --from=build /report/.venv ./.venv
COPY report.py ./
CMD [".venv/bin/python", "report.py"]
