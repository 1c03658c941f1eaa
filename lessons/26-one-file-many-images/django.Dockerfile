FROM python:3.12 AS build
WORKDIR /site
COPY requirements.txt ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir \
        -r requirements.txt

FROM python:3.12-slim
WORKDIR /site
COPY --from=build /venv /venv
ENV PATH="/venv/bin:$PATH"
COPY manage.py ./
COPY allotments ./allotments
COPY plots ./plots
USER 1000
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", \
     "allotments.wsgi"]
