// Suggests names while something is typed into an [data-suggest] input: a combobox with a list box
// (WAI-ARIA, manual selection). Without scripts the form does all; Enter without a choice sends it.
// What is chosen leads to its page; in a filter (data-noun) it is ticked there.
"use strict";

const ready = new WeakSet();

const tick = (input, { slug, label }) => {
  const known = document.getElementById(`${input.name}-${slug}`);
  if (known) known.checked = true;
  else {
    const line = document.createElement("label");
    line.className = "opt";
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: input.name, value: slug, checked: true });
    box.id = `${input.name}-${slug}`;
    const words = document.createElement("span");
    words.textContent = label;
    line.append(box, words);
    input.closest("fieldset").querySelector(".opt-typed").before(line);
  }
  input.value = "";
  input.form.dispatchEvent(new Event("change", { bubbles: true }));
};

const suggestFor = (input) => {
  ready.add(input);
  const box = input.closest(".suggest-form");
  const follow = ({ url, slug, label }) => {
    if (input.dataset.noun) tick(input, { slug, label });
    else location.assign(url);
  };
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  box.append(list);
  // A search box may not be a combobox; the key of on-screen keyboards stays "search".
  input.type = "text";
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let asked = null; // the request under way
  let timer = 0;
  let active = -1;

  const options = () => [...list.children];
  const choose = (place) => {
    active = place;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options()[place].id);
      options()[place].scrollIntoView({ block: "nearest" });
    }
  };
  const show = (shown) => {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    choose(-1);
  };
  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    show(false);
  };
  const option = ({ noun, label, url, slug }, at) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${at}`;
    item.setAttribute("role", "option");
    Object.assign(item.dataset, { url, slug, label });
    const kind = document.createElement("span");
    kind.className = "muted small";
    kind.textContent = input.dataset.noun ? "" : noun;
    item.append(label, " ", kind);
    return item;
  };
  const asking = (typed) => {
    const { noun } = input.dataset;
    return noun ? { q: typed, noun } : { q: typed };
  };
  const suggest = async () => {
    asked?.abort();
    const request = new AbortController();
    asked = request;
    const typed = input.value.trim();
    if (typed.length < 2) return show(false);
    try {
      const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams(asking(typed))}`, {
        signal: request.signal,
      });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (request !== asked || document.activeElement !== input) return;
      list.replaceChildren(...found.map(option));
      show(found.length > 0);
    } catch (error) {
      if (error.name !== "AbortError") show(false); // offline: the form still works
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" && list.hidden) {
      event.preventDefault();
      suggest();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      // The input itself stands between the last and the first.
      const places = options().length + 1;
      choose((active + 1 + (event.key === "ArrowDown" ? 1 : places - 1)) % places - 1);
    } else if (!list.hidden && event.key === "Enter" && active >= 0) {
      event.preventDefault();
      const { dataset } = options()[active];
      close();
      follow(dataset);
    }
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (!item) return;
    const { dataset } = item;
    close();
    follow(dataset);
  });
};

const suggestAll = () => {
  for (const input of document.querySelectorAll("input[data-suggest]")) {
    if (!ready.has(input)) suggestFor(input);
  }
};

suggestAll();
// A list that follows its filters comes with inputs of its own.
document.addEventListener("list:shown", suggestAll);
