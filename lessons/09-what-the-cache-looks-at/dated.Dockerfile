FROM ruby:3.3-slim AS build
WORKDIR /site
ARG BUILT_ON
RUN apt-get update \
    && apt-get install -y --no-install-recommends build-essential libffi-dev \
    && rm -rf /var/lib/apt/lists/*
COPY Gemfile Gemfile.lock ./
RUN bundle install
COPY pages ./pages
COPY check.sh ./
RUN ./check.sh && bundle exec jekyll build --source pages --destination out
RUN echo "Built on $BUILT_ON" > out/built.txt

FROM nginx:1.27-alpine
COPY nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /site/out /usr/share/nginx/html
