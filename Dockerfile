# The portal and the endpoint over the workspace in /data; any other command of sunqar by naming it:
#   docker build -t sunqar .
#   docker run --rm -v "$PWD/archive:/data" -v "$PWD/scans:/in:ro" sunqar build /in --archive my-archive
#   docker run --rm -v "$PWD/archive:/data" -p 8010:8010 sunqar
# The container runs as user 10001; a mounted folder must be writable for it.

FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements-dev.lock requirements.lock ./
RUN awk '/^uv==/ {found = 1} found {print} found && !/\\$/ {exit}' requirements-dev.lock > uv.lock \
 && pip install --no-cache-dir --require-hashes -r uv.lock \
 && uv venv /opt/sunqar \
 && uv pip install --no-cache --python /opt/sunqar/bin/python --require-hashes -r requirements.lock
COPY . .
RUN uv pip install --no-cache --python /opt/sunqar/bin/python --no-deps .

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin sunqar \
 && install -d -o sunqar -g sunqar /data
COPY --from=build /opt/sunqar /opt/sunqar
ENV PATH=/opt/sunqar/bin:$PATH SUNQAR_WORKSPACE=/data PYTHONUNBUFFERED=1
USER sunqar
WORKDIR /data
VOLUME /data
EXPOSE 8010
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8010/healthz', timeout=4)"]
ENTRYPOINT ["sunqar"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8010"]
