FROM eclipse-temurin:21-jre
RUN mkdir -p /srv/post
WORKDIR /srv/post
COPY post.jar ./
USER 1000
CMD ["java", "-jar", "post.jar"]
