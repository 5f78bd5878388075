"""The production web server; gunicorn reads this file from the folder it is started in."""

import gc
import os
import threading
from typing import Any

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
wsgi_app = "portal.wsgi"
# Threads, which slow clients do not hold.
worker_class = "portal.worker.PatientWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
# The words of a citation stand in an address: 800 letters of any script.
limit_request_line = 8190
# Longer than proxies keep an idle connection (nginx and most balancers: 60 seconds). Were it
# shorter, they would now and then send a request into one that just closes, and answer 502.
keepalive = 75
# An answer goes through the loop of the worker, files too.
sendfile = False
# On SIGTERM no new connection is taken, and requests in hand are given this long (seconds).
graceful_timeout = int(os.environ.get("GRACEFUL_TIMEOUT", "30"))
# A worker's heartbeat on a slow disk would look like a hanging worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
# Nobody runs a second program to steer this one.
control_socket_disable = True
accesslog = "-"


def post_worker_init(worker: Any) -> None:
    """What is loaded by now stays: the garbage collector need not go through it again and again.

    Pages of many rows took four times as long whenever it did.
    """
    gc.collect()
    gc.freeze()
    # The first PDF would take twice as long as the next.
    from meetings.formats.paper.pdf import warm

    threading.Thread(target=warm, name="warm", daemon=True).start()
