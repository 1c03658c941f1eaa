FROM golang:1.22 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -o /out/tides ./cmd/server

FROM debian:bookworm-slim
WORKDIR /srv
COPY --from=build /out/tides /usr/local/bin/
COPY data/harbours.csv ./
COPY deploy/entrypoint.sh /usr/local/bin/
USER 1000
ENTRYPOINT ["entrypoint.sh"]
CMD ["tides"]
