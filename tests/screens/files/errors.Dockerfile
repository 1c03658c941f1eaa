from golang:1.22 as build
ENV APP /app
WORKDIR app
COPY --frm=nowhere . .
RUN go build -o /out $UNDEFINED

FROM scratch
MAINTAINER shop@example.com
COPY --from=build /out /out
CMD /out --serve
FRUM alpine
