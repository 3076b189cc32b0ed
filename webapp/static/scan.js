// The scan bus of the page. A scan is never typed into a field: it is posted to data-scan-url.
//
// A scanner is a keyboard. Best it sends STX (arrives as Ctrl+B) before a code and Enter after it,
// and GS as Ctrl+]; without the prefix, six or more keys less than 50 ms apart and an Enter count
// as a scan too. What such a burst has already written into a field is taken out again.
"use strict";
(() => {
  const FAST_MS = 50;
  const SHORTEST = 6;
  const LONGEST = 4096;
  const PREFIX_PATIENCE_MS = 500;
  const CONTROL = { "]": "\x1d", "\\": "\x1c", "^": "\x1e", _: "\x1f" };
  const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Dead"]);

  let burst = ""; // keys that came fast one after the other
  let burstField = null; // the field they went into, and what it held before
  let last = 0;
  let framed = null; // text since the prefix, or null
  let framedTimer = 0;
  const line = []; // scans waiting to be posted
  let posting = false;
  let leaving = false;

  const url = () => document.body.dataset.scanUrl;
  const isField = (node) => node && node.matches && node.matches("input, textarea, [contenteditable]");

  const show = (state, word) => {
    for (const each of document.querySelectorAll("[data-scan-ready]")) {
      each.dataset.scan = state;
      each.querySelector("[data-word]").textContent = word;
    }
  };

  const remember = (field) =>
    isField(field) && "value" in field
      ? { field, value: field.value, start: field.selectionStart, end: field.selectionEnd }
      : null;

  const putBack = () => {
    if (!burstField) return;
    burstField.field.value = burstField.value;
    try {
      burstField.field.setSelectionRange(burstField.start, burstField.end);
    } catch {
      // number and date fields have no selection
    }
    burstField.field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const forget = () => {
    burst = "";
    burstField = null;
  };

  const swallow = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const finishFrame = () => {
    clearTimeout(framedTimer);
    const text = framed;
    framed = null;
    if (text) queue(text);
    else show("ready", "Ready to scan");
  };

  const inFrame = (event) => {
    swallow(event);
    if (MODIFIERS.has(event.key)) return;
    clearTimeout(framedTimer);
    if (event.key === "Enter") return finishFrame();
    framedTimer = setTimeout(finishFrame, PREFIX_PATIENCE_MS);
    if (framed.length >= LONGEST) return;
    if (event.ctrlKey) framed += CONTROL[event.key] || "";
    else if (event.key === "Tab") framed += "\t";
    else if (event.key.length === 1) framed += event.key;
  };

  const outOfFrame = (event) => {
    const fast = event.timeStamp - last < FAST_MS;
    if (event.key === "Enter") {
      const scanned = fast && burst.length >= SHORTEST;
      if (scanned) {
        swallow(event);
        putBack();
        queue(burst);
      } else if (!isField(document.activeElement)) pedal(event);
      return forget();
    }
    const key = event.ctrlKey ? CONTROL[event.key] : event.key.length === 1 ? event.key : "";
    if (!key || event.altKey || event.metaKey) return forget();
    if (event.ctrlKey) swallow(event);
    if (!fast || !burst) {
      burst = "";
      burstField = remember(document.activeElement);
    }
    if (burst.length < LONGEST) burst += key;
    last = event.timeStamp;
  };

  // A foot pedal is a keyboard with one key: Enter presses the button that the page marks for it.
  const pedal = (event) => {
    const button = document.querySelector("[data-pedal]:not(:disabled)");
    if (!button || event.repeat || document.activeElement !== document.body) return;
    swallow(event);
    button.click();
  };

  const listen = (event) => {
    if (!url() || event.isComposing) return;
    if (framed !== null) return inFrame(event);
    if (event.ctrlKey && event.key.toLowerCase() === "b") {
      swallow(event);
      framed = "";
      framedTimer = setTimeout(finishFrame, PREFIX_PATIENCE_MS);
      return show("reading", "Reading");
    }
    if (!MODIFIERS.has(event.key)) outOfFrame(event);
  };

  const queue = (text) => {
    if (line.length < 5) line.push(text);
    if (!posting) postNext();
  };

  const postNext = async () => {
    const text = line.shift();
    if (text === undefined) return show("ready", "Ready to scan");
    posting = true;
    document.body.dataset.waiting = "yes"; // for an answer, or for the page it leads to
    show("busy", "Scanned");
    try {
      await answer(await send(text));
    } catch {
      say("stop", "The scan did not reach the server. Nothing was recorded. Scan again.");
    }
    posting = false;
    if (!leaving) delete document.body.dataset.waiting;
    if (line.length) postNext();
  };

  const send = async (text) => {
    const reply = await fetch(url(), {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": document.body.dataset.csrf,
      },
      body: JSON.stringify({ scan: text }),
    });
    return reply.json();
  };

  const answer = async ({ outcome = "stop", message = "", location = "" }) => {
    say(outcome, message);
    document.dispatchEvent(new CustomEvent("firstair:scan", { detail: { outcome, message } }));
    if (location) {
      leaving = true;
      window.location.assign(location);
    }
  };

  const say = (outcome, message) => {
    const wrong = outcome === "stop";
    if (outcome !== "ignored") wrong ? Sound.stop() : Sound.ok();
    show(wrong ? "stop" : "ready", wrong ? "Not accepted" : "Ready to scan");
    for (const each of document.querySelectorAll("[data-scan-said]")) {
      each.textContent = message;
      each.dataset.state = wrong ? "alarm" : "fine";
    }
  };

  window.addEventListener("keydown", listen, true);
})();
