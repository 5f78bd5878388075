"""What differs between two runs of one version: tokens, nonces and hashed names are masked."""

import re

MASK = "•"

_TOKEN = re.compile(r"<input\b[^>]*\bname=.(?:csrfmiddlewaretoken|_once|word)\b[^>]*>")
_VALUE = re.compile(r"""\bvalue=("[^"]*"|'[^']*')""")
_NONCE = re.compile(r"""\bnonce=("[^"]*"|'[^']*')""")
_HASHED = re.compile(r"(/static/[^\s\"'<>]*?)\.[0-9a-f]{12}(\.[a-z0-9]+)\b")
#: how long a command worked, and times of day
_SECONDS = re.compile(r"\b\d+(?:\.\d+)? ?(?:s|ms|seconds)\b")


def masked_page(text: str) -> str:
    """A page without form tokens, nonces and digests in names of static files."""
    text = _TOKEN.sub(lambda found: _VALUE.sub(f'value="{MASK}"', found[0]), text)
    text = _NONCE.sub(f'nonce="{MASK}"', text)
    return _HASHED.sub(rf"\1.{MASK}\2", text)


def ordered_policy(policy: str) -> str:
    """A Content-Security-Policy with its parts and their words in order, as their order says
    nothing and is another in each process."""
    parts = (part.split() for part in policy.split(";"))
    return "; ".join(sorted(" ".join([part[0], *sorted(part[1:])]) for part in parts if part))


def masked_output(text: str, folder: str) -> str:
    """What a command said, without the time that it took and the folder that it was given."""
    return _SECONDS.sub(f"{MASK} s", text.replace(folder, MASK))
