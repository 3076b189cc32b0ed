// Runs before the page is painted: a light or dark choice is kept in this browser only.
"use strict";
(() => {
  const choice = localStorage.getItem("theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
})();
