FROM php:8.3-apache
COPY --from=node:20-bookworm-slim \
    /usr/local/bin /usr/local/bin
WORKDIR /var/www/html
COPY package.json package-lock.json ./
RUN npm ci
COPY index.php ./
