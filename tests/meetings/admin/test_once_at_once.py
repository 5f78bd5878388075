"""A form that several processes send at the same moment is taken by one. Tests module once."""

import multiprocessing
import os
from typing import Any

import pytest
from django import db
from django.test import Client

from meetings.models import Delegation, Meeting, Statement
from tests.meetings import build
from tests.meetings.admin import rich
from tests.meetings.admin.sending import address, sent
from tests.meetings.admin.test_once import WORDS, adding


def send_at_once(barrier: Any, answers: Any, cookie: str, page: str, form: dict[str, Any]) -> None:
    """One process: sends the form when all are ready."""
    db.connections.close_all()
    client = Client()
    client.cookies["sessionid"] = cookie
    barrier.wait(30)
    answer = client.post(page, form)
    answers.put((answer.status_code, answer.headers.get("Location", "")))
    db.connections.close_all()
    answers.close()
    answers.join_thread()
    os._exit(0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Delegation, Statement])
def test_forms_sent_at_once_by_four_processes_make_one(client: Client, model: type) -> None:
    meeting = rich.record(status="draft")
    client.force_login(rich.editor())
    page = adding(model, meeting)
    form = sent(client.get(page), **WORDS)
    if model is Delegation:
        form["participant"] = build.participant("Freedonia").pk
    before = model.objects.filter(meeting=meeting).count()
    fork = multiprocessing.get_context("fork")
    barrier, answers = fork.Barrier(4), fork.Queue()
    cookie = client.cookies["sessionid"].value
    db.connections.close_all()

    others = [
        fork.Process(target=send_at_once, args=(barrier, answers, cookie, page, form))
        for _ in range(4)
    ]
    for one in others:
        one.start()
    seen = [answers.get(timeout=60) for _ in others]
    for one in others:
        one.join(10)

    made = model.objects.filter(meeting=meeting).order_by("-pk")[0]
    noun = model._meta.model_name
    led = (302, address(model, "change", made.pk))
    assert model.objects.filter(meeting=meeting).count() == before + 1
    assert sorted(seen) == sorted(
        [led] * 3 + [(302, f"{address(Meeting, 'change', meeting.pk)}#{noun}-{made.pk}")]
    )
