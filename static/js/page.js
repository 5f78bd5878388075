// The page of a record: prints it, and copies its permanent address and its citation. Without scripts the
// browser's own menu prints, the link stands for itself, and a text is selected whole with one click.
"use strict";

// A word beside what was copied, read aloud.
const sayCopied = (place, words) => {
  const said = document.createElement("span");
  said.className = "small muted copied";
  said.setAttribute("role", "status");
  place.after(said);
  return () => { said.textContent = words; };
};

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
  button.closest("[hidden]").hidden = false;
}

// No clipboard: plain http on another host.
for (const link of navigator.clipboard ? document.querySelectorAll("[data-copy-link]") : []) {
  const copied = sayCopied(link, link.dataset.copied);
  link.textContent = link.dataset.copyLink;
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await navigator.clipboard.writeText(link.href);
    copied();
  });
}

for (const text of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-small mt-2 no-print";
  button.textContent = text.dataset.copy;
  text.after(button);
  const copied = sayCopied(button, text.dataset.copied);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent.trim());
    copied();
  });
}

// A page may have stood open for days: paper tells the day on which it was printed.
addEventListener("beforeprint", () => {
  const day = new Date().toLocaleDateString(document.documentElement.lang, {
    day: "numeric", month: "long", year: "numeric",
  });
  for (const place of document.querySelectorAll("[data-today]")) place.textContent = day;
});
