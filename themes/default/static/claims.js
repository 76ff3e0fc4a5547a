// The claims index over all claims: the table is fetched when a filter is first used, and 100 rows are shown at a time.
"use strict";

const STEP = 100;
const WARM = new Set(["retracted", "contradicted", "disputed"]);
const COOL = new Set(["single-source", "narrowly-sourced", "corroborated"]);
const NAMED = ["outlet", "speaker"]; // fields that take a name or an id
const form = document.querySelector("[data-claims]");
const body = document.querySelector("[data-claim-table] tbody");
const spoken = document.querySelector("[data-spoken]");
const more = document.querySelector("[data-more]");
const months = document.querySelector("[data-months]");
const first = body ? [...body.children] : []; // what the page shows without a filter
const lead = spoken ? [...spoken.childNodes] : [];
let loading = null;
let found = [];
let turn = 0;

function table() {
  loading ??= fetch(form.dataset.claims).then((answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }).then(prepared).catch((error) => {
    loading = null; // the next try asks again
    throw error;
  });
  return loading;
}

// All claims in one row, each with its story and its words as they are compared; the names of outlets and speakers.
function prepared({ kinds, statuses, stories }) {
  const names = { outlet: new Map(), speaker: new Map() };
  const claims = [];
  for (const [title, url, own] of stories) {
    for (const [id, text, kind, status, word, articles, chains, outlets, speakers] of own) {
      for (const [outlet, name] of outlets) names.outlet.set(outlet, name);
      for (const [speaker, name] of speakers) names.speaker.set(speaker, name);
      const ids = (pairs) => pairs.map((pair) => pair[0]);
      claims.push({
        title, url, id, text, kind, word, articles, chains,
        folded: folded(text), status: statuses[status][0], outlet: ids(outlets), speaker: ids(speakers),
      });
    }
  }
  for (const name of NAMED) offer(name, names[name]);
  return { kinds: new Map(kinds), claims, names };
}

// The names that a field knows, to choose from.
function offer(field, names) {
  const order = new Intl.Collator(document.documentElement.lang);
  const options = [...new Set(names.values())].sort(order.compare).map((name) => {
    const option = document.createElement("option");
    option.value = name;
    return option;
  });
  form.elements[field].list.replaceChildren(...options);
}

// Without capitals and accents.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

// The ids that are meant by an id, by a whole name, or else by a part of names.
function meant(names, asked) {
  if (names.has(asked)) return new Set([asked]);
  const words = folded(asked);
  const fitting = [...names].map(([id, name]) => [id, folded(name)]).filter(([, name]) => name.includes(words));
  const exact = fitting.filter(([, name]) => name === words);
  return new Set((exact.length ? exact : fitting).map(([id]) => id));
}

// What is asked for, as functions that a claim must satisfy, the quickest first.
function conditions(data, chosen) {
  const asked = [];
  for (const name of ["status", "kind"]) {
    const value = chosen.get(name);
    if (value) asked.push((claim) => claim[name] === value);
  }
  for (const name of NAMED) {
    if (!chosen.has(name)) continue;
    const ids = meant(data.names[name], chosen.get(name));
    asked.push((claim) => claim[name].some((id) => ids.has(id)));
  }
  for (const word of folded(chosen.get("words") || "").split(/\s+/).filter(Boolean)) {
    asked.push((claim) => claim.folded.includes(word));
  }
  return asked;
}

function element(name, className, ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

function link(url, className, text) {
  const made = element("a", className, text);
  made.href = form.dataset.root + url;
  return made;
}

function row(data, claim) {
  const { title, url, id, text, kind, status, word, articles, chains } = claim;
  const tone = WARM.has(status) ? "challenges" : COOL.has(status) ? "carries" : "plain";
  const head = element("th", "", link(`${url}claims/${id}/`, "claim-text", text), " ", element("span", "claim-story", link(url, "", title)));
  head.scope = "row";
  const number = (value, label) => {
    const cell = element("td", "number", String(value));
    cell.dataset.label = value === 1 ? label : label + "s";
    return cell;
  };
  return element("tr", "", head,
    element("td", "claim-status", element("strong", `status ${tone} ${status}`, word)),
    element("td", "claim-kind", data.kinds.get(kind) ?? kind),
    number(articles, "article"), number(chains, "chain"));
}

function grow(data) {
  const from = body.rows.length;
  body.append(...found.slice(from, from + STEP).map((claim) => row(data, claim)));
  more.hidden = body.rows.length >= found.length;
  body.dispatchEvent(new CustomEvent("rows", { bubbles: true }));
  return from;
}

function asked() {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim()) chosen.set(name, value.trim());
  return chosen;
}

// An address with an id stays what it is when a name changes, so that is what a name becomes where it means only one.
function remember(chosen, names) {
  const address = new URLSearchParams(chosen);
  for (const name of names ? NAMED : []) {
    const ids = chosen.has(name) ? meant(names[name], chosen.get(name)) : new Set();
    if (ids.size === 1) address.set(name, [...ids][0]);
  }
  history.replaceState(null, "", location.pathname + (String(address) && "?" + address));
}

function count(number) {
  return number.toLocaleString(document.documentElement.lang);
}

function showNewest() {
  body.replaceChildren(...first);
  spoken.replaceChildren(...lead);
  more.hidden = true;
  months.hidden = false;
}

async function show() {
  const mine = ++turn;
  const chosen = asked();
  remember(chosen, null);
  if (!String(chosen)) return showNewest();
  if (!loading) spoken.textContent = "Loading all claims …";
  let data;
  try {
    data = await table();
  } catch {
    spoken.textContent = "The list of all claims could not be loaded; the pages below still work.";
    return;
  }
  if (mine !== turn) return; // somebody has asked something else meanwhile
  remember(chosen, data.names);
  const all = conditions(data, chosen);
  found = data.claims.filter((claim) => all.every((fits) => fits(claim)));
  body.replaceChildren();
  grow(data);
  months.hidden = true;
  const unknown = NAMED.filter((name) => chosen.has(name) && !meant(data.names[name], chosen.get(name)).size);
  spoken.textContent = `${count(found.length)} of ${count(data.claims.length)} claims`
    + unknown.map((name) => `; no ${name} is called “${chosen.get(name)}”`).join("");
}

// Fields as the address has them; an id is shown as the name that it stands for, if it is the only one of that name.
async function recall(wanted) {
  for (const field of form.elements) {
    if (!field.name || !wanted.has(field.name)) continue;
    field.value = wanted.get(field.name);
    if (field.selectedIndex < 0) field.value = "";
  }
  if (!String(asked())) return;
  await show();
  const { names } = await table();
  for (const name of NAMED) {
    const field = form.elements[name];
    const known = names[name].get(field.value);
    if (known && meant(names[name], known).size === 1) field.value = known;
  }
}

if (form && body) {
  form.hidden = false;
  let wait = 0;
  form.addEventListener("focusin", () => table().catch(() => {}), { once: true });
  form.addEventListener("input", (event) => {
    clearTimeout(wait);
    wait = setTimeout(show, event.target.type === "search" ? 150 : 0);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.addEventListener("reset", () => setTimeout(show));
  more.addEventListener("click", async () => {
    const from = grow(await table());
    body.rows[from]?.querySelector("a")?.focus();
  });
  recall(new URLSearchParams(location.search)).catch(() => {});
}
