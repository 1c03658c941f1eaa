FROM node:20-alpine
WORKDIR /guide
COPY web/package*.json web/
RUN cd web && npm ci
RUN ls -l
