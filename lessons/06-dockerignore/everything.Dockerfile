FROM node:20-alpine
WORKDIR /pantry
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
# The .dockerignore of this folder says:
#   node_modules
#   *.log
#   .env
#   docs
#   !docs/menu.json
COPY . .
USER node
CMD ["node", "api/server.js"]
