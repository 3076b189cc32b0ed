// A refused form is shown again under the page's own address, so that a reload never sends it twice.
"use strict";
(() => {
  const here = document.querySelector("[data-here]");
  if (here) history.replaceState(null, "", here.dataset.here);
})();
