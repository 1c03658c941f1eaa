FROM node:24-alpine
ENV NODE_ENV=production
WORKDIR /weather
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
ARG RELEASE=dev
ENV RELEASE=$RELEASE
USER node
CMD ["node", "src/server.js"]
