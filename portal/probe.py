"""Asks the web server beside it for /healthz: the health check of the container.

It exits with 0 where the answer is 200, else with 1.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException


def healthy(port: int) -> bool:
    """Whether the server on this port of this machine answers /healthz with 200."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if healthy(int(os.environ.get("PORT", "8000"))) else 1)
