// Exact arithmetic on decimal digits as text: a weight on the screen is never a binary float.
"use strict";
const Digits = (() => {
  const FORM = /^-?\d+(\.\d+)?$/;

  const scale = (text) => (text.split(".")[1] || "").length;

  // "-1.50" at scale 3 is -1500n
  const whole = (text, at) => {
    if (!FORM.test(text)) throw new RangeError("not decimal digits: " + text);
    const [units, parts = ""] = text.replace("-", "").split(".");
    const size = BigInt(units + parts.padEnd(at, "0"));
    return text.startsWith("-") ? -size : size;
  };

  const text = (number, at) => {
    const size = (number < 0n ? -number : number).toString().padStart(at + 1, "0");
    const units = size.slice(0, size.length - at);
    const parts = at ? "." + size.slice(size.length - at) : "";
    return (number < 0n ? "-" : "") + units + parts;
  };

  const minus = (a, b) => {
    const at = Math.max(scale(a), scale(b));
    return text(whole(a, at) - whole(b, at), at);
  };

  const compare = (a, b) => {
    const at = Math.max(scale(a), scale(b));
    const difference = whole(a, at) - whole(b, at);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  };

  // Where a value stands between two ends, in whole thousandths, kept inside the bar.
  const place = (value, low, high) => {
    const at = Math.max(scale(value), scale(low), scale(high));
    const span = whole(high, at) - whole(low, at);
    if (span <= 0n) return 0;
    const thousandths = ((whole(value, at) - whole(low, at)) * 1000n) / span;
    return Number(thousandths < 0n ? 0n : thousandths > 1000n ? 1000n : thousandths);
  };

  return { minus, compare, place, valid: (value) => typeof value === "string" && FORM.test(value) };
})();
