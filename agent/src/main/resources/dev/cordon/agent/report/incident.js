
function tiles() {
  const t = data.total;
  const all = [
    [number.format(t.calls), "calls"], [number.format(t.refused), "calls refused"],
    [number.format(t.exposed), "values sent in clear"], [number.format(t.safe), "values replaced"],
    [short.format(t.inputTokens) + " / " + short.format(t.outputTokens), "model tokens in / out"], [bytes(t.sentBytes), "sent to vendors"],
  ];
  for (const [value, name] of all) {
    const tile = el($("tiles"), "div", null, "tile");
    el(tile, "b", value, name === "values sent in clear" && t.exposed ? "exposed" : "");
    el(tile, "span", name);
  }
}
function contacts() {
  const rows = [];
  for (const v of data.contacts) {
    const name = v.vendor === "(none)" ? "unknown vendor" : v.vendor;
    if (!v.contacts.length) rows.push([name, "", "unknown", "", ""]);
    for (const c of v.contacts) rows.push([name, c.purpose, c.address, c.date, c.source + (c.note ? " (" + c.note + ")" : "")]);
  }
  if (rows.length) table($("contacts"), [["vendor"], ["for"], ["contact"], ["as of"], ["source"]], rows);
  else el($("contacts"), "p", "No vendor was called.", "soft");
}
function outcomes(id, title, rows) {
  if (!rows.length) { if (id === "classes") el($(id), "p", "Nothing sensitive was found in these calls.", "soft"); return; }
  table($(id), [[title], ["calls", "n"], ["in clear", "n"], ["replaced", "n"], ["refused", "n"]],
    [...rows].sort((a, b) => b.in_clear - a.in_clear || b.calls - a.calls).map(r => [label(r.name), ...[r.calls, r.in_clear, r.replaced, r.refused].map(n => number.format(n))]));
}
function names() {
  const titles = {caller: ["Callers", "class and method"], service: ["Services", "service"], vendor: ["Vendors", "vendor"], host: ["Hosts", "host"], region: ["Regions", "region"], model: ["Models", "model"], operation: ["Operations", "operation"], key: ["API keys to revoke", "fingerprint"], user: ["Users", "user"], rule: ["Rules", "key of the policy"]};
  for (const name in titles) {
    const rows = only(data.names[name]);
    if (!rows.length) continue;
    const card = el($("names"), "section", null, "card");
    el(card, "h2", titles[name][0]);
    table(el(card, "div", null, "wide"), [[titles[name][1]], ["calls", "n"], ["refused", "n"], ["replaced", "n"], ["in clear", "n"], ["first (UTC)", "n"], ["last (UTC)", "n"]],
      rows.slice(0, 50).map(r => [r.name, number.format(r.calls), number.format(r.refused), number.format(r.safe), number.format(r.exposed), when(r.first, 1), when(r.last, 1)]));
    if (rows.length > 50) el(card, "p", "and " + number.format(rows.length - 50) + " more: the command's --json has them", "soft");
  }
}
function conversations() {
  const all = [...data.conversations].sort((a, b) => b.in_clear - a.in_clear || b.calls - a.calls), shown = all.slice(0, 500);
  if (!all.length) { el($("conversations"), "p", "No call.", "soft"); return; }
  table($("conversations"), [["identifier"], ["kind"], ["vendor"], ["caller"], ["classes of data"], ["calls", "n"], ["refused", "n"], ["in clear", "n"], ["replaced", "n"], ["first (UTC)", "n"], ["last (UTC)", "n"]],
    shown.map(c => [c.id, c.kind, c.vendor === "(none)" ? "" : c.vendor, c.caller === "(none)" ? "" : c.caller, c.classes.map(label).join(", "), number.format(c.calls), number.format(c.refused_calls), number.format(c.in_clear), number.format(c.replaced), when(Date.parse(c.first), 1), when(Date.parse(c.last), 1)]));
  const more = all.length - shown.length;
  if (more) el($("conversations"), "p", "and " + number.format(more) + " more: the command's --json has them", "soft");
  if (data.calls_of_conversations_not_listed) el($("conversations"), "p", plural(data.calls_of_conversations_not_listed, "further call is", "further calls are") + " counted above and not listed", "soft");
}
const asked = data.selection;
$("period").textContent = "Trail “" + data.trail + "”: " + (["vendor", "host", "key", "user", "caller"].filter(n => asked[n]).map(n => n + " " + asked[n]).join(", ") || "all calls") +
  ", from " + (asked.from ? when(Date.parse(asked.from), 1) : "the beginning") + " to " + (asked.to ? when(Date.parse(asked.to), 1) : "the end") + " (UTC)";
integrity(); tiles(); contacts(); outcomes("classes", "class of data", data.classes); outcomes("types", "type of data", data.types); names(); conversations();
addEventListener("resize", reach);
finish();
