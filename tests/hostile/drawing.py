"""Drawing one hostile request: a form with one to three things amiss."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote, quote_plus

from .register import ROLES
from .targets import Shown, Target

FORM = "application/x-www-form-urlencoded"
ODD = ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "HEAD", "GET", "MADEUP")
NUMBERS = ("9" * 30, "-1", "0", "99999999999999999999", "1e400", "NaN", "２", "1.5", "0x10")
COUNTS = ("2000000", "-1", "abc", "", "1e9", "99999999999999999999", "1001")
TEXTS = ("", " ", "\u202e", "é" * 5_000, "x" * 70_000, "<script>", "'; --", "\ud800", "𐍈" * 300)
PKS = ("0", "-1", "abc", "9" * 25, "1;2", "_5F", "None", "1/../2", "%2500")
QUERIES = (
    *("_popup=1&_to_field=password", "_to_field=id&_popup=x", "_changelist_filters=%FF"),
    *("o=999.-5.x&p=-7", "p=99999999999999999999", "q=" + "a" * 3_000, "e=1", "all="),
    *("id__in=x", "status__exact=%00", "meeting__title__regex=(", "password__startswith=p"),
    *("user__password__startswith=p", "date__year=99999", "day__gte=x", "term=%00&page=-1"),
    *("app_label=auth&model_name=user&field_name=password", "_changelist_filters=o%3Dx"),
)
BODIES = (b"", b"\xff\xfe=\x00", b"{}", b"a=%ff&b=%00&%ff=1", b"=&&&=", b"a" * 100_000)
TYPES = (
    *(FORM, f"{FORM}; charset=utf-16", f"{FORM}; charset=nonsense", "application/json", ""),
    *("multipart/form-data", "multipart/form-data; boundary=x", "text/plain"),
)


@dataclass
class Sent:
    """A request as it will be sent."""

    number: int
    role: str
    address: str
    form: dict[str, Any]
    method: str = "POST"
    content_type: str = FORM
    body: bytes | None = None
    has_token: bool = True
    amiss: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        what = ", ".join(self.amiss)
        return f"{self.number}: {self.role}, {self.method} {self.address[:120]} ({what})"

    def bytes(self) -> bytes:
        """The body."""
        if self.body is not None:
            return self.body
        pairs = [
            (name, str(value))
            for name, values in self.form.items()
            for value in (values if isinstance(values, list) else [values])
        ]
        return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs).encode()


def draw(seed: int, number: int, targets: Sequence[Target | Shown], pks: list[str]) -> Sent:
    """The request of that number."""
    dice = Random(f"{seed}:{number}")  # noqa: S311  (no secret)
    target = dice.choice(targets)
    sent = Sent(number, dice.choice(ROLES), target.address, dict(target.form))
    for way in dice.sample(WAYS, dice.choice((1, 1, 2, 3))):
        way(sent, dice, pks)
        sent.amiss.append(way.__name__.lstrip("_").replace("_", " "))
    return sent


def _quoted(text: str) -> str:
    return quote_plus(text.encode("utf-8", "surrogatepass"))


def _some(sent: Sent, dice: Random, ending: str = "") -> str:
    names = [name for name in sent.form if name.endswith(ending)]
    return dice.choice(names) if names else f"made-up{ending}"


def _nul(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.form[_some(sent, dice)] = "a\0b"


def _number(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.form[_some(sent, dice)] = dice.choice(NUMBERS)


def _text(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.form[_some(sent, dice)] = dice.choice(TEXTS)


def _every_field(sent: Sent, dice: Random, pks: list[str]) -> None:
    value = dice.choice((*TEXTS[:3], *NUMBERS, "a\0b"))
    kept = ("_FORMS", "_save")
    sent.form |= {name: value for name in sent.form if not name.endswith(kept)}


def _no_management_form(sent: Sent, dice: Random, pks: list[str]) -> None:
    ending = dice.choice(("-TOTAL_FORMS", "-INITIAL_FORMS"))
    sent.form.pop(_some(sent, dice, ending), None)


def _count_of_forms(sent: Sent, dice: Random, pks: list[str]) -> None:
    ending = dice.choice(("-TOTAL_FORMS", "-TOTAL_FORMS", "-INITIAL_FORMS"))
    sent.form[_some(sent, dice, ending)] = dice.choice(COUNTS)


def _number_of_another_row(sent: Sent, dice: Random, pks: list[str]) -> None:
    numbered = [name for name, value in sent.form.items() if str(value).isdigit()]
    if numbered:
        sent.form[dice.choice(numbered)] = dice.choice(pks)


def _rows_of_others(sent: Sent, dice: Random, pks: list[str]) -> None:
    for name in [name for name in sent.form if name.endswith(("-id", "_selected_action"))]:
        sent.form[name] = dice.choice((*pks, *PKS))


def _missing_fields(sent: Sent, dice: Random, pks: list[str]) -> None:
    for name in list(sent.form):
        if dice.random() < 0.4:
            del sent.form[name]


def _many_fields(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.body = b"&".join([sent.bytes(), *[b"f%d=1" % n for n in range(20_001)]])


def _several_values(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.form[_some(sent, dice)] = [dice.choice(pks), "x", dice.choice(NUMBERS)]


def _opened_otherwise(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.form["_opened"] = dice.choice(("", "x", "a\0b", "{}", '{"a":1}', "W10:1:x", "9" * 40))


def _deletes(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.form[_some(sent, dice, "-DELETE")] = "on"
    for name in [name for name in sent.form if name.endswith("-id")]:
        sent.form[name.removesuffix("-id") + "-DELETE"] = "on"


def _buttons(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.form.pop("_save", None)
    button = dice.choice(("_find", "_continue", "_addanother", "_saveasnew", "_popup", "post"))
    sent.form[button] = "1"


def _action(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.form |= {
        "action": dice.choice(("delete_selected", "let_in", "publish", "__class__", "")),
        "select_across": dice.choice(("1", "x", "9")),
        "index": dice.choice(NUMBERS),
    }


def _query(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.address += ("&" if "?" in sent.address else "?") + dice.choice(QUERIES)
    if dice.random() < 0.5:
        sent.method = "GET"


def _pk_in_the_address(sent: Sent, dice: Random, pks: list[str]) -> None:
    parts = sent.address.split("/")
    if numbers := [place for place, part in enumerate(parts) if part.isdigit()]:
        parts[dice.choice(numbers)] = quote(dice.choice((*PKS, *pks)), safe="%")
        sent.address = "/".join(parts)


def _method(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.method = dice.choice(ODD)


def _no_token(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.has_token = False


def _body(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.body = dice.choice(BODIES)


def _content_type(sent: Sent, dice: Random, pks: list[str]) -> None:
    sent.content_type = dice.choice(TYPES)


WAYS: tuple[Callable[[Sent, Random, list[str]], None], ...] = (
    *(_nul, _number, _text, _every_field, _no_management_form, _count_of_forms),
    *(_number_of_another_row, _rows_of_others, _missing_fields, _many_fields, _several_values),
    *(_opened_otherwise, _deletes, _buttons, _action, _query, _pk_in_the_address, _method),
    *(_no_token, _body, _content_type),
)
