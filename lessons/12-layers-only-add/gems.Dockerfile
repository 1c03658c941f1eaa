FROM ruby:3.4-slim
WORKDIR /shop
COPY Gemfile Gemfile.lock ./
RUN apt-get update \
    && apt-get install -y --no-install-recommends build-essential \
    && rm -rf /var/lib/apt/lists/*
RUN bundle install
RUN apt-get purge -y --auto-remove build-essential
COPY app ./app
USER 1000
CMD ["bundle", "exec", "ruby", "app/shop.rb"]
