# syntax=docker/dockerfile:1
FROM node:20-alpine AS build
LABEL org.opencontainers.image.version="4.2.0"
WORKDIR /charts
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
RUN npm run build

FROM nginx:1.27-alpine
LABEL org.opencontainers.image.source="https://example.org/water/charts"
COPY --from=build /charts/dist /usr/share/nginx/html
