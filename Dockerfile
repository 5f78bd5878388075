# Build: the locked run-time packages, and the static files hashed and compressed.
FROM python:3.11-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make image-steps

# Run: no compiler, no make, nothing that the portal's user could change but its data.
FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home portal
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/register.sqlite3 \
    FILES_FOLDER=/data/files
USER portal
VOLUME /data
EXPOSE 8000
# Migrations are a command of their own, run before a new version takes over:
#   docker run --env-file … IMAGE python manage.py migrate
# and an empty register is filled with:
#   docker run --env-file … IMAGE python manage.py start_register
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s --retries=3 \
    CMD ["python", "-m", "portal.probe"]
STOPSIGNAL SIGTERM
CMD ["gunicorn"]
