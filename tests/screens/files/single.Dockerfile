# syntax=docker/dockerfile:1
FROM node:22-slim
ARG VERSION=dev
ENV NODE_ENV=production \
    APP_VERSION=$VERSION
WORKDIR /srv/shop
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
COPY --chown=node:node . .
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s CMD node health.js || exit 1
CMD ["node", "server.js"]
