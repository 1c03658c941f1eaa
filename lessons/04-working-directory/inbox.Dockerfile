FROM eclipse-temurin:21-jre
WORKDIR /srv/post
COPY post.jar ./
USER 1000
WORKDIR inbox
CMD ["java", "-jar", "/srv/post/post.jar"]
