FROM eclipse-temurin:21-jre
WORKDIR /app
COPY target/booking.jar ./
ENV HEAP=512m
USER 1000
ENTRYPOINT exec java -Xmx$HEAP -jar booking.jar
