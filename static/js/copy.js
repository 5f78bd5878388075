// Adds a "Copy" button under each [data-copy] text. Without scripts the text can be selected whole
// with one click or tap, so nothing is lost.
"use strict";

for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue; // plain http on another host: no clipboard
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-small mt-2 no-print";
  button.textContent = text.dataset.copy;
  const said = document.createElement("span");
  said.className = "small muted copied";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent.trim());
    said.textContent = text.dataset.copied;
  });
  text.after(button, said);
}
