"""What a file may change of the nouns that records share."""

from typing import Any

from django.utils.translation import gettext as _

from participants.names import spelled_alike

from .errors import RecordError


class SharedPolicy:
    """How one file meets shared nouns; two different definitions of one are refused.

    With ``replace`` the file wins. What a record that is not ``public`` would add to a noun
    that the public sees is refused too. With ``accept_spellings`` the register's
    spelling stands for one that differs by case and accents alone. ``errors`` gathers what is
    refused, ``changed`` says whether a noun that was known already was changed, ``notes`` what
    stands in the register under another address, into which it was merged.
    """

    def __init__(self, *, replace: bool, public: bool, accept_spellings: bool = False) -> None:
        self.replace = replace
        self.public = public
        self.accept_spellings = accept_spellings
        self.errors: list[RecordError] = []
        self.changed = False
        #: what the file calls by a former name, by where it first stands
        self.notes: dict[str, str] = {}

    def note_former(self, path: str, former: str, row: Any) -> None:
        """Note that the file calls a row by a former address; what the register says stands."""
        message = _("“%(former)s” was merged into “%(row)s”, which stands for it.")
        self.notes.setdefault(message % {"former": former, "row": row}, path)

    def refuse(self, path: str, message: str) -> None:
        """Note a fault of the file."""
        self.errors.append(RecordError(path, message))

    def same(self, path: str, row: Any, values: dict[str, Any], what: str) -> None:
        """Hold a row against its definition: refuse a difference, or let the file win."""
        different = {
            field: value for field, value in values.items() if getattr(row, field) != value
        }
        if not different:
            return
        if self.replace:
            self.change(row, different)
            return
        for field, value in different.items():
            self.refuse(
                f"{path}/{field}" if path else f"/{field}",
                _(
                    "%(what)s is defined differently: here “%(new)s”, in the register “%(old)s”; "
                    "make both alike, or load with --replace to let this file win."
                )
                % {"what": what, "new": _shown(value), "old": _shown(getattr(row, field))},
            )

    def spelling(self, path: str, known: str, given: str) -> str:
        """The name that a noun of the register keeps, whose name the file spells as ``given``.

        Where case and accents alone differ it is the known one, or that is refused.
        """
        if known == given or self.replace or not spelled_alike(known, given):
            return given
        if not self.accept_spellings:
            message = _("“%(new)s” stands in the register as “%(old)s”.")
            remedy = _(
                "Case and accents alone differ: write the name in one way in all files, or load "
                "with --accept-spellings to keep the register's."
            )
            self.errors.append(RecordError(path, message % {"new": given, "old": known}, remedy))
        return known

    def may_fill(self, row: Any) -> bool:
        """Whether this file may add to what the register knows of a noun."""
        if self.public or self.replace:
            return True
        return not type(row).objects.public().filter(pk=row.pk).exists()

    def fill(self, path: str, row: Any, values: dict[str, Any], what: str) -> None:
        """Add what was left open; refused where the public would see it before its record."""
        if self.may_fill(row):
            self.change(row, values)
        else:
            self.refuse_fill(path, what)

    def refuse_fill(self, path: str, what: str) -> None:
        """Note that a record which is not published adds to what the public sees."""
        self.refuse(
            path,
            _(
                "%(what)s is public, and this record is not published; leave this out, or load "
                "with --replace to let the public see it."
            )
            % {"what": what},
        )

    def change(self, row: Any, values: dict[str, Any]) -> None:
        """Set and save what differs."""
        if all(getattr(row, field) == value for field, value in values.items()):
            return
        for field, value in values.items():
            setattr(row, field, value)
        row.save()
        self.changed = True


def _shown(value: Any) -> str:
    text = str(value) if value not in (None, "") else _("nothing")
    return text if len(text) <= 80 else f"{text[:80]}…"
