FROM node:20-alpine AS build
WORKDIR /menu
COPY package.json package-lock.json ./
RUN npm ci
COPY build.mjs ./
COPY days ./days
COPY static ./static
RUN npm run build

FROM nginx:1.27-alpine
COPY nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /menu/dist /usr/share/nginx/html
