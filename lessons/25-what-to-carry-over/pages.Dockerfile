FROM scratch AS pages
WORKDIR /site
COPY public ./public

FROM nginx:1.27-alpine
WORKDIR /usr/share/nginx/html
COPY --from=pages public ./
