FROM golang:1.22 AS source
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY cmd ./cmd

FROM source AS build
RUN CGO_ENABLED=0 \
    go build -o /out/shorten ./cmd/shorten

FROM alpine:3.20 AS release
COPY --from=build /out/shorten /usr/local/bin/
USER 1000:1000
CMD ["shorten"]

FROM source AS tests
RUN go test ./...
