// The pharmacist's pages: the queue follows the work, and a refused form is never sent again by a reload.
"use strict";
(() => {
  const here = document.querySelector("[data-here]");
  if (here) history.replaceState(null, "", here.dataset.here);

  let soon = 0;
  document.addEventListener("firstair:worksheet", () => {
    if (!document.querySelector("[data-reload-on-work]") || document.querySelector("dialog[open]")) return;
    clearTimeout(soon);
    soon = setTimeout(() => window.location.reload(), 300);
  });
})();
