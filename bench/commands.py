"""Several commands of the portal in one process: to start one takes longer than most of them do."""

import json
import sys
from collections.abc import Sequence

_RUN = """
import json, sys
from manage import main
for words in json.loads(sys.argv[1]):
    sys.argv = ["manage.py", *words]
    main()
"""


def in_one_process(commands: Sequence[Sequence[str]]) -> list[str]:
    """The program, to be run in the folder of manage.py, that runs them in turn."""
    return [sys.executable, "-c", _RUN, json.dumps(commands)]
