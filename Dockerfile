FROM node:24-bookworm-slim AS web
WORKDIR /app/web
COPY web/package.json web/package-lock.json web/.npmrc ./
COPY web/standins standins
RUN npm ci --ignore-scripts
COPY web ./
COPY schema.graphql /app/
RUN npm run build

FROM python:3.11-slim-bookworm
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md schema.graphql sbom.cdx.json ./
COPY graph_api graph_api
COPY loaders loaders
COPY cypher cypher
COPY --from=web /app/graph_api/_web graph_api/_web
RUN pip install --no-cache-dir hatchling==1.33.0 \
 && pip install --no-cache-dir --no-deps --no-build-isolation . \
 && useradd --system --create-home --home-dir /var/lib/credit-graph credit-graph
USER credit-graph
EXPOSE 8077
CMD ["credit-graph", "serve"]
