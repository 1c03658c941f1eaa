FROM debian:trixie-slim
WORKDIR /plants
COPY server model.onnx ./
RUN ./server make-index --scratch /tmp/work names.index \
    && rm -r /tmp/work
USER 1000
EXPOSE 8000
CMD ["./server"]
