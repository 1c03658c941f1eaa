FROM node:24-alpine
WORKDIR /shop
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev \
    && rm .npmrc
COPY src ./src
USER node
CMD ["node", "src/server.js"]
