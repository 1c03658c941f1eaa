FROM ruby:3.3-slim
WORKDIR /choir
COPY Gemfile Gemfile.lock ./
RUN ["bundle", "install"]
COPY . .
USER 1000
HEALTHCHECK CMD ["ruby", "bin/check.rb"]
ENTRYPOINT ["bundle", "exec",]
CMD ["puma", "-C", "config/puma.rb"]
