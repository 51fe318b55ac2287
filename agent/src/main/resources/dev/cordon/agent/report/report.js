const NS = "http://www.w3.org/2000/svg";
function svg(parent, tag, attributes, text) {
  const e = document.createElementNS(NS, tag);
  for (const k in attributes) e.setAttribute(k, attributes[k]);
  if (text !== undefined) e.textContent = text;
  parent.appendChild(e);
  return e;
}
const ORDER = [...data.classes, "(unscanned)", "(clean)", "(refused)"];
const color = c => "var(--c-" + c.replace(/[()]/g, "") + ", var(--c-unknown))";
const rank = c => { const i = ORDER.indexOf(c); return i < 0 ? ORDER.length : i; };
function tip(target, text) {
  target.addEventListener("mousemove", e => {
    const t = $("tip");
    t.textContent = text;
    t.style.display = "block";
    t.style.left = Math.min(e.clientX + 14, innerWidth - t.offsetWidth - 8) + "px";
    t.style.top = Math.min(e.clientY + 14, innerHeight - t.offsetHeight - 8) + "px";
  });
  target.addEventListener("mouseleave", () => { $("tip").style.display = "none"; });
}

function tiles() {
  const t = data.total;
  const all = [
    [number.format(t.calls), "calls"],
    [number.format(t.withFindings), "calls with sensitive data"],
    [number.format(t.safe), "values replaced"],
    [number.format(t.exposed), "values sent in clear"],
    [number.format(t.refused), "calls refused"],
    [number.format(t.failed), "calls failed"],
    [short.format(t.inputTokens) + " / " + short.format(t.outputTokens), "model tokens in / out"],
    [bytes(t.sentBytes), "sent to vendors"],
    ...(t.cost || t.unpriced ? [[dollars(t.cost), t.unpriced ? "spent, as far as known" : "spent"]] : []),
  ];
  for (const [value, name] of all) {
    const tile = el($("tiles"), "div", null, "tile");
    el(tile, "b", value, name === "values sent in clear" && t.exposed ? "exposed" : "");
    el(tile, "span", name);
  }
}

function timeline() {
  const cells = data.timeline.cells;
  const classes = [...new Set(cells.map(c => c.c))].sort((a, b) => rank(a) - rank(b));
  bars("timeline", "legend", cells, data.timeline.step, classes, {color, label, axis: nice, tick: (W, n) => (W < 600 ? short : number).format(n), value: n => number.format(n), none: "no calls", title: "Calls over time by class of data"});
}
// Stacked bars over time: cells are {t, c, n}, classes the values of c from the bottom up.
const drawn = {};
function bars(id, legend, cells, step, classes, look) {
  const W = Math.max(280, Math.min(1080, $(id).clientWidth || 1080));
  if (drawn[id] === W) return;
  drawn[id] = W;
  $(id).textContent = "";
  $(legend).textContent = "";
  if (!cells.length) { el($(id), "p", "No calls.", "soft"); return; }
  for (const c of classes) {
    const item = el($(legend), "span");
    el(item, "i").style.background = look.color(c);
    item.appendChild(document.createTextNode(look.label(c)));
  }
  const first = cells[0].t, last = cells[cells.length - 1].t;
  const count = Math.round((last - first) / step) + 1;
  const buckets = Array.from({length: count}, () => ({}));
  for (const c of cells) { const b = buckets[Math.round((c.t - first) / step)]; b[c.c] = (b[c.c] || 0) + c.n; }
  const sums = buckets.map(b => Object.values(b).reduce((x, y) => x + y, 0));
  const top = look.axis(Math.max(...sums));
  const H = W < 600 ? 210 : 260, L = W < 600 ? 40 : 56, B = 24, w = Math.min((W - L) / count, 90);
  const s = svg($(id), "svg", {viewBox: "0 0 " + W + " " + H, role: "img", "aria-label": look.title, class: "chart"});
  for (let i = 0; i <= 4; i++) {
    const y = 8 + (H - B - 8) * (1 - i / 4);
    svg(s, "line", {x1: L, x2: W, y1: y, y2: y, stroke: "var(--grid)"});
    svg(s, "text", {x: L - 8, y: y + 4, "text-anchor": "end"}, look.tick(W, top * i / 4));
  }
  const every = Math.max(1, Math.ceil(count / Math.max(2, Math.floor((W - L) / 125))));
  buckets.forEach((b, i) => {
    let y = H - B;
    const g = svg(s, "g", {});
    for (const c of classes) {
      if (!b[c]) continue;
      const h = (H - B - 8) * b[c] / top;
      y -= h;
      svg(g, "rect", {x: L + i * w + Math.min(1, w * 0.1), y: y, width: Math.max(0.6, w - Math.min(2, w * 0.2)), height: Math.max(0.4, h), fill: look.color(c)});
    }
    svg(g, "rect", {x: L + i * w, y: 8, width: w, height: H - B - 8, fill: "transparent"});
    const lines = classes.filter(c => b[c]).map(c => look.label(c) + ": " + look.value(b[c]));
    tip(g, when(first + i * step, step) + "\n" + (lines.join("\n") || look.none));
    if (i % every === 0) svg(s, "text", {x: L + i * w, y: H - 6}, when(first + i * step, step).slice(step >= 86400000 ? 0 : 5));
  });
}
function nice(n) {
  n = Math.max(n, 1);
  const p = Math.pow(10, Math.floor(Math.log10(n)));
  for (const m of [1, 2, 4, 5, 10]) if (n <= m * p && (m * p) % 4 === 0 || n <= m * p && p >= 4) return m * p;
  return Math.ceil(n / 4) * 4;
}

// US dollars: cents of larger sums, more of smaller ones.
function dollars(n) {
  const decimals = n === 0 || n >= 1000 ? 0 : n >= 0.1 ? 2 : 4;
  return "$" + n.toLocaleString("en", {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
}
function niceMoney(n) {
  const p = Math.pow(10, Math.floor(Math.log10(n)));
  return [1, 2, 4, 5, 8, 10].find(m => n <= m * p * 1.0000001) * p;
}
const MONEY_COLORS = ["personal", "payment", "network", "health", "custom", "government_id"], OTHERS = "others";
function spending() {
  const t = data.total;
  if (!t.cost && !t.unpriced) return;
  $("spending").hidden = false;
  $("spent").textContent = dollars(t.cost) + " spent, by the prices that were in force and the tokens that answers told" +
    (t.unpriced ? "; what " + plural(t.unpriced, "call", "calls") + " cost is not known and not in it." : ".");
  spendingBy("model", "model", data.spentByModel);
  spendingBy("caller", "class and method", data.spentByCaller);
}
function spendingBy(name, title, spent) {
  const sums = new Map();
  for (const c of spent.cells) sums.set(c.c, (sums.get(c.c) || 0) + c.n);
  const top = [...sums.keys()].sort((a, b) => sums.get(b) - sums.get(a)).slice(0, MONEY_COLORS.length);
  const cells = spent.cells.map(c => top.includes(c.c) ? c : {t: c.t, c: OTHERS, n: c.n});
  const shown = top.length < sums.size ? [...top, OTHERS] : top;
  const paint = c => c === OTHERS ? "var(--c-clean)" : "var(--c-" + MONEY_COLORS[top.indexOf(c)] + ")";
  const known = c => c === "(none)" ? "not known" : c;
  if (cells.length) bars(name + "Money", name + "Legend", cells, spent.step, shown, {color: paint, label: known, axis: niceMoney, tick: (W, n) => dollars(n), value: dollars, none: "nothing spent", title: "US dollars over time by " + name});
  if ($(name + "Rows").firstChild) return;
  const rows = data.spenders[name], max = Math.max(...rows.map(r => r.cost));
  table($(name + "Rows"), [[title], ["share"], ["spent", "n"], ["calls", "n"], ["of unknown cost", "n"], ["tokens in", "n"], ["tokens out", "n"]],
    rows.slice(0, 12).map(r => [known(r.name), bar(r.cost, max), r.cost || !r.unpriced ? dollars(r.cost) : "not known", number.format(r.calls), number.format(r.unpriced), short.format(r.inputTokens), short.format(r.outputTokens)]))
    .querySelectorAll("th:nth-child(2)").forEach(th => { th.style.width = "26%"; });
}

function bar(value, max) {
  const b = document.createElement("div");
  b.className = "bar";
  b.style.width = (max ? Math.max(1, 100 * value / max) : 0) + "%";
  return b;
}
// How many calls, and the worst that was in each: grey is nothing.
function stack(row, max) {
  const b = document.createElement("div");
  b.className = "stack";
  b.style.width = (max ? Math.max(1, 100 * row.calls / max) : 0) + "%";
  const found = row.classes.reduce((x, y) => x + y, 0), clean = row.calls - row.refused - found;
  const lines = [];
  row.classes.forEach((n, i) => {
    if (!n) return;
    const part = el(b, "i");
    part.style.width = 100 * n / row.calls + "%";
    part.style.background = color(data.classes[i]);
    lines.push(label(data.classes[i]) + ": " + number.format(n));
  });
  if (row.refused) {
    const part = el(b, "i");
    part.style.width = 100 * row.refused / row.calls + "%";
    part.style.background = color("(refused)");
    lines.push("refused: " + number.format(row.refused));
  }
  lines.push("nothing found: " + number.format(clean));
  tip(b, lines.join("\n"));
  return b;
}
const NAMES = [["calls, by the worst in them"], ["calls", "n"], ["refused", "n"], ["replaced", "n"], ["in clear", "n"], ["tokens in", "n"], ["tokens out", "n"], ["sent", "n"]];
function names(parent, title, rows) {
  const max = Math.max(...rows.map(r => r.calls));
  table(parent, [[title], ...NAMES], rows.map(r => [r.name, stack(r, max), number.format(r.calls), number.format(r.refused), number.format(r.safe), number.format(r.exposed),
    short.format(r.inputTokens), short.format(r.outputTokens), bytes(r.sentBytes)]), "names");
}
function dimensions() {
  const titles = {vendor: ["Vendors", "vendor"], service: ["Services", "service"], caller: ["Callers", "class and method"], model: ["Models", "model"], rule: ["Rules that let calls go on", "key of the policy"], host: ["Hosts", "host"], key: ["API keys", "fingerprint"], user: ["Users", "user"]};
  for (const name in titles) {
    const rows = name === "rule" ? only(data.dimensions.rule).filter(r => r.calls > r.refused) : data.dimensions[name];
    if (!only(rows).length) continue;
    const card = el($("dimensions"), "section", null, "card");
    el(card, "h2", titles[name][0]);
    names(el(card, "div", null, "wide"), titles[name][1], rows.slice(0, 12).map(r => r.name === "(none)" ? {...r, name: "not known"} : r));
    const more = (name === "rule" ? rows.length : data.sizes[name]) - Math.min(12, rows.length);
    if (more > 0) el(card, "p", "and " + number.format(more) + " more with fewer calls", "soft");
    if (name === "vendor") facts(card);
  }
}

// What is documented of each vendor, with the day of its source.
function facts(card) {
  if (!data.facts.length) return;
  el(card, "h3", "What is publicly documented of them");
  table(el(card, "div", null, "wide"), [["vendor"], ["seat"], ["passes requests on"], ["trains"], ["keeps"], ["zero retention"], ["DPA"], ["BAA"]],
    data.facts.map(f => [f.name, f.headquarters, f.aggregator, f.training, f.retention, f.zero_retention, f.dpa, f.baa]));
  el(card, "p", "For customers of their APIs, as of the day named. The command “vendors NAME” tells the sources. What your contracts say is not known here.", "soft");
}

function refusals() {
  const rows = only(data.dimensions.rule).filter(r => r.refused);
  if (!rows.length) { el($("refusals"), "p", "No call was refused.", "soft"); return; }
  const max = Math.max(...rows.map(r => r.refused));
  table($("refusals"), [["rule"], ["share"], ["refused", "n"], ["first (UTC)", "n"], ["last (UTC)", "n"]],
    rows.map(r => [r.name, bar(r.refused, max), number.format(r.refused), when(r.first, 1), when(r.last, 1)]))
    .querySelectorAll("th:nth-child(2)").forEach(th => { th.style.width = "34%"; });
}

function flows() {
  const cells = data.flows.cells;
  if (!cells.length) { el($("flows"), "p", "No calls.", "soft"); return; }
  const classes = [...new Set(cells.map(c => c.c))].sort((a, b) => rank(a) - rank(b));
  const rows = new Map();
  for (const c of cells) {
    const key = c.s + "\u0000" + c.v;
    const row = rows.get(key) || {s: c.s, v: c.v === "(none)" ? "unknown vendor" : c.v, exposed: 0, n: 0, by: {}};
    row.by[c.c] = c; row.exposed += c.exposed; row.n += c.n;
    rows.set(key, row);
  }
  const services = new Map();
  for (const r of rows.values()) {
    const sum = services.get(r.s) || {exposed: 0, n: 0};
    sum.exposed += r.exposed; sum.n += r.n;
    services.set(r.s, sum);
  }
  const worst = (a, b) => b.exposed - a.exposed || b.n - a.n;
  const sorted = [...rows.values()].sort((a, b) => a.s === b.s ? worst(a, b) : worst(services.get(a.s), services.get(b.s)) || (a.s < b.s ? -1 : 1));
  const shown = sorted.slice(0, 60), max = Math.max(...cells.map(c => c.n), 1);
  const t = el($("flows"), "table", null, "rows flow"), head = el(el(t, "thead"), "tr");
  el(head, "th", "service").scope = "col"; el(head, "th", "to vendor").scope = "col";
  classes.forEach(c => { el(head, "th", label(c), "cell").scope = "col"; });
  const body = el(t, "tbody");
  let last = null;
  for (const r of shown) {
    const tr = el(body, "tr");
    el(tr, "td", r.s, r.s === last ? "again" : ""); el(tr, "td", r.v).dataset.label = "to vendor";
    last = r.s;
    for (const c of classes) {
      const cell = r.by[c], td = el(tr, "td", cell ? number.format(cell.n) : "", cell ? "cell" : "cell empty");
      td.dataset.label = label(c);
      if (!cell) continue;
      const strength = Math.round(14 + 50 * Math.log(1 + cell.n) / Math.log(1 + max));
      td.style.background = "color-mix(in srgb, " + color(c) + " " + strength + "%, transparent)";
      if (cell.exposed) el(td, "b", number.format(cell.exposed) + " in clear");
    }
  }
  if (sorted.length > shown.length) el($("flows"), "p", "and " + number.format(sorted.length - shown.length) + " more with less", "soft");
}

function regions() {
  if (!data.regions.length) { el($("regions"), "p", "No calls.", "soft"); return; }
  const rows = data.regions.map(r => ({...r, v: r.name.split(" · ")[0], at: r.name.split(" · ")[1] || "(none)"}));
  table($("regions"), [["vendor"], ["region"], ["calls", "n"], ["refused", "n"], ["replaced", "n"], ["in clear", "n"]],
    rows.map(r => [r.v === "(none)" ? "unknown vendor" : r.v, r.at === "(none)" ? "not known" : r.at, number.format(r.calls), number.format(r.refused), number.format(r.safe), number.format(r.exposed)]));
}

function limits() {
  if (!data.policy) return;
  $("limited").hidden = false;
  if (!data.limits.length) { el($("limits"), "p", "The policy has no limit that is counted by time, or nothing was used of any.", "soft"); return; }
  const used = (l, n) => l.money ? dollars(n / 1e6) : number.format(n);
  table($("limits"), [["limit"], ["share"], ["allows"], ["of"], ["used", "n"], ["percent", "n"]],
    data.limits.map(l => [l.name, bar(Math.min(l.percent, 100), 100), l.allow, l.of, used(l, l.used), l.percent + " %"]))
    .querySelectorAll("th:nth-child(2)").forEach(th => { th.style.width = "26%"; });
}

function exceptions() {
  if (!data.policy && !data.exceptions.length) return;
  $("excepted").hidden = false;
  if (!data.exceptions.length) { el($("exceptions"), "p", "None.", "soft"); return; }
  table($("exceptions"), [["exception"], ["state"], ["ends (UTC)"], ["owner"], ["lifts"], ["calls", "n"], ["last (UTC)"]],
    data.exceptions.map(x => [x.name, x.state, x.ends ? when(Date.parse(x.ends), 1) : "", x.owner || "", x.rules || "", number.format(x.calls), x.last ? when(x.last, 1) : ""]));
}

function threats() {
  if (!data.threats.length) { el($("threats"), "p", "None was found.", "soft"); return; }
  table($("threats"), [["threat (origin, action)"], ["found", "n"]],
    data.threats.map(t => [t.name, number.format(t.calls)]));
}

function types() {
  if (!data.types.length) { el($("types"), "p", "Nothing sensitive was found.", "soft"); return; }
  const max = Math.max(...data.types.map(t => t.calls));
  table($("types"), [["type"], ["share"], ["found", "n"], ["replaced", "n"], ["in clear", "n"]],
    data.types.map(t => [t.name, bar(t.calls, max), number.format(t.calls), number.format(t.safe), number.format(t.exposed)]))
    .querySelectorAll("th:nth-child(2)").forEach(th => { th.style.width = "40%"; });
}

function attention() {
  const box = $("attention");
  el(box, "h2", "What deserves a look");
  if (!data.total.calls) { el(box, "p", "The trail holds no calls yet.", "soft"); return; }
  const list = el(box, "ul");
  for (const c of data.classes) {
    const cells = data.flows.cells.filter(x => x.c === c && x.exposed);
    if (!cells.length) continue;
    const item = el(list, "li"), sum = cells.reduce((x, y) => x + y.exposed, 0);
    el(item, "b", plural(sum, "value", "values") + " of class " + label(c) + " left in clear");
    item.appendChild(document.createTextNode(": " + cells.slice(0, 4).map(x => x.s + " to " + (x.v === "(none)" ? "an unknown vendor" : x.v)).join(", ") + (cells.length > 4 ? " and others" : "")));
  }
  data.anomalies.slice(0, 10).forEach(a => el(list, "li", a));
  if (data.anomalies.length) {
    if (data.anomaliesFound > 10) {
      const more = el(box, "details"), rest = el(more, "ul");
      el(more, "summary", "and " + number.format(data.anomaliesFound - 10) + " more callers out of their habit");
      data.anomalies.slice(10).forEach(a => el(rest, "li", a));
      if (data.anomaliesFound > data.anomalies.length) el(rest, "li", "and " + number.format(data.anomaliesFound - data.anomalies.length) + " that are not listed here");
    }
    el(box, "p", "A caller is compared with its own past: a class of data that it sends since " + when(data.since, 86400000) + " and never sent before, and a day with at least twice the calls of its largest day before and far above its mean. Ask its owner what changed.", "soft note");
  }
  if (!list.children.length) { list.remove(); el(box, "p", "Nothing sensitive left in clear, and no caller is out of its habit.", "soft"); }
  const titles = {vendor: "vendor", host: "host", key: "API key", service: "service"}, rows = [];
  for (const name in data.news) {
    for (const r of only(data.news[name])) rows.push([titles[name], r.name, when(r.first, 1), number.format(r.calls), number.format(r.exposed)]);
  }
  el(box, "h3", "New since " + when(data.since, 86400000));
  if (data.total.first >= data.since) el(box, "p", "The trail itself begins then: there is no earlier time to compare with.", "soft");
  else if (rows.length) table(el(box, "div", null, "wide"), [["new"], ["name"], ["first seen (UTC)"], ["calls", "n"], ["in clear", "n"]], rows);
  else el(box, "p", "No new vendor, host, API key or service.", "soft");
}

function openHooks() {
  places("open", "openHooks", "Where calls may have gone unseen", "calls go on", "In these programs a part of a library has another shape than Cordon knows, so that it could not take its place there, or a connection to a vendor was opened by a client that Cordon does not know. Calls there may have reached a vendor unchecked and in clear, and are then in no other number on this page. Use a client and a version of it that Cordon supports.");
  places("flawed", "flawed", "Connections that are not as policy wants them", "the connection is used", "What was agreed on with these servers, or who they are, is not what the policy's rules for connections ask for. Each is told once a process, before anything was sent.");
}
function places(id, field, title, allowed, why) {
  const rows = data[field], answer = {block: "calls to AI vendors refused where they are still seen", allow: allowed, observe: "observed only", deny: "the connection is refused"};
  if (!rows.length) return;
  const box = $(id);
  box.hidden = false;
  el(box, "h2", title);
  el(box, "p", why);
  table(el(box, "div", null, "wide"), [["service"], ["library or vendor"], ["place"], ["what is wrong"], ["policy says"], ["starts", "n"], ["first (UTC)"], ["last (UTC)"]],
    rows.map(h => [h.service === "(none)" ? "not known" : h.service, h.library, h.class + (h.hook ? " (" + h.hook + ")" : ""), h.reason, answer[h.policy] || h.policy, number.format(h.processes), when(h.first, 1), when(h.last, 1)]));
  if (data[field + "More"]) el(box, "p", "and " + number.format(data[field + "More"]) + " more", "soft");
}

function exposureRows(parent, rows) {
  table(parent, [["service"], ["class of data"], ["calls", "n"], ["values replaced", "n"], ["in clear", "n"]],
    rows.map(r => [r.s, label(r.c), number.format(r.n), number.format(r.safe), number.format(r.exposed)]));
}

function exact() {
  const incident = data.incident;
  if (!incident) return;
  const box = $("exact");
  box.hidden = false;
  const until = incident.to > 8e15 ? "the end" : when(incident.to, 1), from = incident.from < -8e15 ? "the beginning" : when(incident.from, 1);
  el(box, "h2", "Incident: what " + incident.vendor + " received from " + from + " to " + until + " (UTC)");
  const t = incident.total;
  if (!t.calls) { el(box, "p", "Nothing: no call went there in that time.", "soft"); return; }
  const p = el(box, "p", plural(t.calls, "call", "calls") + " between " + when(t.first, 1) + " and " + when(t.last, 1) + ", " + bytes(t.sentBytes) + " sent; " + plural(t.safe, "value", "values") + " replaced, ");
  el(p, "span", plural(t.exposed, "value", "values") + " in clear", t.exposed ? "exposed" : "");
  p.appendChild(document.createTextNode("."));
  exposureRows(el(box, "div", null, "wide"), [...incident.rows.cells].sort((a, b) => b.exposed - a.exposed || rank(a.c) - rank(b.c) || b.n - a.n));
  const titles = {caller: "class and method", model: "model", host: "host", key: "API key to revoke (fingerprint)", user: "user"};
  for (const name in titles) {
    const rows = only(incident.dimensions[name]);
    if (rows.length) names(el(box, "div", null, "wide"), titles[name], rows.slice(0, 12));
  }
}

function incident() {
  const cells = data.incidents.cells, step = data.incidents.step;
  const vendors = [...new Set(cells.map(c => c.v))].sort();
  if (!vendors.length) { $("incident").querySelector(".controls").remove(); el($("exposure"), "p", "No call that left held sensitive data.", "soft"); return; }
  vendors.forEach(v => { el($("vendor"), "option", v === "(none)" ? "unknown vendor" : v).value = v; });
  const exposed = v => cells.reduce((sum, c) => sum + (c.v === v ? c.exposed : 0), 0);
  $("vendor").value = vendors.reduce((worst, v) => exposed(v) > exposed(worst) ? v : worst);
  const unit = step >= 604800000 ? "weeks" : step >= 86400000 ? "days" : step >= 3600000 ? "hours" : "minutes";
  $("resolution").append("Counted in whole " + unit + ". To the record, with callers, keys and users: ");
  el($("resolution"), "code", "report --vendor NAME --from TIME --to TIME");
  const local = t => new Date(t).toISOString().slice(0, 16);
  $("from").value = local(cells[0].t);
  $("to").value = local(cells[cells.length - 1].t + step);
  const draw = () => {
    const from = Date.parse($("from").value + "Z"), to = Date.parse($("to").value + "Z");
    const sums = new Map();
    for (const c of cells) {
      if (c.v !== $("vendor").value || c.t + step <= from || c.t >= to) continue;
      const k = c.s + "\u0000" + c.c;
      const sum = sums.get(k) || {s: c.s, c: c.c, n: 0, safe: 0, exposed: 0};
      sum.n += c.n; sum.safe += c.safe; sum.exposed += c.exposed;
      sums.set(k, sum);
    }
    $("exposure").textContent = "";
    const rows = [...sums.values()].sort((a, b) => b.exposed - a.exposed || rank(a.c) - rank(b.c) || b.n - a.n);
    if (!rows.length) { el($("exposure"), "p", "No sensitive data was found in calls to this vendor in that time.", "soft"); return; }
    exposureRows($("exposure"), rows);
  };
  for (const id of ["vendor", "from", "to"]) $(id).addEventListener("input", draw);
  draw();
}

const t = data.total;
$("period").textContent = t.calls ? "Trail “" + data.trail + "”, " + when(t.first, 1) + " to " + when(t.last, 1) + " UTC" : "Trail “" + data.trail + "” holds no calls";
integrity(); tiles(); attention(); openHooks(); exact(); timeline(); spending(); addEventListener("resize", () => { timeline(); spending(); reach(); }); regions(); limits(); exceptions(); flows(); refusals(); dimensions(); types(); threats(); incident();
finish();
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));
