"""What a harvester asks for: a verb with its arguments, or what is wrong with them."""

import base64
import binascii
import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

#: the arguments of each verb: those that it needs, and those that it may have
VERBS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListSets": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
#: verbs that give a list, and the rest of it for a token
_LISTS = {"ListSets", "ListIdentifiers", "ListRecords"}
#: the metadata formats: Dublin Core, and the record file
DUBLIN_CORE, RECORD_FILE = "oai_dc", "record"
_SECOND = "%Y-%m-%dT%H:%M:%SZ"
_A_SECOND = datetime.timedelta(seconds=1)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ProtocolError(Exception):
    """What the protocol answers with an error: its code, and for people, why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last thing that was given: what comes next is later, or as late with a greater slug."""

    stamp: datetime.datetime
    slug: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list or a record is asked for; ``until`` is the first moment that is too late.

    ``since``, ``until`` and ``cursor`` are None where nothing limits them. ``is_continued`` says
    that it goes on from a token.
    """

    verb: str
    metadata: str = ""
    identifier: str = ""
    series: str = ""
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    cursor: Cursor | None = None

    @property
    def is_continued(self) -> bool:
        """Whether it goes on where an earlier answer ended."""
        return self.cursor is not None


def asked_for(given: QueryDict) -> Asked:
    """Judge the arguments. Raises :class:`ProtocolError`."""
    verbs = given.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise ProtocolError("badVerb", _("Give one verb: %s.") % ", ".join(VERBS))
    verb = verbs[0]
    names = set(given) - {"verb"}
    for name in names:
        if len(given.getlist(name)) > 1:
            raise ProtocolError("badArgument", _("An argument is given twice."))
    arguments = {name: str(given[name]) for name in names}
    if "resumptionToken" in names and verb in _LISTS:
        if len(names) > 1:
            raise ProtocolError("badArgument", _("A resumptionToken stands alone."))
        return _continued(verb, arguments["resumptionToken"])
    needed, allowed = VERBS[verb]
    if not needed <= names <= needed | allowed:
        words = _("%(verb)s takes these arguments: %(names)s.")
        listed = ", ".join(sorted(needed | allowed)) or "–"
        raise ProtocolError("badArgument", words % {"verb": verb, "names": listed})
    return _asked(verb, arguments)


def identifier(slug: str) -> str:
    """What the protocol calls the record of a slug: "oai:register.example.org:fhs-3"."""
    return f"{_own()}{slug}"


def slug_of(asked: str) -> str:
    """The slug in an identifier; "" where it is none of ours."""
    return asked.removeprefix(_own()) if asked.startswith(_own()) else ""


def stamped(moment: datetime.datetime) -> str:
    """A moment in UTC, to the second."""
    return moment.astimezone(datetime.UTC).strftime(_SECOND)


def token(asked: Asked, last: Cursor) -> str:
    """What asks for the rest behind ``last``: all that is known of the list, and no state here."""
    values = {
        "metadata": asked.metadata,
        "series": asked.series,
        "since": asked.since.isoformat() if asked.since else "",
        "until": asked.until.isoformat() if asked.until else "",
        "stamp": last.stamp.astimezone(datetime.UTC).isoformat(),
        "slug": last.slug,
    }
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _own() -> str:
    host = re.sub(r"^https?://", "", settings.SITE_URL).split("/")[0].split(":")[0]
    return f"oai:{host}:"


def _asked(verb: str, arguments: Mapping[str, str]) -> Asked:
    metadata = arguments.get("metadataPrefix", "")
    if "metadataPrefix" in arguments and metadata not in (DUBLIN_CORE, RECORD_FILE):
        raise ProtocolError("cannotDisseminateFormat", _("There is no such metadata format."))
    if "set" in arguments and not arguments["set"]:
        raise ProtocolError("badArgument", _("The set is empty."))
    since, until = arguments.get("from"), arguments.get("until")
    if since and until and len(since) != len(until):
        raise ProtocolError("badArgument", _("from and until differ in how exact they are."))
    begins = None if since is None else _moment(since, datetime.timedelta(0))
    length = datetime.timedelta(days=1) if until and _DAY.fullmatch(until) else _A_SECOND
    ends = None if until is None else _moment(until, length)
    if begins and ends and begins >= ends:
        raise ProtocolError("badArgument", _("It ends before it begins."))
    return Asked(
        verb=verb,
        metadata=metadata,
        identifier=arguments.get("identifier", ""),
        series=arguments.get("set", ""),
        since=begins,
        until=ends,
    )


def _moment(text: str, later: datetime.timedelta) -> datetime.datetime:
    form = "%Y-%m-%d" if _DAY.fullmatch(text) else _SECOND
    try:
        moment = datetime.datetime.strptime(text, form).replace(tzinfo=datetime.UTC)
        return moment + later
    except (ValueError, OverflowError):
        words = _("A date is written as 2026-03-01 or 2026-03-01T12:00:00Z.")
        raise ProtocolError("badArgument", words) from None


def _continued(verb: str, given: str) -> Asked:
    """What a token asks for. Raises :class:`ProtocolError` for one that is none of ours."""
    try:
        text = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))
        values = _texts(json.loads(text))
        listed = Asked(
            verb=verb,
            metadata=values["metadata"],
            series=values["series"],
            since=_time(values["since"]) if values["since"] else None,
            until=_time(values["until"]) if values["until"] else None,
            cursor=Cursor(_time(values["stamp"]), values["slug"]),
        )
    except (ValueError, binascii.Error, RecursionError):
        raise _bad_token() from None
    known = ("",) if verb == "ListSets" else (DUBLIN_CORE, RECORD_FILE)
    if listed.metadata not in known or "\0" in f"{values['series']}{values['slug']}":
        raise _bad_token()
    return listed


def _texts(values: Any) -> dict[str, str]:
    """The six texts of a token. Raises ``ValueError`` for anything else."""
    names = {"metadata", "series", "since", "until", "stamp", "slug"}
    if not isinstance(values, dict) or set(values) != names:
        raise ValueError
    if not all(isinstance(text, str) for text in values.values()):
        raise ValueError
    return values


def _time(text: str) -> datetime.datetime:
    """A moment with its zone. Raises ``ValueError``."""
    moment = datetime.datetime.fromisoformat(text)
    if moment.utcoffset() != datetime.timedelta(0):
        raise ValueError
    return moment


def _bad_token() -> ProtocolError:
    return ProtocolError("badResumptionToken", _("This token is none of ours; begin again."))
