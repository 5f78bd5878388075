// The desk: words are chosen in the source and become parts of the record; parts are walked, corrected and
// judged by keys. Every act is one form that htmx sends; the answer replaces what changed by its identifier.
"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const reveal = () => {
  document.documentElement.classList.add("scripted");
  for (const one of $$("[data-show-keys], [data-next-gap], [data-close], [data-list]")) one.hidden = false;
};

// Places in the source. Code points are counted in the text of a line without its labels.
const points = (text) => [...text].length;
const isLabel = (node) => node.parentElement?.closest(".seg-tag, .ln, .desk-edge");
const textNodes = (line) => {
  const walker = document.createTreeWalker($(".source-text", line), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (!isLabel(walker.currentNode)) nodes.push(walker.currentNode);
  return nodes;
};
const lineOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("#desk-source .source-line");

// The code point of the document at a place of the page; null where that is no text of the source.
const placeOf = (node, offset) => {
  const line = lineOf(node);
  if (!line) return null;
  let place = Number(line.dataset.start);
  const range = document.createRange();
  range.setStart(line, 0);
  range.setEnd(node, offset);
  for (const text of textNodes(line)) {
    if (text === node) return place + points(text.data.slice(0, offset));
    if (range.comparePoint(text, 0) > 0) return place;
    place += points(text.data);
  }
  return place;
};

// The node and offset of a code point.
const nodeAt = (place, { end = false } = {}) => {
  const lines = $$("#desk-source .source-line");
  let line = lines[0];
  for (const one of lines) {
    const start = Number(one.dataset.start);
    if (end ? start >= place : start > place) break;
    line = one;
  }
  let left = place - Number(line.dataset.start);
  let last = [$(".source-text", line), 0];
  for (const text of textNodes(line)) {
    const length = points(text.data);
    if (end ? left <= length : left < length) return [text, [...text.data].slice(0, left).join("").length];
    left -= length;
    last = [text, text.data.length];
  }
  return last;
};

const act = () => $("#desk-act");
let chosen = null; // [start, end] of the words chosen
let told = "";
const choose = () => {
  const selection = getSelection();
  if (!selection.rangeCount || !act()) return;
  const range = selection.getRangeAt(0);
  if (!$("#desk-source")?.contains(range.commonAncestorContainer)) return;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null) return;
  chosen = [start, end];
  act().elements.start && (act().elements.start.value = start);
  act().elements.end && (act().elements.end.value = end);
  const label = $(".desk-chosen");
  const words = selection.toString().trim().replace(/\s+/g, " ");
  const text = words ? `${label?.dataset.some}: “${words.slice(0, 40)}${words.length > 40 ? "…" : ""}”` : label?.dataset.empty;
  if (label && text !== told) label.textContent = told = text;
};
document.addEventListener("selectionchange", choose);

const select = (start, end) => {
  const range = document.createRange();
  range.setStart(...nodeAt(start));
  range.setEnd(...nodeAt(end, { end: true }));
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  $("#desk-source").focus({ preventScroll: true });
  choose();
};

// The words chosen, as the document has them.
const wordsChosen = () => {
  const [from, to] = chosen ?? [0, 0];
  const lines = $$("#desk-source .source-line").map((line) => {
    const start = Number(line.dataset.start);
    const text = [...textNodes(line).map((node) => node.data).join("")];
    return start <= to && start + text.length >= from ? text.slice(Math.max(0, from - start), to - start).join("") : null;
  });
  return lines.filter((line) => line !== null).join("\n");
};

let gap; // the words that were chosen because nothing uses them
// The next words that nothing uses: a run, and those that follow it without other words between.
const nextGap = () => {
  const runs = $$("#desk-source .seg-unused");
  if (!runs.length) return false;
  const after = chosen ? chosen[1] : 0;
  let place = runs.findIndex((run) => Number(run.dataset.at) >= after);
  if (place < 0) place = 0;
  const start = Number(runs[place].dataset.at);
  select(start, start + points(runs[place].textContent));
  gap = chosen?.join();
  return true;
};

// The part that is walked to; its words in the source stand out, with edges that can be dragged.
let now = "";
const entries = () => $$(".entry[data-ref]");
const current = () => document.getElementById(now);
const runsOf = (entry) => $$(`#desk-source [data-ref="${CSS.escape(entry.dataset.ref)}"]`);
const mark = (entry) => {
  for (const one of $$(".entry.now, .seg.now")) one.classList.remove("now");
  for (const one of $$(".desk-edge")) one.remove();
  if (!entry) return;
  now = entry.id;
  entry.classList.add("now");
  const runs = runsOf(entry);
  for (const run of runs) run.classList.add("now");
  if (!runs.length || !act()) return;
  for (const [at, run] of [["start", runs[0]], ["end", runs.at(-1)]]) {
    const edge = Object.assign(document.createElement("span"), { className: "desk-edge" });
    edge.dataset.edge = at;
    edge.setAttribute("aria-hidden", "true");
    if (at === "start") run.before(edge);
    else run.after(edge);
  }
};
const go = (entry, { focus = true, scroll = true } = {}) => {
  if (!entry) return;
  mark(entry);
  if (focus) entry.focus({ preventScroll: true });
  entry.scrollIntoView({ block: "nearest" });
  const run = runsOf(entry)[0];
  const pane = $("#desk-source");
  if (scroll && run && pane) {
    const [a, b] = [run.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (a.top < b.top || a.bottom > b.bottom) pane.scrollTop += a.top - b.top - b.height / 3;
  }
};
const isOpen = (entry) => Boolean($(":scope > .entry-acts [data-act=a]", entry));
const stepOpen = (by) => {
  const all = entries();
  const here = all.indexOf(current());
  go(by > 0 ? all.slice(here + 1).find(isOpen) : all.slice(0, Math.max(here, 0)).findLast(isOpen));
};
const step = (by) => {
  const all = entries();
  const here = all.indexOf(current());
  go(all[Math.min(Math.max(here + by, 0), all.length - 1)] ?? all[0]);
};
document.addEventListener("focusin", ({ target }) => {
  const entry = target.closest?.(".entry[data-ref]");
  if (entry && entry.id !== now) mark(entry);
});
// With Shift, all from the statement that was ticked before to this one are ticked, or unticked, alike.
let ticked = "";
const count = () => {
  const number = $$("#desk-entries [name=chosen]:checked").length;
  const told = $("[data-ticked]");
  if (told && told.textContent !== (number ? String(number) : "")) told.textContent = number || "";
};
const tick = (box, all) => {
  const boxes = $$("#desk-entries [name=chosen]");
  const from = boxes.findIndex((one) => one.closest(".entry").id === ticked);
  const to = boxes.indexOf(box);
  if (all && from >= 0) for (const one of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
  ticked = box.closest(".entry").id;
};
document.addEventListener("click", (event) => {
  const { target } = event;
  const judge = $(".desk-judge[open]");
  if (judge && !judge.contains(target)) judge.open = false;
  const run = target.closest("#desk-source [data-ref]");
  if (run?.dataset.ref && getSelection().isCollapsed) {
    const entry = document.getElementById(`entry-${run.dataset.ref}`);
    go(entry, { scroll: false });
  }
  const offer = target.closest(".offer");
  if (offer) {
    const box = $("input", offer.closest(".desk-box"));
    box.value = offer.dataset.name;
    box.focus();
  }
  if (target.closest("[data-close]")) {
    const form = target.closest(".desk-form");
    const entry = form.closest(".entry");
    form.remove();
    entry?.focus();
  }
  const place = target.closest("[data-from]");
  if (place) {
    event.preventDefault();
    select(Number(place.dataset.from), Number(place.dataset.to));
  }
  const leads = target.closest("#desk-checks a[href^='#entry-']");
  if (leads && document.querySelector(leads.hash)) {
    event.preventDefault();
    go(document.querySelector(leads.hash));
  }
  if (target.matches("[name=chosen]")) tick(target, event.shiftKey);
  count();
  if (target.closest("[data-close-checks]")) $("#desk-checks").replaceChildren();
  if (target.closest("[data-list]")) {
    const { text, start } = $("#desk-list").elements;
    text.value = wordsChosen();
    start.value = chosen?.[0] ?? "";
  }
  if (target.closest("[data-show-keys]")) $("#desk-keys").showModal();
  if (target.closest("[data-next-gap]")) nextGap();
});

// Acts go out one after the other, each with what the page held when it was asked for. The same act on the same
// version has the same token, so that a second press does nothing.
const tokens = new Map();
const tokenOf = (key) => {
  if (!tokens.has(key)) tokens.set(key, crypto.randomUUID());
  return tokens.get(key);
};
let last = Promise.resolve();
let work = null; // where work stood when the act that is under way was asked for
const post = (url, data) => {
  const all = entries();
  const rest = all.slice(all.indexOf(current()) + 1).map((entry) => entry.id);
  const judging = Boolean($(".desk-judge[open]"));
  const from = { id: now, rest, do: data.get("do") ?? "", gap: gap && gap === chosen?.join(), judging };
  last = last.then(async () => {
    work = from;
    const values = {};
    for (const name of new Set(data.keys())) values[name] = data.getAll(name);
    await htmx.ajax("POST", url, { source: $("#desk"), values, swap: "none" }).catch(() => {});
    settled();
  });
};
const sendForm = (form, button, more = {}) => {
  const data = new FormData(form);
  if (button) data.set(button.name, button.value);
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  const key = ["do", "start", "end", "to", "act"].map((name) => data.get(name)).join(" ");
  if (data.has("token")) data.set("token", tokenOf(key));
  data.set("_key", key);
  post(form.action, data);
};
const send = (value, more = {}) => {
  if (act() && value) sendForm(act(), { name: "do", value }, more);
};
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (!target.matches("#desk-act, #desk-undo") || !window.htmx) return;
  event.preventDefault();
  if (submitter?.disabled) return;
  sendForm(target, submitter);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.elt.matches(".desk-form")) {
    // A form goes out without the others; what it changed is where work goes on.
    work = null;
    setTimeout(settled, 25);
  }
  const key = detail.requestConfig?.formData?.get?.("_key");
  if (detail.successful) {
    if (key) tokens.delete(key);
    return;
  }
  if (detail.xhr?.status === 422) return;
  const said = $("#desk-said");
  const { offline, refused } = $("#desk").dataset;
  said.textContent = detail.xhr?.status ? `${refused} (${detail.xhr.status})` : offline;
  said.classList.add("desk-failed");
});

// What was answered stands in its place: parts in the order of the source, the focus where work goes on.
const place = () => {
  const list = $("#desk-entries");
  if (!list) return;
  const all = $$(":scope > .entry", list);
  const sorted = all.every((one, n) => !n || Number(all[n - 1].dataset.start) <= Number(one.dataset.start));
  if (sorted) return;
  const order = new Map(all.map((one, n) => [one, n]));
  all.sort((a, b) => Number(a.dataset.start) - Number(b.dataset.start) || order.get(a) - order.get(b));
  let here = list.firstElementChild;
  for (const one of all) {
    if (one === here) here = here.nextElementSibling;
    else list.insertBefore(one, here);
  }
};
// Each piece of an answer becomes the content of what has its identifier, which stays where it is: nothing beside it is
// styled or laid out anew, and it keeps the focus. htmx would replace it, tell of each element in it twice, and look
// through all of it for what it knows; that is a link or two.
const become = (there, piece) => {
  for (const { name } of [...there.attributes]) if (!piece.hasAttribute(name)) there.removeAttribute(name);
  for (const { name, value } of piece.attributes) if (there.getAttribute(name) !== value) there.setAttribute(name, value);
  there.replaceChildren(...piece.childNodes);
  return there;
};
const put = (html) => {
  const held = document.createElement("template");
  held.innerHTML = html;
  for (const piece of [...held.content.children]) {
    const there = document.getElementById(piece.id);
    const goes = piece.getAttribute("hx-swap-oob") === "delete";
    piece.removeAttribute("hx-swap-oob");
    // Else the page is laid out to see whether what had the focus is still there.
    const held = document.activeElement;
    if (there?.contains(held) && (goes || held !== there)) held.blur();
    if (!there && piece.matches(".entry")) $("#desk-entries")?.append(piece);
    const stands = there && !goes ? become(there, piece) : piece;
    if (goes) there?.remove();
    else for (const asks of $$("[hx-get], [hx-post]", stands)) htmx.process(asks);
  }
};
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!/^\s*<p id="desk-said"/.test(detail.serverResponse)) return;
  detail.shouldSwap = false;
  put(detail.serverResponse);
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const form = $(".desk-form", detail.elt);
  if (!form || !detail.elt.matches(".entry-form, .desk-asked")) return;
  reveal();
  const boxes = $$(".desk-boxes :is(input:not([type=hidden], [type=checkbox]), select, textarea)", form);
  const empty = detail.elt.matches(".desk-asked") && boxes.find((box) => box.required && !box.value);
  const wrong = $(".desk-wrong :is(input, select, textarea)", form) ?? (empty || null);
  (wrong ?? $("input:not([type=hidden]), select, textarea", form))?.focus();
});
const settled = () => {
  reveal();
  place();
  count();
  const said = $("#desk-said");
  if (!said || said.dataset.seen) return;
  said.dataset.seen = "yes";
  const asked = $("#desk-asked");
  const { focus } = said.dataset;
  if (!("failed" in said.dataset) && asked) asked.replaceChildren();
  if (asked?.firstElementChild) return;
  // Where several are judged at once, the next several are.
  const judge = work?.judging && $(".desk-judge");
  if (judge) {
    judge.open = true;
    $("summary", judge).focus();
    return;
  }
  // After unused words were marked, those that come next are chosen.
  if (work?.gap && /^mark:(narrative|heading|label|furniture)$/.test(work.do) && !("failed" in said.dataset) && nextGap()) return;
  const there = (id) => id && document.getElementById(id);
  // After a part was judged, the next one to judge is where work goes on.
  const judged = /^(accept|delete|accept-some|reject-some):/.test(work?.do ?? "");
  const rest = work?.rest.map(there).filter(Boolean) ?? [];
  const next = rest.find(isOpen) ?? (judged && entries().find(isOpen)) ?? rest[0];
  go((judged && next) || there(focus) || there(work?.id) || next);
};
document.addEventListener("htmx:load", () => {
  if (now && !$(".entry.now")) mark(current());
});

// Names of people are asked for while they are typed.
let asking;
document.addEventListener("input", ({ target }) => {
  const noun = target.dataset?.noun;
  if (noun !== "person" && noun !== "who") return;
  const list = $(`#names-${noun}`);
  clearTimeout(asking);
  if (target.value.length < 2 || !list) return;
  target.setAttribute("list", list.id);
  asking = setTimeout(async () => {
    const answer = await fetch(`${list.dataset.ask}&q=${encodeURIComponent(target.value)}`);
    if (answer.ok) list.innerHTML = await answer.text();
  }, 120);
});

// Edges: dragged to a word, or moved by keys. A press goes out at once; those while it is under way are one act.
const pressed = []; // what waits, the first of it under way
const nextEdge = async () => {
  await last;
  const { ref, at, by } = pressed[0];
  const { version } = document.getElementById(`entry-${ref}`)?.dataset ?? {};
  if (version && by) send(`edge:${ref}:${version}:${at}:${by}`);
  await last;
  pressed.shift();
  if (pressed.length) nextEdge();
};
const moveEdge = (at, by) => {
  const entry = current();
  if (!entry?.dataset.version) return;
  const { ref } = entry.dataset;
  const waits = pressed.slice(1).find((one) => one.ref === ref && one.at === at);
  if (waits) waits.by += by;
  else pressed.push({ ref, at, by });
  if (pressed.length === 1) nextEdge();
};
document.addEventListener("pointerdown", (event) => {
  const edge = event.target.closest?.(".desk-edge");
  if (!edge) return;
  event.preventDefault();
  edge.setPointerCapture(event.pointerId);
  const entry = current();
  edge.addEventListener("pointerup", (up) => {
    edge.style.pointerEvents = "none";
    const caret = document.caretPositionFromPoint?.(up.clientX, up.clientY);
    const range = caret ? null : document.caretRangeFromPoint?.(up.clientX, up.clientY);
    edge.style.pointerEvents = "";
    const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset];
    const to = node ? placeOf(node, offset) : null;
    if (to !== null) send(`edge:${entry.dataset.ref}:${entry.dataset.version}:${edge.dataset.edge}`, { to });
  }, { once: true });
});

const press = (name) => $(`.entry-acts [data-act=${name}]`, current() ?? document.createElement("p"))?.click();
const about = (word) => {
  const entry = current();
  return entry?.dataset.version ? `${word}:${entry.dataset.ref}:${entry.dataset.version}` : "";
};
// The meeting itself has no version: only its passage is given words.
const wordsFor = () => (now === "desk-meeting" ? `words:${current().dataset.ref}:` : about("words"));
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  J: () => stepOpen(1),
  K: () => stepOpen(-1),
  a: () => press("a"),
  x: () => press("x"),
  e: () => press("e"),
  w: () => $(".entry-missing input", current() ?? document)?.focus(),
  ",": () => moveEdge("start", -1),
  ".": () => moveEdge("start", 1),
  "[": () => moveEdge("end", -1),
  "]": () => moveEdge("end", 1),
  c: () => send(about("split")),
  m: () => send(about("join")),
  t: () => send(wordsFor()),
  T: () => wordsFor() && send(`${wordsFor()}:also`),
  v: () => $("[name=chosen]", current() ?? document.createElement("p"))?.click(),
  V: () => {
    const box = $("[name=chosen]", current() ?? document.createElement("p"));
    if (!box) return;
    box.checked = true;
    tick(box, true);
  },
  b: nextGap,
  z: () => $("#desk-undo button")?.click(),
  "?": () => $("#desk-keys").showModal(),
};
document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const writes = target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");
  if (key === "Escape" && target.closest(".desk-form")) {
    $("[data-close]", target.closest(".desk-form")).click();
    return;
  }
  const judge = $(".desk-judge[open]");
  if (key === "Escape" && judge) {
    judge.open = false;
    $("summary", judge).focus();
    return;
  }
  if (key === "Enter" && target.matches(".entry-missing input")) {
    event.preventDefault();
    $("button", target.parentElement)?.click();
    return;
  }
  if (writes || event.ctrlKey || event.metaKey || $("dialog[open]") || event.defaultPrevented) return;
  if (event.altKey) {
    const way = { ArrowUp: "up", ArrowDown: "down" }[key];
    if (way && about("put")) {
      event.preventDefault();
      send(`${about("put")}:${way}`);
    }
    return;
  }
  if (key === "Enter" && target.matches(".entry")) {
    event.preventDefault();
    press("e");
    return;
  }
  const noun = $(`.desk-bar [data-key="${CSS.escape(key)}"]`);
  const own = KEYS[key];
  if (noun && !getSelection().isCollapsed) {
    event.preventDefault();
    noun.click();
  } else if (own) {
    event.preventDefault();
    own();
  }
});

reveal();
// What stood there when the page came is no answer.
if ($("#desk-said")) $("#desk-said").dataset.seen = "yes";
if (location.hash.startsWith("#entry-")) go(document.querySelector(location.hash));
