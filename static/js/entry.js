// Forms of staff: begin with the box that has to be filled or mended first, warn before what was typed is lost,
// go out once, and save before a step of the record is taken.
"use strict";

const { first } = document.currentScript.dataset;
const form = document.currentScript.closest("form");

// What the form holds: an empty row that was only added is no change, nor is what the site itself adds.
const beside = /^(csrfmiddlewaretoken|_opened|_once)$|-TOTAL_FORMS$/;
const held = () =>
  JSON.stringify(
    [...new FormData(form)]
      .map(([name, value]) => [name, value instanceof File ? value.name : value])
      .filter(([name, value]) => value && !beside.test(name)),
  );

let opened;
let sent = false;
// Shown again after an error, or to look at the passages found, the form holds what is stored nowhere.
const unsaved = "unsaved" in document.currentScript.dataset;
const changed = () => opened !== undefined && !sent && (unsaved || held() !== opened);

const begin = (tries = 20) => {
  // Of a form that was refused, what has to be mended first.
  const box = form.querySelector("[aria-invalid=true]") ?? document.getElementById(first);
  // Of a picker, what select2 draws beside it, sooner or later, is what one types into.
  const drawn = box?.nextElementSibling?.querySelector(".select2-selection");
  if (box?.matches(".admin-autocomplete") && !drawn && tries) setTimeout(begin, 50, tries - 1);
  else (drawn ?? box)?.focus();
  box?.scrollIntoView({ block: "center" });
};

const add = (name, value) => {
  const input = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  form.append(input);
};

addEventListener("load", () => {
  opened = held();
  begin();
});
// Back leads to the page as it was left: it can be sent again, and the server knows that it was.
addEventListener("pageshow", (event) => {
  if (event.persisted) sent = false;
});
addEventListener("beforeunload", (event) => {
  if (changed()) event.preventDefault();
});

form.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
  // Where no answer comes, one can try again.
  setTimeout(() => {
    sent = false;
  }, 5000);
});

for (const step of document.querySelectorAll("form[data-step]")) {
  step.addEventListener("submit", (event) => {
    const ask = step.querySelector("[name=ask]");
    if (ask) ask.value = "saved";
    if (!changed()) return;
    event.preventDefault();
    add("_step", step.dataset.step);
    add("_step_why", step.querySelector("[name=why]")?.value ?? "");
    add("_continue", "1");
    form.requestSubmit();
  });
}
