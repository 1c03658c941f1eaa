FROM nginxinc/nginx-unprivileged:1.27
RUN apt-get update \
    && apt-get install -y --no-install-recommends tzdata \
    && rm -rf /var/lib/apt/lists/*
COPY status.html /usr/share/nginx/html/
