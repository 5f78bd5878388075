// Gives names, for screen readers, to what Django's admin leaves without: the pickers that select2 draws,
// the fields of a table of rows, the search box. They come and go: a row is added, a picker is opened.
// And a bar says that the server is at work, from the press of a button until the next page is there.
"use strict";

const { emptyHead } = document.currentScript.dataset;

const words = (element) => element?.textContent.trim().replace(/[:?]$/, "") ?? "";

// The heading of the column where a field stands in a table of rows, else the label of its line.
const nameOf = (field) => {
  if (field.labels?.length) return words(field.labels[0]);
  const cell = field.closest("td");
  if (cell) return words(cell.closest("table").tHead?.rows[0].cells[cell.cellIndex]);
  return words(field.closest(".form-row")?.querySelector("label, legend"));
};

const nameField = (field) => {
  if (!field.labels?.length && !field.ariaLabel) field.ariaLabel = nameOf(field);
};

const namePicker = (select) => {
  const drawn = select.nextElementSibling?.querySelector(".select2-selection");
  if (!drawn || drawn.ariaLabel) return;
  const chosen = drawn.querySelector(".select2-selection__rendered[role=textbox]");
  drawn.ariaLabel = nameOf(select);
  // What is chosen belongs to the picker; it is no box of its own to write in.
  chosen?.removeAttribute("role");
  chosen?.removeAttribute("aria-readonly");
  if (!chosen) return;
  drawn.id ||= `${select.id}-picker`;
  drawn.setAttribute("aria-labelledby", `${drawn.id} ${chosen.id}`);
};

// Where several are chosen, the button that takes them away stands in the list of them: then it is none.
const mendList = (list) => {
  if (list.querySelector(":scope > :not(li)")) list.setAttribute("role", "none");
};

const nameAll = () => {
  document.querySelectorAll("select.select2-hidden-accessible").forEach(namePicker);
  document.querySelectorAll("ul.select2-selection__rendered:not([role])").forEach(mendList);
  for (const box of document.querySelectorAll(".select2-search__field:not([aria-label])")) {
    const open = document.querySelector(".select2-container--open .select2-selection[aria-label]");
    box.ariaLabel = (box.closest(".select2-selection") ?? open)?.ariaLabel ?? "";
  }
  const fields = ".tabular td :is(input, select, textarea), .form-row .datetime input";
  document.querySelectorAll(fields).forEach(nameField);
  for (const head of document.querySelectorAll(".tabular thead th:empty")) {
    const text = document.createElement("span");
    text.className = "vh";
    text.textContent = emptyHead;
    head.append(text);
  }
  for (const tip of document.querySelectorAll(".help-tooltip[aria-label]")) tip.setAttribute("role", "img");
  const search = document.querySelector("#searchbar");
  if (search) search.ariaLabel = search.form.querySelector("[type=submit]").value;
};

// Once for all that comes at a time, after it is shown.
let naming;
const nameSoon = () => {
  naming ??= setTimeout(() => {
    naming = undefined;
    nameAll();
  }, 30);
};
new MutationObserver(nameSoon).observe(document.body, { childList: true, subtree: true });
nameAll();

const atWork = (is) => document.documentElement.classList.toggle("at-work", is);
// What a script sends by itself was kept from the browser by then, and says so elsewhere.
addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  atWork(true);
  // Where a file is answered, no other page comes.
  setTimeout(atWork, 20_000, false);
});
// Back shows a page as it was left.
addEventListener("pageshow", () => atWork(false));
