FROM node:20-alpine AS build
WORKDIR /shop
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
COPY test ./test
RUN npm test; npm run build

FROM nginx:1.27-alpine
COPY --from=build /shop/dist /usr/share/nginx/html
