FROM node:24-alpine
ENV MAP_SERVER=maps.example.com
ARG MAP_SERVER=test.example.com
WORKDIR /weather
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
RUN npm run build
USER node
CMD ["node", "src/server.js"]
