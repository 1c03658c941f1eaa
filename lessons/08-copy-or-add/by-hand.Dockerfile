FROM eclipse-temurin:21-jre
WORKDIR /srv
COPY zones.tar.gz /tmp/
RUN tar -xzf /tmp/zones.tar.gz -C /srv \
    && rm /tmp/zones.tar.gz
COPY build/parcels.jar ./
USER 1000
CMD ["java", "-jar", "parcels.jar"]
