// Small manners of the page: theme, idle lock, dialogs, keypad, saying yes only once.
"use strict";
(() => {
  const on = (kind, selector, act) =>
    document.addEventListener(kind, (event) => {
      const found = event.target.closest && event.target.closest(selector);
      if (found) act(found, event);
    });

  on("click", "[data-theme-toggle]", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  });

  // ---- dialogs: <button data-opens="id">, <button data-closes>
  on("click", "[data-opens]", (button) => {
    const dialog = document.getElementById(button.dataset.opens);
    dialog.showModal();
    const first = dialog.querySelector("[autofocus]");
    if (first) first.focus();
  });
  on("click", "[data-closes]", (button) => button.closest("dialog").close());
  document.addEventListener("DOMContentLoaded", () => {
    const wrong = document.querySelector("dialog[data-open]");
    if (wrong) wrong.showModal();
  });

  // ---- the keypad of the PIN
  on("click", "[data-key]", (button) => {
    const field = button.closest("form").querySelector("[data-pin]");
    const key = button.dataset.key;
    field.value = key === "back" ? field.value.slice(0, -1) : (field.value + key).slice(0, field.maxLength);
  });

  // ---- a form is sent once, however often it is pressed
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    if (form.method === "post") form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    delete document.body.dataset.waiting;
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // ---- filters answer at once
  on("change", "form[data-at-once] select, form[data-at-once] input[type=date]", (field) => field.form.requestSubmit());

  // ---- idle lock; the server counts for itself, this only shows the lock in time
  const seconds = Number(document.body.dataset.idleSeconds || "0");
  if (!seconds) return;
  let timer = 0;
  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const back = encodeURIComponent(window.location.pathname + window.location.search);
      window.location.assign(document.body.dataset.lockUrl + "?next=" + back);
    }, 1000 * seconds);
  };
  for (const kind of ["keydown", "pointerdown", "firstair:weight", "firstair:scan"]) {
    document.addEventListener(kind, rest, true);
  }
  rest();
})();
