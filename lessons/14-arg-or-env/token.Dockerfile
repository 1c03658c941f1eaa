FROM node:24-alpine
ARG STATIONS_TOKEN
WORKDIR /weather
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
RUN node src/fetch-stations.js
USER node
CMD ["node", "src/server.js"]
