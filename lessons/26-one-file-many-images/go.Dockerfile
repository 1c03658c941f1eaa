FROM golang:1.22 AS build
WORKDIR /src
COPY go.mod ./
COPY cmd ./cmd
COPY internal ./internal
RUN CGO_ENABLED=0 \
    go build -trimpath -o /out/tides ./cmd/tides

FROM scratch
COPY --from=build /out/tides /tides
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/tides"]
