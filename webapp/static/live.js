// Live values: one stream of events for the whole page. What has not been heard of for longer than
// it may be is shown as "no data"; the last value is never held on.
"use strict";
const Live = (() => {
  const STREAM_SILENT_MS = 10000; // two heartbeats and a little
  let source = null;
  let heard = 0;
  let reload = 0;
  const linesHeard = new Map(); // line -> when its last frame came

  const all = (selector) => document.querySelectorAll(selector);
  const set = (root, selector, text) => {
    for (const each of root.querySelectorAll(selector)) each.textContent = text;
  };

  // ---- weights: <div class="readout" data-line="balance-1" data-tare="17.02" ...>
  const weigh = (frame) => {
    linesHeard.set(frame.line, Date.now());
    for (const readout of all(`[data-line="${CSS.escape(frame.line)}"]`)) showWeight(readout, frame);
    document.dispatchEvent(new CustomEvent("firstair:weight", { detail: frame }));
  };

  const showWeight = (readout, frame) => {
    if (frame.refused || !Digits.valid(frame.digits)) return showNothing(readout, frame.refused || "no data");
    const tare = readout.dataset.tare;
    const net = Digits.valid(tare) ? Digits.minus(frame.digits, tare) : frame.digits;
    readout.dataset.live = frame.settled ? "settled" : frame.stable ? "stable" : "moving";
    set(readout, "[data-value]", net);
    set(readout, "[data-unit]", frame.unit);
    set(readout, "[data-gross]", frame.digits);
    set(readout, "[data-settled]", frame.settled ? "settled ✓" : frame.stable ? "settling" : "moving");
    showMark(readout, net);
    if (!frame.settled) set(readout, "[data-taken]", ""); // what was said of the weight before
    else if (!isEmpty(frame)) take(readout, frame);
  };

  // 0.05 g either side of zero: nobody has put anything on yet.
  const isEmpty = (frame) => Digits.compare(frame.digits.replace("-", ""), "0.05") <= 0;

  const showNothing = (readout, why) => {
    readout.dataset.live = "nodata";
    set(readout, "[data-value]", "– –");
    set(readout, "[data-settled]", why);
    for (const mark of readout.querySelectorAll("[data-mark]")) mark.setAttribute("visibility", "hidden");
  };

  const showMark = (readout, net) => {
    const bar = readout.querySelector("[data-from]");
    if (!bar) return;
    const mark = bar.querySelector("[data-mark]");
    mark.setAttribute("x", String(Digits.place(net, bar.dataset.from, bar.dataset.to) - 4));
    mark.setAttribute("visibility", "visible");
  };

  // A settled reading is offered once to data-take-url; the server alone decides what it means.
  const take = async (readout, frame) => {
    const url = readout.dataset.takeUrl;
    if (!url || readout.dataset.offered === String(frame.reading)) return;
    readout.dataset.offered = String(frame.reading);
    document.body.dataset.waiting = "yes"; // for an answer, or for the page it leads to
    const { message, location } = await offer(url, frame.reading);
    set(readout, "[data-taken]", message);
    if (location) window.location.assign(location);
    else delete document.body.dataset.waiting;
  };

  const offer = async (url, reading) => {
    try {
      const reply = await fetch(url, {
        method: "POST",
        credentials: "same-origin",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          "X-CSRFToken": document.body.dataset.csrf,
        },
        body: JSON.stringify({ reading }),
      });
      const { message = "", location = "" } = await reply.json();
      return { message, location };
    } catch {
      return { message: "The weight did not reach the server. Clear the pan and weigh again.", location: "" };
    }
  };

  // ---- room points: <a data-point="buffer-dp" data-state="fine">
  const ICONS = { fine: "fine", noted: "fine", warning: "warning", alarm: "alarm", nodata: "nodata", maintenance: "maintenance" };

  const room = (tile) => {
    for (const each of all(`[data-point="${CSS.escape(tile.code)}"]`)) {
      each.dataset.state = tile.state;
      each.dataset.heard = String(Date.now());
      set(each, "[data-value]", tile.shown);
      set(each, "[data-because]", tile.because);
      set(each, "[data-age]", tile.age);
      for (const pill of each.querySelectorAll(".pill")) showPill(pill, tile.state, tile.word);
    }
    document.dispatchEvent(new CustomEvent("firstair:room", { detail: tile }));
  };

  const place = (summary) => {
    for (const each of all(`[data-place="${CSS.escape(summary.code)}"]`)) {
      each.dataset.state = summary.state;
      const pill = each.querySelector(":scope > .pill, :scope > .wall-head > .pill");
      if (pill) showPill(pill, summary.state, summary.word);
    }
  };

  const showPill = (pill, state, word) => {
    pill.dataset.state = state;
    pill.querySelector("use").setAttribute("href", "#i-" + (ICONS[state] || "nodata"));
    pill.querySelector("[data-word]").textContent = word;
  };

  // ---- the page itself
  const worksheet = (change) => {
    document.dispatchEvent(new CustomEvent("firstair:worksheet", { detail: change }));
    const mine = document.body.dataset.worksheet; // a number, or "any" on a queue
    if (mine && (mine === "any" || mine === String(change.id))) reloadWhenIdle();
  };

  // Nobody loses what they are typing or have just sent: an open dialog, a field in use, a form or a scan under way wait.
  const isBusy = () =>
    document.querySelector("dialog[open], form[data-sent], body[data-waiting], [data-scan='reading']") ||
    document.activeElement.matches("input, textarea, select");

  const reloadWhenIdle = (after = 150) => {
    clearTimeout(reload);
    reload = setTimeout(() => (isBusy() ? reloadWhenIdle(1000) : window.location.reload()), after);
  };

  const session = ({ state }) => {
    if (source) source.close(); // "crowded": a newer page has taken this one's place
    if (state !== "crowded") window.location.reload(); // the server decides: lock page or sign-in
  };

  const watchForSilence = () => {
    const now = Date.now();
    const streamSilent = now - heard > STREAM_SILENT_MS;
    for (const readout of all("[data-line]")) {
      const patience = 1000 * Number(readout.dataset.staleSeconds || "3");
      const silent = now - (linesHeard.get(readout.dataset.line) || 0) > patience;
      if ((silent || streamSilent) && readout.dataset.live !== "nodata") showNothing(readout, "no data");
    }
    if (!streamSilent) return;
    for (const each of all("[data-point][data-state]:not([data-state='nodata'])")) {
      room({ code: each.dataset.point, state: "nodata", word: "No data", shown: "– –", because: "no connection to the server", age: "" });
    }
    for (const each of all("[data-place][data-state]:not([data-state='nodata'])")) {
      place({ code: each.dataset.place, state: "nodata", word: "No data" });
    }
  };

  const open = () => {
    const url = document.body.dataset.liveUrl;
    if (!url) return;
    heard = Date.now();
    source = new EventSource(url);
    const on = (name, act) =>
      source.addEventListener(name, (event) => {
        heard = Date.now();
        act(JSON.parse(event.data));
      });
    on("weight", weigh);
    on("alive", ({ line }) => linesHeard.set(line, Date.now()));
    on("room", room);
    on("place", place);
    on("worksheet", worksheet);
    on("session", session);
    on("beat", () => {});
    setInterval(watchForSilence, 500);
  };

  document.addEventListener("DOMContentLoaded", open);
  return { weigh, room };
})();
