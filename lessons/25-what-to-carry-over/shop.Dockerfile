FROM node:20-slim AS packages
WORKDIR /shop
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:20-alpine
WORKDIR /shop
COPY --from=packages \
    /shop/node_modules ./node_modules
COPY server.js ./
USER node
CMD ["node", "server.js"]
