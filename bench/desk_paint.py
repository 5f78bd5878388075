"""`python -m bench.desk_paint`: from the press of a key at the desk until what it did is painted.

A register of its own with a draft of 200 statements and 90 kB, served as in production, in
Chromium on this machine. `DATABASE_URL` names the server, which gets a database that is dropped
again, or is ``sqlite://``. Measure with nothing else running.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import closing
from typing import Any

from playwright.sync_api import Page, sync_playwright

from .faults import site
from .spread import spread

#: times each act is done; the first of them is not counted
ACTS = 40
PATH = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_MAKE = """
from bench.desk import _record
from participants.models import Participant
print(_record(200)[0].pk)
"""
# Between the press and the paint after the answer has been put in place and focus been set.
_WATCH = """
() => {
  window.bench = { began: 0, took: [], refused: "" };
  addEventListener("keydown", () => { bench.began = performance.now(); }, true);
  new MutationObserver(() => {
    const said = document.querySelector("#desk-said");
    if (!bench.began || !said || said.dataset.seen !== "yes" || said.dataset.bench) return;
    said.dataset.bench = "yes";
    if ("failed" in said.dataset) bench.refused = said.textContent;
    const began = bench.began;
    bench.began = 0;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => bench.took.push(performance.now() - began);
      channel.port2.postMessage("");
    });
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}
"""


def measure(server: str, acts: int = ACTS) -> dict[str, dict[str, float]]:
    """Milliseconds of each act, by its name."""
    with site.register(server) as url:
        pk = site.manage(url, "shell", "-v", "0", "-c", _MAKE).strip()
        with site.served(url, DEBUG="off", **_PUBLIC) as port, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=PATH, args=["--no-sandbox"])
            with closing(browser):
                return _acts(browser.new_page(base_url=f"http://127.0.0.1:{port}"), pk, acts)


#: letters of a statement that is cut in two, and parts that are passed over to find one
_LONG, _FURTHER = 80, 60
# The plain names of static files: no collectstatic before a measurement.
_PUBLIC = {"DJANGO_SETTINGS_MODULE": "bench.settings"}


def _acts(page: Page, pk: str, acts: int) -> dict[str, dict[str, float]]:
    page.goto("/admin/login/")
    page.fill("#id_username", site.USER)
    page.fill("#id_password", site.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/meetings/meeting/{pk}/desk/")
    page.evaluate(_WATCH)
    took = {"accept": spread(_pressed(page, "a", acts)[1:])}
    # Before edges are moved and parts deleted: there are long ones ahead.
    took["cut in two"] = spread(_pressed(page, "c", acts, _choose)[1:])
    for name, keys in (
        ("move an edge", "["),
        ("delete", "x"),
        ("undo", "z"),
    ):
        took[name] = spread(_pressed(page, keys, acts)[1:])
    return took


def _choose(page: Page) -> None:
    """A word in the middle of the statement that has the focus, or of a long one further on."""
    length = "document.querySelector('#desk-source mark.seg.now')?.firstChild.length ?? 0"
    for _time in range(_FURTHER):
        if page.evaluate(length) >= _LONG:
            break
        page.keyboard.press("j")
        page.wait_for_timeout(30)
    page.evaluate(
        """() => {
          const mark = document.querySelector("#desk-source mark.seg.now");
          const text = mark.firstChild, range = document.createRange();
          range.setStart(text, 60); range.setEnd(text, 66);
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }"""
    )
    page.wait_for_timeout(50)


def _pressed(
    page: Page, key: str, times: int, before: Callable[[Page], None] | None = None
) -> list[float]:
    page.evaluate("bench.took = []")
    for done in range(times):
        if key != "z":
            page.keyboard.press("j")
            page.wait_for_timeout(30)
        if before:
            before(page)
        page.keyboard.press(key)
        # Asked now and then, not at every frame: else each is made for the question.
        page.wait_for_function(
            "done => bench.took.length > done", arg=done, timeout=10_000, polling=20
        )
        page.wait_for_timeout(100)
    if refused := page.evaluate("bench.refused"):
        raise RuntimeError(f"{key!r} was refused: {refused}")
    found: list[float] = page.evaluate("bench.took")
    return found


if __name__ == "__main__":
    figures: Any = measure(os.environ.get("DATABASE_URL", "sqlite://"))
    print(json.dumps(figures, indent=1), file=sys.stdout)  # noqa: T201  (it is what this is for)
