FROM maven:3.9-eclipse-temurin-21
WORKDIR /loans
COPY pom.xml ./
RUN mvn -B dependency:go-offline
COPY src ./src
RUN mvn -B package
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "target/loans.jar"]
