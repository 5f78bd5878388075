"""From a record file that was found sound to the plain record."""

from decimal import Decimal
from typing import Any

from . import plain
from .draft import Draft
from .texts import digest, quotations
from .values import inferred

Entry = dict[str, Any]


def build(draft: Draft) -> plain.RecordFile:
    """The plain record of a draft without faults."""

    def each(noun: str) -> list[tuple[int, str, Entry]]:
        return list(draft.entries(noun))

    return plain.RecordFile(
        meeting=_meeting(draft),
        participants=tuple(_participant(entry) for _place, _path, entry in each("participants")),
        people=tuple(_person(entry) for _place, _path, entry in each("people")),
        topics=tuple(
            plain.TopicData(entry["name"], _text(entry, "abbreviation"), _text(entry, "broader"))
            for _place, _path, entry in each("topics")
        ),
        documents=tuple(_document(draft, entry) for _place, _path, entry in each("documents")),
        agenda=tuple(_agenda(draft, path, entry) for _place, path, entry in each("agenda")),
        sessions=tuple(_session(draft, path, entry) for _place, path, entry in each("sessions")),
        delegations=tuple(
            _delegation(draft, path, entry) for _place, path, entry in each("delegations")
        ),
        statements=tuple(_statement(draft, *item) for item in each("statements")),
        pledges=tuple(_pledge(draft, path, entry) for _place, path, entry in each("pledges")),
        figures=tuple(
            plain.FigureData(
                entry["text"], entry["subject"], entry.get("statement"), _passage(draft, path)
            )
            for _place, path, entry in each("figures")
        ),
        relations=tuple(_relation(draft, path, entry) for _place, path, entry in each("relations")),
        references=tuple(
            plain.ReferenceData(entry["title"], _text(entry, "symbol"), _passage(draft, path))
            for _place, path, entry in each("references")
        ),
        inferred=inferred(draft),
        retired=_retired(draft.value.get("retired") or {}),
    )


def _text(entry: Entry, key: str, default: str = "") -> str:
    """A text that may be left out; null and "" say the same."""
    return entry.get(key) or default


def _list(entry: Entry, key: str) -> tuple[Any, ...]:
    return tuple(entry.get(key) or ())


def _passage(draft: Draft, path: str) -> plain.Passage:
    return draft.passages.get(path, ())


def _series(entry: Entry | None) -> plain.SeriesData | None:
    if not entry:
        return None
    return plain.SeriesData(entry["slug"], entry["name"], _text(entry, "note"))


def _place(entry: Entry | None) -> plain.PlaceData:
    entry = entry or {}
    return plain.PlaceData(_text(entry, "city"), _text(entry, "country"), _text(entry, "venue"))


def _meeting(draft: Draft) -> plain.MeetingData:
    entry = draft.meeting()
    return plain.MeetingData(
        slug=entry["slug"],
        former_slugs=_list(entry, "former_slugs"),
        title=_text(entry, "title"),
        title_printed=_text(entry, "title_printed"),
        series=_series(entry.get("series")),
        ordinal=entry.get("ordinal"),
        theme=_text(entry, "theme"),
        date=_text(entry, "date"),
        mode=_text(entry, "mode", "not stated"),
        stage=_text(entry, "stage", "held"),
        status=_text(entry, "status", "draft"),
        summary=_text(entry, "summary"),
        place=_place(entry.get("place")),
        attendance=_text(entry, "attendance", "not recorded"),
        passage=_passage(draft, "/meeting"),
    )


def _participant(entry: Entry) -> plain.ParticipantData:
    return plain.ParticipantData(
        slug=entry["slug"],
        name=entry["name"],
        formal_name=_text(entry, "formal_name"),
        sort_name=_text(entry, "sort_name"),
        kind=entry["kind"],
        code=_text(entry, "code"),
        region=_text(entry, "region"),
        other_names=tuple(
            plain.NameData(name, "other")
            if isinstance(name, str)
            else plain.NameData(name["name"], name["kind"])
            for name in _list(entry, "other_names")
        ),
        part_of=_text(entry, "part_of"),
    )


def _person(entry: Entry) -> plain.PersonData:
    return plain.PersonData(
        entry["key"], entry["name"], _text(entry, "sort_name"), _list(entry, "other_names")
    )


def _document(draft: Draft, entry: Entry) -> plain.DocumentData:
    return plain.DocumentData(
        key=entry["key"],
        title=entry["title"],
        kind=_text(entry, "kind"),
        symbol=_text(entry, "symbol"),
        issuers=_list(entry, "issuers"),
        date=_text(entry, "date"),
        language=_text(entry, "language"),
        origin=_text(entry, "origin"),
        rights=_text(entry, "rights", "passages only"),
        text=entry["text"],
        sha256=digest(entry["text"]),
        marks=draft.marks[entry["key"]],
        corrections=draft.corrections[entry["key"]],
    )


def _agenda(draft: Draft, path: str, entry: Entry) -> plain.AgendaData:
    return plain.AgendaData(
        entry["key"], entry["title"], _list(entry, "items"), _passage(draft, path)
    )


def _session(draft: Draft, path: str, entry: Entry) -> plain.SessionData:
    return plain.SessionData(
        key=entry["key"],
        title=entry["title"],
        kind=_text(entry, "kind"),
        date=_text(entry, "date"),
        place=_text(entry, "place"),
        part_of=_text(entry, "part_of"),
        agenda=_list(entry, "agenda"),
        passage=_passage(draft, path),
    )


def _delegation(draft: Draft, path: str, entry: Entry) -> plain.DelegationData:
    return plain.DelegationData(
        participant=entry["participant"],
        printed=_text(entry, "printed"),
        roles=_list(entry, "roles"),
        level=_text(entry, "level", "not stated"),
        presence=_text(entry, "presence", "not stated"),
        passage=_passage(draft, path),
        delegates=tuple(
            _delegate(draft, f"{path}/delegates/{place}", delegate)
            for place, delegate in enumerate(_list(entry, "delegates"))
        ),
    )


def _delegate(draft: Draft, path: str, entry: Entry) -> plain.DelegateData:
    return plain.DelegateData(
        person=_text(entry, "person"),
        printed=_text(entry, "printed"),
        honorific=_text(entry, "honorific"),
        title=_text(entry, "title"),
        role=_text(entry, "role"),
        level=_text(entry, "level"),
        presence=_text(entry, "presence"),
        passage=_passage(draft, path),
    )


def _statement(draft: Draft, place: int, path: str, entry: Entry) -> plain.StatementData:
    return plain.StatementData(
        number=entry["number"],
        session=_text(entry, "session"),
        agenda=_text(entry, "agenda"),
        form=entry["form"],
        delivery=_list(entry, "delivery"),
        language=_text(entry, "language"),
        topics=_list(entry, "topics"),
        text=draft.texts[place],
        quotations=tuple(
            (words["start"], words["end"])
            for _path, words in quotations("", entry.get("quotation"))
        ),
        procedural=bool(entry.get("procedural")),
        in_reply_to=_list(entry, "in_reply_to"),
        mentions=_list(entry, "mentions"),
        passage=_passage(draft, path),
        collective=_text(entry, "collective"),
        unattributed=_text(entry, "unattributed"),
        speakers=tuple(_speaker(speaker) for speaker in _list(entry, "speakers")),
    )


def _speaker(entry: Entry) -> plain.SpeakerData:
    return plain.SpeakerData(
        participant=_text(entry, "participant"),
        person=_text(entry, "person"),
        printed=_text(entry, "printed"),
        title=_text(entry, "title"),
        capacity=_text(entry, "capacity"),
        on_behalf_of=_list(entry, "on_behalf_of"),
    )


def _pledge(draft: Draft, path: str, entry: Entry) -> plain.PledgeData:
    return plain.PledgeData(
        number=entry["number"],
        title=entry["title"],
        by=tuple(
            plain.PledgerData(_text(pledger, "participant"), _text(pledger, "person"))
            for pledger in _list(entry, "by")
        ),
        collective=_text(entry, "collective"),
        kind=entry["kind"],
        strength=entry["strength"],
        amounts=tuple(_amount(amount) for amount in _list(entry, "amounts")),
        condition=_text(entry, "condition"),
        made=_text(entry, "made"),
        due=_text(entry, "due"),
        statement=entry.get("statement"),
        passage=_passage(draft, path),
        updates=tuple(
            _update(draft, f"{path}/updates/{place}", update)
            for place, update in enumerate(_list(entry, "updates"))
        ),
    )


def _amount(entry: Entry) -> plain.AmountData:
    value = entry.get("value")
    return plain.AmountData(
        text=entry["text"],
        value=None if value is None else Decimal(value),
        currency=_text(entry, "currency"),
        unit=_text(entry, "unit"),
    )


def _update(draft: Draft, path: str, entry: Entry) -> plain.UpdateData:
    return plain.UpdateData(
        date=_text(entry, "date"),
        status=entry["status"],
        asserted_by=_text(entry, "asserted_by"),
        text=_text(entry, "text"),
        meeting=_text(entry, "meeting"),
        passage=_passage(draft, path),
    )


def _relation(draft: Draft, path: str, entry: Entry) -> plain.RelationData:
    stub = entry["meeting"]
    return plain.RelationData(
        relation=entry["relation"],
        printed=_text(entry, "printed"),
        passage=_passage(draft, path),
        meeting=plain.StubData(
            slug=stub["slug"],
            title=_text(stub, "title"),
            series=_series(stub.get("series")),
            ordinal=stub.get("ordinal"),
            date=_text(stub, "date"),
            place=_place(stub.get("place")),
            mode=_text(stub, "mode"),
            stage=_text(stub, "stage"),
            theme=_text(stub, "theme"),
            delegations=tuple(
                plain.StubDelegationData(delegation["participant"], _list(delegation, "roles"))
                for delegation in _list(stub, "delegations")
            ),
        ),
    )


def _retired(entry: Entry) -> plain.RetiredData:
    return plain.RetiredData(_list(entry, "statements"), _list(entry, "pledges"))
