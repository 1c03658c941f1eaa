FROM python:3.12-slim AS build
WORKDIR /report
COPY requirements.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir \
        -r requirements.txt

FROM python:3.12-slim
WORKDIR /srv/report
COPY --from=build /report/.venv ./.venv
COPY report.py ./
ENV PATH="/srv/report/.venv/bin:$PATH"
CMD ["gunicorn", "report:app"]
