// The bar at the top of a record: prints the page, and copies its permanent address. Without scripts
// the browser's own menu prints, and the link stands for itself.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
  button.closest("[hidden]").hidden = false;
}

for (const link of document.querySelectorAll("[data-copy-link]")) {
  if (!navigator.clipboard) continue; // plain http on another host: no clipboard
  const said = document.createElement("span");
  said.className = "small muted copied";
  said.setAttribute("role", "status");
  link.textContent = link.dataset.copyLink;
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await navigator.clipboard.writeText(link.href);
    said.textContent = link.dataset.copied;
  });
  link.after(said);
}

// A page may have stood open for days: paper tells the day on which it was printed.
addEventListener("beforeprint", () => {
  const day = new Date().toLocaleDateString(document.documentElement.lang, {
    day: "numeric", month: "long", year: "numeric",
  });
  for (const place of document.querySelectorAll("[data-today]")) place.textContent = day;
});
