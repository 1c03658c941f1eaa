FROM python:3.12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends redis-server \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /library
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY src ./
RUN redis-server --daemonize yes
USER 1000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "library.wsgi"]
