// As somebody types, the order is reckoned anew: a mark beside a field goes once it is right.
"use strict";
(() => {
  document.addEventListener("htmx:afterSwap", () => {
    const reckoned = document.getElementById("reckoned");
    if (!reckoned) return;
    const wrong = new Set(reckoned.dataset.wrong.split(" "));
    for (const field of document.querySelectorAll(".ordering form [aria-invalid]")) {
      if (wrong.has(field.name)) continue;
      const said = document.getElementById(field.getAttribute("aria-describedby"));
      if (said) said.hidden = true;
      field.removeAttribute("aria-invalid");
    }
    for (const notice of document.querySelectorAll(".ordering form > .notice")) notice.hidden = true;
  });
})();
