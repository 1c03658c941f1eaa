FROM node:20-alpine
WORKDIR /board
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
RUN mkdir logs
USER node
COPY server.js ./
COPY pages ./pages
WORKDIR /board/uploads
CMD ["node", "/board/server.js"]
