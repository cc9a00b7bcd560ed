# profilelint in a container of some 100 MB, as a user without rights:
#   docker build -t profilelint . && docker run --rm -v "$PWD:/site:ro" profilelint
FROM python:3.13-alpine AS build
WORKDIR /source
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY profilelint profilelint
COPY rules rules
RUN python -m venv --without-pip /installed && pip --python /installed/bin/python install --no-cache-dir --only-binary :all: --no-binary profilelint .

FROM python:3.13-alpine
RUN apk add --no-cache git && git config --system --add safe.directory /site && adduser -D profilelint
COPY --from=build /installed /installed
ENV PATH=/installed/bin:$PATH
USER profilelint
WORKDIR /site
ENTRYPOINT ["profilelint"]
