"""/healthz tells whether the database answers and has every migration."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

OK = {"database": "ok", "migrations": "ok"}


@pytest.mark.django_db
def test_healthz_with_database_and_migrations_answers_200(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, OK)
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_healthz_answers_any_host_without_redirect(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/healthz", headers={"host": "10.1.2.3:8000"})

    assert (response.status_code, response.json()) == (200, OK)


@pytest.mark.django_db
def test_healthz_without_a_migration_answers_503(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("auth", "0001_initial")

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"database": "ok", "migrations": "failed"}


def test_healthz_without_database_answers_503_without_detail(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: MigrationRecorder) -> dict[tuple[str, str], object]:
        raise OperationalError("connection to server at 10.0.0.9 failed: user register")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", refuse)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"database": "failed", "migrations": "unknown"}
    assert response["Retry-After"] == "5"


@pytest.mark.django_db
def test_healthz_takes_two_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/healthz")

    with django_assert_num_queries(2):
        client.get("/healthz")


def test_healthz_refuses_post(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
