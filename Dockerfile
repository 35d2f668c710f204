# plconv as a static binary in a small image that has a shell, as CI systems need. docs/ci.md describes the build.
FROM rust:1.90-alpine AS build
RUN apk add --no-cache bash musl-dev
WORKDIR /plconv
COPY . .
RUN .ci/build-static && cp target/static/plconv /usr/local/bin/plconv

FROM alpine:3.22
COPY --from=build /usr/local/bin/plconv /usr/local/bin/plconv
RUN plconv --version
USER nobody
CMD ["plconv", "--help"]
