FROM alpine:3.20
RUN cd /srv \
    && apk add --no-cache curl \
    && date > made.txt \
    && export STEP=tools
RUN ls -l
