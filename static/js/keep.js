// Keeps in the browser what staff typed and did not save, and offers it again: after a lost connection, an ended
// session, a closed tab. Kept by user, address and form, for seven days; nothing of it after signing out.
//
// Forms: those of the admin that are taken once (_once), and any with data-keep="<key>", also ones inserted later.
// What was saved is forgotten: the server says which tokens were taken; of a form that htmx sends, its success does,
// unless the answer says data-failed.
// Never kept: files, passwords, hidden inputs, and whole forms with a password.
"use strict";

(() => {
  const { user, signedOut, posted, taken: takenUrl, ...said } = document.currentScript.dataset;
  const PREFIX = "kept|";
  const DAYS = 7;
  const MOST = 1_000_000;
  const LARGEST = 400_000;
  const ENTRIES = 3;
  const mine = `${Date.now()}-${Math.random()}`;

  // Storage: one item a form, a list of entries {id, at, fields, opened, ids, token}; the oldest go where room ends.
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? [];
    } catch {
      return [];
    }
  };
  const keys = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    } catch {
      return [];
    }
  };
  const write = (key, entries) => {
    try {
      if (entries.length) localStorage.setItem(key, JSON.stringify(entries.slice(-ENTRIES)));
      else localStorage.removeItem(key);
    } catch {
      // No room, or no storage at all: what was typed is still in the page.
    }
  };
  const newest = (key) => Math.max(0, ...read(key).map((entry) => entry.at));
  const prune = () => {
    const limit = Date.now() - DAYS * 86_400_000;
    for (const key of keys()) write(key, read(key).filter((entry) => entry.at > limit));
    let size = 0;
    for (const key of keys().sort((one, other) => newest(other) - newest(one))) {
      size += localStorage.getItem(key).length;
      if (size > MOST) localStorage.removeItem(key);
    }
  };
  const forgetAll = (but = "") => {
    for (const key of keys()) if (!but || !key.startsWith(`${PREFIX}${but}|`)) localStorage.removeItem(key);
  };

  if (signedOut !== undefined) forgetAll();
  document.getElementById("logout-form")?.addEventListener("submit", () => forgetAll());
  if (!user) return;
  // On a shared machine nobody finds what another typed.
  forgetAll(user);
  prune();

  // Forms
  const isOurs = (form) =>
    (form?.dataset.keep !== undefined || form?.elements._once) && !form.querySelector("[type=password]");
  const keyOf = (form) => {
    const meeting = new URLSearchParams(location.search).get("meeting") ?? "";
    return `${PREFIX}${user}|${location.pathname}|${meeting}|${form.dataset.keep ?? ""}`;
  };
  const isTyped = (field) =>
    field.name && !field.matches("[type=hidden], [type=file], [type=submit], button, fieldset, output, [readonly]") &&
    !field.name.includes("__prefix__") && !field.closest(".select2-container");

  // What a form holds, by name: texts, or [value, label] of what is chosen in a list.
  const held = (form) => {
    const values = {};
    for (const field of form.elements) {
      if (!isTyped(field)) continue;
      const list = (values[field.name] ??= []);
      if (field.matches("[type=checkbox], [type=radio]")) {
        if (field.checked) list.push(field.value);
      } else if (field.matches("select")) {
        for (const option of field.selectedOptions) if (option.value) list.push([option.value, option.label]);
      } else if (field.value) list.push(field.value.replaceAll("\r\n", "\n"));
    }
    return values;
  };
  const plain = (list = []) => JSON.stringify(list.map((one) => (Array.isArray(one) ? one[0] : one)));
  // The numbers of the rows below, by the beginning of their names: "delegates-0" → "17", "" where it is new.
  const rowsOf = (form) => {
    const rows = {};
    for (const field of form.querySelectorAll("input[type=hidden][name$='-id']")) {
      if (/-\d+-id$/.test(field.name)) rows[field.name.slice(0, -3)] = field.value;
    }
    return rows;
  };
  const digests = (form) => {
    try {
      return JSON.parse(form.elements._opened?.value || "{}");
    } catch {
      return {};
    }
  };

  const states = new WeakMap();
  let forms = 0;
  const attached = () => [...document.forms].filter((form) => states.has(form));

  const keep = (form, { token } = {}) => {
    const state = states.get(form);
    // Of a fragment that was replaced, the box with the focus is said to have changed when it goes.
    if (!state || !form.isConnected) return;
    const now = held(form);
    const changed = Object.entries(now).filter(
      ([name, list]) => state.carried.has(name) || plain(list) !== plain(state.opened[name]),
    );
    const others = read(state.key).filter((entry) => entry.id !== state.id);
    if (!changed.length) return write(state.key, others);
    const opened = digests(form);
    const entry = {
      id: state.id,
      at: Date.now(),
      fields: Object.fromEntries(changed),
      opened: Object.fromEntries(changed.filter(([name]) => name in opened).map(([name]) => [name, opened[name]])),
      rows: rowsOf(form),
      tokens: [...new Set([...state.tokens, ...(token ? [token] : [])])].slice(-5),
    };
    state.tokens = entry.tokens;
    if (JSON.stringify(entry).length < LARGEST) write(state.key, [...others, entry]);
  };

  const forget = (form) => {
    const state = states.get(form);
    if (!state) return;
    clearTimeout(state.timer);
    state.carried = new Set();
    state.opened = held(form);
    // With what this page kept of it before: all of it was in the form that is saved now.
    write(state.key, read(state.key).filter((entry) => !entry.id.startsWith(mine)));
  };

  // Putting back
  const escaped = (name) => CSS.escape(name);
  const fieldsOf = (form, name) => [...form.querySelectorAll(`[name="${escaped(name)}"]`)].filter(isTyped);
  const addRow = (form, prefix) => {
    const total = form.elements[`${prefix}-TOTAL_FORMS`];
    const before = total?.value;
    document.getElementById(`${prefix}-group`)?.querySelector(".add-row a")?.click();
    return total && total.value !== before ? `${prefix}-${before}` : "";
  };
  const choose = (select, list) => {
    const wanted = list.map(([value]) => value);
    for (const [value, label] of list) {
      if (![...select.options].some((option) => option.value === value)) select.add(new Option(label, value));
    }
    for (const option of select.options) option.selected = wanted.includes(option.value);
    if (!wanted.length && !select.multiple) select.value = "";
  };
  const fill = (form, name, list) => {
    const fields = fieldsOf(form, name);
    for (const field of fields) {
      if (field.matches("[type=checkbox], [type=radio]")) field.checked = list.includes(field.value);
      else if (field.matches("select")) choose(field, list);
      else field.value = list[0] ?? "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return fields[0];
  };
  // Rows are found by what they are, not by where they stood: others may have added some since.
  const rowNames = (form, entry) => {
    const there = Object.entries(rowsOf(form));
    const renamed = {};
    const beginnings = new Set(Object.keys(entry.fields).map((name) => /^(.+-\d+)-[^-]+$/.exec(name)?.[1]));
    for (const beginning of beginnings) {
      if (!beginning || !(beginning in entry.rows)) continue;
      const prefix = beginning.replace(/-\d+$/, "");
      const number = entry.rows[beginning];
      const same = number
        ? there.find(([name, id]) => id === number && name.startsWith(`${prefix}-`))
        : there.find(([name, id]) => !id && name === beginning);
      renamed[beginning] = same ? same[0] : addRow(form, prefix);
    }
    return (name) => {
      const beginning = /^(.+-\d+)-[^-]+$/.exec(name)?.[1];
      if (!(beginning in renamed)) return name;
      return renamed[beginning] ? renamed[beginning] + name.slice(beginning.length) : "";
    };
  };
  const putBack = (form, entry) => {
    const state = states.get(form);
    const nameNow = rowNames(form, entry);
    const opened = digests(form);
    let first;
    for (const [name, list] of Object.entries(entry.fields)) {
      const now = nameNow(name);
      if (!now) continue;
      first ??= fill(form, now, list) ?? undefined;
      if (first?.name !== now) fill(form, now, list);
      state.carried.add(now);
      // Compared with what it was typed over: a newer value of somebody else is not overwritten unasked.
      if (name in entry.opened && now in opened) opened[now] = entry.opened[name];
    }
    if (form.elements._opened) form.elements._opened.value = JSON.stringify(opened);
    write(state.key, read(state.key).filter((one) => one.id !== entry.id));
    keep(form);
    return first;
  };

  // The notice
  const button = (text, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: text });
    made.addEventListener("click", act);
    return made;
  };
  const differs = (form, entry) => {
    const now = held(form);
    return Object.entries(entry.fields).some(([name, list]) => plain(list) !== plain(now[name]));
  };
  const offer = (form) => {
    const state = states.get(form);
    form.querySelector(":scope > .keep-notice")?.remove();
    const entry = read(state.key).filter((one) => one.id !== state.id).sort((one, other) => other.at - one.at)[0];
    if (!entry) return;
    if (!differs(form, entry)) {
      // Sent and refused, it stands in the form and is stored nowhere else; or it was saved some other way.
      write(state.key, read(state.key).filter((one) => one.id !== entry.id));
      if (posted !== undefined || entry.id.startsWith(mine)) {
        for (const name of Object.keys(entry.fields)) state.carried.add(name);
        state.tokens = entry.tokens ?? [];
        keep(form);
      }
      return offer(form);
    }
    const notice = Object.assign(document.createElement("div"), { className: "notice notice-wait keep-notice" });
    const text = Object.assign(document.createElement("p"), { role: "status" });
    text.setAttribute("role", "status");
    const acts = Object.assign(document.createElement("p"), { className: "keep-acts" });
    const close = (words, focused) => {
      if (read(state.key).some((one) => one.id !== state.id && differs(form, one))) return offer(form);
      acts.remove();
      text.textContent = words;
      (focused ?? form.querySelector("input:not([type=hidden]), textarea, select"))?.focus();
    };
    acts.append(
      button(said.back, () => close(said.put, putBack(form, entry))),
      button(said.forget, () => {
        write(state.key, read(state.key).filter((one) => one.id !== entry.id));
        close(said.forgotten);
      }),
    );
    notice.append(text, acts);
    form.prepend(notice);
    const when = new Date(entry.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    // A region that is there already is read out when its words come.
    setTimeout(() => (text.textContent = said.kept.replace("%s", when)), 100);
  };

  // What the server has taken is saved: nothing of it is offered.
  const settle = async () => {
    const sent = keys().flatMap(read).flatMap((entry) => entry.tokens ?? []);
    if (!sent.length || !takenUrl) return;
    try {
      const asked = new URLSearchParams([...new Set(sent)].slice(-50).map((token) => ["token", token]));
      const answer = await fetch(`${takenUrl}?${asked}`, { headers: { Accept: "application/json" } });
      const { taken } = await answer.json();
      const isTaken = (entry) => (entry.tokens ?? []).some((token) => taken.includes(token));
      for (const key of keys()) write(key, read(key).filter((entry) => !isTaken(entry)));
    } catch {
      // No answer: it is offered all the same.
    }
  };
  const settled = settle();

  const attach = async (form) => {
    if (states.has(form) || !isOurs(form)) return;
    states.set(form, {
      key: keyOf(form), id: `${mine}-${(forms += 1)}`, opened: held(form), carried: new Set(), tokens: [],
    });
    await settled;
    if (form.isConnected) offer(form);
  };
  const attachAll = () => [...document.forms].forEach(attach);
  const begin = () => {
    attachAll();
    // What select2 chooses is told to jQuery alone.
    window.django?.jQuery?.(document).on("change", "select.admin-autocomplete", typed);
  };

  const typed = (event) => {
    const state = states.get(event.target.form);
    if (!state) return;
    clearTimeout(state.timer);
    state.timer = setTimeout(keep, 400, event.target.form);
  };
  const keepAll = () => attached().forEach((form) => keep(form));

  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("submit", (event) => keep(event.target, { token: event.target.elements?._once?.value }), true);
  document.addEventListener("keep:saved", (event) => forget(event.target));
  document.addEventListener("htmx:afterRequest", (event) => {
    // The form itself may have been replaced by the answer, and is then no longer where the event is told.
    const from = event.detail.requestConfig?.triggeringEvent?.target ?? event.detail.elt;
    const form = from?.closest?.("form[data-keep]");
    const refused = !event.detail.successful || /\sdata-failed[\s=>]/.test(event.detail.xhr?.responseText ?? "");
    if (form && !refused && event.detail.requestConfig?.verb !== "get") forget(form);
  });
  addEventListener("pagehide", keepAll);
  document.addEventListener("visibilitychange", () => document.hidden && keepAll());
  // Once for all that comes at a time, after it is shown.
  let attaching;
  const attachSoon = () => {
    attaching ??= setTimeout(() => {
      attaching = undefined;
      attachAll();
    }, 30);
  };
  new MutationObserver(() => document.readyState === "complete" && attachSoon())
    .observe(document.body, { childList: true, subtree: true });
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
})();
