
const known = n => n === "(none)" ? "" : n;
function tiles() {
  const rows = data.activities, count = field => new Set(rows.map(r => r[field]).filter(n => n !== "(none)")).size;
  const all = [[rows.length, "ways of using AI"], [count("service"), "services"], [count("vendor"), "vendors"], [count("region"), "regions"], [count("model"), "models"], [data.total.calls, "calls"]];
  for (const [value, name] of all) {
    const tile = el($("tiles"), "div", null, "tile");
    el(tile, "b", number.format(value));
    el(tile, "span", name);
  }
}
function found(row) {
  return row.data.map(d => label(d.class) + " (" + [["in_clear", "in clear"], ["replaced", "replaced"], ["refused", "refused"]].filter(([f]) => d[f]).map(([f, n]) => number.format(d[f]) + " " + n).join(", ") + ")").join("; ");
}
function activities(parent, rows) {
  table(el(parent, "div", null, "wide"), [["caller"], ["for what"], ["with which data"], ["labels"], ["vendor"], ["region"], ["model"], ["API key"], ["users", "n"], ["calls", "n"], ["refused", "n"], ["first (UTC)", "n"], ["last (UTC)", "n"]],
    rows.map(r => [known(r.caller) || known(r.caller_rule) || "not known", [known(r.caller_rule), known(r.operation)].filter(n => n).join(": "), found(r) || "nothing sensitive found", r.labels.join(", "), known(r.vendor) || known(r.host) || "not known", known(r.region) || "not known", known(r.model), known(r.key),
      r.users ? number.format(r.users) : "", number.format(r.calls), number.format(r.refused_calls), when(Date.parse(r.first), 86400000), when(Date.parse(r.last), 86400000)]));
}
function services() {
  const by = new Map();
  for (const r of data.activities) {
    if (!by.has(r.service)) by.set(r.service, []);
    by.get(r.service).push(r);
  }
  if (!by.size) { el(el($("services"), "section", null, "card"), "p", "The trail holds no calls.", "soft"); return; }
  for (const [service, rows] of by) {
    const card = el($("services"), "section", null, "card");
    el(card, "h2", known(service) || "Service not known");
    activities(card, rows.slice(0, 200));
    if (rows.length > 200) el(card, "p", "and " + number.format(rows.length - 200) + " more: --format csv has them", "soft");
  }
  const vendors = new Map(data.activities.filter(r => r.vendor !== "(none)").map(r => [r.vendor, r]));
  if (!vendors.size) return;
  const card = el($("services"), "section", null, "card");
  el(card, "h2", "Recipients");
  table(el(card, "div", null, "wide"), [["vendor"], ["seat"], ["keeps"], ["trains"], ["DPA"]],
    [...vendors].map(([name, r]) => [name, r.vendor_headquarters, r.vendor_retention, r.vendor_training, r.vendor_dpa]));
  el(card, "p", "What is publicly documented of them for customers of their APIs, as of the day named. The command “vendors NAME” tells the sources. What your contracts say is not known here.", "soft");
}
const t = data.total;
$("period").textContent = t.calls ? "Trail “" + data.trail + "”, " + when(t.first, 1) + " to " + when(t.last, 1) + " UTC" : "Trail “" + data.trail + "” holds no calls";
integrity(); tiles(); services();
addEventListener("resize", reach);
finish();
