// Says every 45 seconds, while the page is in view, that it is open, and shows who else has the record open.
"use strict";

(() => {
  const place = document.querySelector("[data-presence]");
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (!place || !token) return;
  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.presence, { method: "POST", headers: { "X-CSRFToken": token } });
      if (!answer.ok || answer.redirected) return;
      const shown = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      // Read out only when somebody came or went.
      if (shown.textContent.trim() !== place.textContent.trim()) place.replaceChildren(...shown.childNodes);
    } catch {
      // No connection: what is shown stays.
    }
  };
  setInterval(ask, 45_000);
  document.addEventListener("visibilitychange", ask);
})();
