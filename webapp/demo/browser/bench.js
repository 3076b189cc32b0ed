// The demo's panel at the foot of the page: hands for the simulated balance, a scanner that types.
"use strict";
(() => {
  const KEYS = { "\x1d": "]" };
  let room = null; // the space kept free below the page
  let holder = null;

  const post = (address, body) =>
    fetch(address, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": document.body.dataset.csrf,
      },
      body: JSON.stringify(body),
    });

  // A scan goes the way of a real scanner: key by key, prefix first, Enter last.
  const press = (key, ctrlKey = false) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));

  const scan = (text) => {
    press("b", true);
    for (const sign of text) sign in KEYS ? press(KEYS[sign], true) : press(sign);
    press("Enter");
  };

  const find = (selector) => holder.querySelector(selector);

  const put = async (grams) => {
    await post("/demo/pan", { grams: String(grams) });
    await show();
  };

  const breakIt = async (name) => {
    await post("/demo/fault", { name });
    await show();
  };

  const act = (button) => {
    const { demoScan, demoGrams } = button.dataset;
    if (demoScan) scan(demoScan);
    else if (demoGrams) put(demoGrams);
    else if ("demoAmountPut" in button.dataset) put(find("[data-demo-amount]").value);
    else if ("demoOtherScan" in button.dataset) scan(find("[data-demo-other]").value);
    else if ("demoBreak" in button.dataset) breakIt(find("[data-demo-fault]").value);
    else if ("demoMend" in button.dataset) breakIt("");
    else return;
    button.blur();
  };

  const keepRoom = () => {
    const open = find("details").open;
    localStorage.setItem("demo-bench", open ? "open" : "");
    room.toggleAttribute("data-open", open);
  };

  const show = async () => {
    const number = document.body.dataset.worksheet;
    const reply = await fetch("/demo/panel" + (number ? `?worksheet=${number}` : ""), { credentials: "same-origin" });
    if (!reply.ok) return;
    const chosen = [...holder.querySelectorAll("select")].map((each) => each.selectedIndex);
    holder.innerHTML = await reply.text();
    holder.querySelectorAll("select").forEach((each, at) => {
      if (chosen[at] > 0) each.selectedIndex = chosen[at];
    });
    find("details").open = localStorage.getItem("demo-bench") === "open";
    find("details").addEventListener("toggle", keepRoom);
    keepRoom();
  };

  document.addEventListener("DOMContentLoaded", () => {
    room = document.createElement("div");
    room.className = "demo-below";
    holder = document.createElement("div");
    document.body.append(room, holder);
    holder.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) act(button);
    });
    for (const news of ["firstair:scan", "firstair:worksheet"]) document.addEventListener(news, () => setTimeout(show, 200));
    show();
  });
})();
