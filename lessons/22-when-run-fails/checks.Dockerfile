FROM node:20-alpine AS build
WORKDIR /shop
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
RUN npm run build

FROM build AS checks
COPY test ./test
RUN npm test

FROM nginx:1.27-alpine
COPY --from=build /shop/dist /usr/share/nginx/html
