// A list follows a tick at once: the page is asked for by its form, and its main part put in place
// (htmx). Without scripts the button does the same. htmx comes when somebody reaches for a filter, so
// that who only reads does not load it.
"use strict";

const form = () => document.querySelector("form.filters[data-htmx]");
const status = document.createElement("p");
status.className = "vh";
status.setAttribute("role", "status");
document.body.append(status);

let loading = null; // the promise of htmx
const load = () => {
  loading ??= new Promise((resolve, reject) => {
    const begin = () => {
      const script = document.createElement("script");
      script.src = form().dataset.htmx;
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    };
    // htmx begins with the page, or once all of it is there; in between it would wait for ever.
    if (document.readyState === "complete") begin();
    else addEventListener("load", begin);
  });
  return loading;
};

// What a reader opened or shut stays so, and so do the sheet of narrow screens and the focus; the
// button shuts the sheet and leads to the results.
let kept = null;
let sent = false;
document.addEventListener("submit", ({ target }) => {
  sent = target === form();
});
const keep = () => {
  const folds = [...document.querySelectorAll("[data-fold]")];
  return {
    folds: new Map(folds.map((fold) => [fold.dataset.fold, fold.open])),
    focus: document.activeElement?.id,
    sheet: form().matches(":popover-open"),
    scrolled: form().scrollTop,
  };
};
const restore = ({ folds, focus, sheet, scrolled }) => {
  for (const fold of document.querySelectorAll("[data-fold]")) {
    if (folds.has(fold.dataset.fold)) fold.open = folds.get(fold.dataset.fold);
  }
  if (sent) {
    sent = false;
    document.getElementById("results").focus();
    return;
  }
  if (sheet) form().showPopover();
  form().scrollTop = scrolled;
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
};

for (const reach of ["pointerover", "focusin"]) {
  document.addEventListener(reach, (event) => {
    if (form()?.contains(event.target)) load().catch(() => {});
  });
}

// A name that is being typed is not sought yet: it is chosen from suggestions, or sent with Enter.
document.addEventListener("change", (event) => {
  if (!form()?.contains(event.target) || event.target.dataset.noun) return;
  load().then(() => htmx.trigger(form(), "follow"), () => {});
});

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const chosen = [...detail.formData].filter(([, value]) => String(value).trim());
  for (const name of new Set(detail.formData.keys())) detail.formData.delete(name);
  for (const [name, value] of chosen) detail.formData.append(name, value);
});
document.addEventListener("htmx:beforeSwap", () => {
  kept = keep();
});
document.addEventListener("htmx:afterSwap", () => {
  if (kept) restore(kept);
  kept = null;
  status.textContent = document.querySelector("#results .count")?.textContent ?? "";
  document.dispatchEvent(new Event("list:shown"));
});
// What cannot be put in place is shown as a page of its own.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail }) => location.assign(detail.pathInfo.finalRequestPath));
}
// Back and forward show the page of that address; htmx may not be there yet to see to it.
addEventListener("popstate", ({ state }) => {
  if (state?.htmx) location.reload();
});
