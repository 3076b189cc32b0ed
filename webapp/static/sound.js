// Two sounds that cannot be mistaken for each other; off until a person turns them on.
"use strict";
const Sound = (() => {
  let context = null;
  const wanted = () => localStorage.getItem("sound") === "on";

  const tone = (hertz, start, seconds) => {
    const voice = context.createOscillator();
    const volume = context.createGain();
    voice.frequency.value = hertz;
    volume.gain.value = 0.2;
    voice.connect(volume).connect(context.destination);
    voice.start(context.currentTime + start);
    voice.stop(context.currentTime + start + seconds);
  };

  const play = (...tones) => {
    if (!wanted()) return;
    context = context || new AudioContext();
    if (context.state === "suspended") context.resume();
    for (const each of tones) tone(...each);
  };

  const show = () => {
    for (const each of document.querySelectorAll("[data-sound-toggle]")) {
      each.textContent = wanted() ? "Sound is on" : "Sound is off";
      each.setAttribute("aria-pressed", String(wanted()));
    }
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-sound-toggle]")) return;
    localStorage.setItem("sound", wanted() ? "off" : "on");
    show();
    ok();
  });
  document.addEventListener("DOMContentLoaded", show);

  const ok = () => play([880, 0, 0.09]);
  const stop = () => play([220, 0, 0.25], [165, 0.3, 0.35]);
  return { ok, stop };
})();
