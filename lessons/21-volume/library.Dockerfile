FROM postgres:16
ENV POSTGRES_DB=library
COPY schema.sql /docker-entrypoint-initdb.d/
COPY postgresql.conf /etc/postgresql/
CMD ["postgres", "-c", "config_file=/etc/postgresql/postgresql.conf"]
