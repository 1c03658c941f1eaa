# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM golang:1.22 AS build
WORKDIR /src
COPY go.mod ./
COPY cmd ./cmd
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH \
    go build -o /out/meter ./cmd/meter

FROM alpine:3.20
RUN apk add --no-cache ca-certificates tzdata
COPY --from=build /out/meter /usr/local/bin/
USER 65534
EXPOSE 8080
ENTRYPOINT ["meter"]
