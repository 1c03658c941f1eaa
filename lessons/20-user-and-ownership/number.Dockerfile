FROM debian:bookworm-slim
WORKDIR /report
COPY report.sh ./
USER 1000
RUN ./report.sh --check
CMD ["./report.sh"]
