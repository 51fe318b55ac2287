"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const number = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", {notation: "compact", maximumFractionDigits: 1});
const $ = id => document.getElementById(id);
function el(parent, tag, text, cls) {
  const e = document.createElement(tag);
  if (text !== undefined && text !== null) e.textContent = text;
  if (cls) e.className = cls;
  parent.appendChild(e);
  return e;
}
function bytes(n) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let i = 0;
  while (n >= 1024 && i < units.length - 1) { n /= 1024; i++; }
  return (i ? n.toFixed(1) : n) + " " + units[i];
}
function when(t, step) {
  const iso = new Date(t).toISOString();
  return step >= 86400000 ? iso.slice(0, 10) : iso.slice(0, 10) + " " + iso.slice(11, 16);
}
const LABEL = {"(clean)": "nothing found", "(refused)": "refused", "(unscanned)": "images, files", government_id: "government id"};
const label = c => LABEL[c] || c;
const plural = (n, one, many) => number.format(n) + " " + (n === 1 ? one : many);
function integrity() {
  const box = $("integrity"), seal = data.integrity;
  if (seal.verdict === "key") {
    box.classList.add("unknown");
    el(box, "h2", "The trail could not be checked");
    el(box, "p", "Nothing speaks against it, but its hashes need its key: " + seal.key + ".");
  } else if (seal.verdict === "empty" || seal.verdict === "foreign") {
    box.classList.add("unknown");
    el(box, "h2", seal.verdict === "empty" ? "The trail is empty" : "This is no audit trail");
    el(box, "p", seal.verdict === "empty" ? "There is no record in it." : "No line of the file is a record of a trail.", "soft");
  } else if (seal.intact) {
    el(box, "h2", "The trail is intact");
    el(box, "p", plural(seal.records, "record", "records") + " in " + plural(seal.files, "file", "files") + " checked: each is in its place and unchanged.", "soft");
  } else {
    box.classList.add("broken");
    el(box, "h2", "The trail is NOT intact");
    el(box, "p", "What follows counts only what is there. Records were removed, changed, moved or added:");
    const list = el(box, "ul");
    seal.problems.forEach(p => el(list, "li", p));
  }
  if (seal.notes.length) {
    const list = el(box, "ul", null, "soft");
    seal.notes.forEach(n => el(list, "li", n));
  }
  if (data.unreadable) el(box, "p", number.format(data.unreadable) + " lines could not be read.", "soft");
}

function table(parent, headings, rows, cls) {
  const t = el(parent, "table", null, ("rows " + (cls || "")).trim()), head = el(el(t, "thead"), "tr");
  headings.forEach(([text, c]) => {
    const th = el(head, "th", text, c);
    th.scope = "col";
  });
  const body = el(t, "tbody");
  for (const row of rows) {
    const tr = el(body, "tr");
    for (const [i, cell] of row.entries()) {
      const td = el(tr, "td", cell instanceof Node ? null : cell, headings[i][1]);
      if (cell instanceof Node) {
        td.appendChild(cell);
        td.classList.add("plot");
      } else {
        td.dataset.label = headings[i][0];
        if (cell === "") td.classList.add("empty");
      }
      if (headings[i][0] === "in clear" && cell !== "0" && cell !== "") td.classList.add("exposed");
    }
  }
  return t;
}
function only(rows) { return rows.filter(r => r.name !== "(none)"); }

// What can be scrolled must be reached with the keyboard.
function reach() {
  document.querySelectorAll(".wide").forEach(w => {
    if (w.scrollWidth > w.clientWidth) {
      w.tabIndex = 0;
      w.setAttribute("role", "region");
      w.setAttribute("aria-label", "table " + (1 + [...document.querySelectorAll(".wide")].indexOf(w)));
    } else {
      w.removeAttribute("tabindex");
      w.removeAttribute("role");
      w.removeAttribute("aria-label");
    }
  });
}
function finish() {
  $("footer").textContent = "Made " + when(data.made, 1) + " UTC from the audit trail. This page holds names and counts, no content of any call, and needs no network.";
  reach();
  document.body.dataset.ready = "yes";
}
