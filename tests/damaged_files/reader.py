"""The process that reads damaged files: ``python -m tests.damaged_files.reader``.

Each comes as a line of JSON with its name and size, and its bytes; each is answered with a line.
"""

import json
import re
import sys
import time
from pathlib import Path

from meetings.intake.files import child


def most_memory() -> float:
    """The most megabytes that this program held; ``ru_maxrss`` counts who started it, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Answer until there is no more."""
    child.limit(seconds=None)
    for line in iter(sys.stdin.buffer.readline, b""):
        asked = json.loads(line)
        began = time.process_time()
        answer = child.answer(sys.stdin.buffer.read(asked["size"]), asked["name"])
        text = answer.pop("text", None)
        told = answer | {
            "letters": text if text is None else len(text),
            "controls": text is not None
            and any(sign < " " and sign not in "\n\t" for sign in text),
            # Of work: on a busy machine others take the rest.
            "seconds": time.process_time() - began,
            # Linux counts in KiB, the most that there was since the start.
            "megabytes": most_memory(),
        }
        sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
