FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY pom.xml ./
COPY src ./src
RUN mvn --batch-mode package

FROM eclipse-temurin:21-jre
WORKDIR /srv
COPY --from=build /src/target/parcels.jar ./
USER 1000
CMD ["java", "-jar", "parcels.jar"]
