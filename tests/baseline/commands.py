"""What the commands say of a register, and every record file that it writes."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

from . import fixed
from .answers import Answer, Request
from .masking import masked_output

CHECKS = ("check_records", "check_index")
#: files that are loaded into an empty register
LOADED = 20


def said(name: str, *args: str) -> tuple[Request, Answer]:
    """What a command says, and whether it failed: its status is 0 or 1."""
    out, status = StringIO(), 0
    try:
        call_command(name, *args, stdout=out, stderr=out)
    except CommandError as error:
        out.write(f"CommandError: {error}")
        status = error.returncode
    folder = str(Path(args[0]).parent) if args else fixed.FOLDER.name
    shown = " ".join([name, *(Path(arg).name for arg in args)])
    return Request(f"command {shown}"), Answer(status, {}, masked_output(out.getvalue(), folder))


def outputs(records: Path) -> Iterator[tuple[Request, Answer]]:
    """The checks, all dumps, and what comes of loading the stored dumps, over and anew."""
    for name in CHECKS:
        yield said(name)
    yield from dumps("dumped")
    yield said("load_records", str(records))
    # As on an empty register: the fixture, then the first files.
    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", "participants", verbosity=0)
    yield said("load_records", *map(str, sorted(records.iterdir())[:LOADED]))
    yield from dumps("loaded")
    for name in CHECKS:
        _, answer = said(name)
        yield Request(f"command {name}, loaded"), answer


def dumps(folder: str) -> Iterator[tuple[Request, Answer]]:
    """Every record file that the register writes, and what the command says."""
    target = Path(fixed.FOLDER.name) / folder
    yield said("dump_records", str(target))
    for path in sorted(target.iterdir()):
        yield Request(f"dump {folder}/{path.name}"), Answer(0, {}, path.read_text(encoding="utf-8"))
