FROM eclipse-temurin:21-jre
COPY post.jar /srv/post/
USER 1000
WORKDIR /srv/psot
CMD ["java", "-jar", "post.jar"]
