FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY cmd ./cmd
RUN go build -o /out/rates ./cmd/rates
ENV CGO_ENABLED=0

FROM scratch
COPY --from=build /out/rates /rates
ENV RATES_FILE=/data/rates.json
USER 1000
CMD ["/rates"]
