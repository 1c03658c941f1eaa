WORKDIR /early
FROM --platfrom=linux python:3.9 AS a
FROM $NOTHING AS b
FROM python:3.9 AS c
COPY a
ADD a
COPY --frm=b /x /y
ADD --form=b /x /y
WORKDIR
RUN
RUN --mont=type=cache true
RUN --mount=type=wrong true
RUNN true
COPY --from=c /x /y
COPY --from=$X /x /y
FROM a b c
FROM UPPER/Case
