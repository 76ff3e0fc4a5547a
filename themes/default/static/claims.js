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
const archived = "archive" in document.documentElement.dataset; // then pages are files
let loading = null;
let found = [];
let turn = 0;

function table() {
  loading ??= (archived ? told : fetched)(form.dataset.claims).then(prepared).catch((error) => {
    loading = null; // the next try asks again
    throw error;
  });
  return loading;
}

async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

// A file may not fetch another one, but it may run the script beside it.
function told(url) {
  return new Promise((done, failed) => {
    window.handed = (path, value) => done(value);
    const script = element("script", "");
    script.src = url + ".js";
    script.onerror = () => failed(new Error(url));
    document.head.append(script);
  });
}

// All claims in one row, each with its story and its words as they are compared; and who has which id.
function prepared({ kinds, statuses, stories }) {
  const known = { outlet: new Map(), speaker: new Map() };
  const ids = (field, pairs) => pairs.map(([id, name]) => {
    if (!known[field].has(id)) known[field].set(id, { name, folded: folded(name) });
    return id;
  });
  const claims = stories.flatMap(([title, url, own]) => own.map(
    ([id, text, kind, status, word, articles, chains, outlets, speakers]) => ({
      title, url, id, text, kind, status: statuses[status][0], word, articles, chains,
      folded: folded(text), outlet: ids("outlet", outlets), speaker: ids("speaker", speakers),
    }),
  ));
  for (const field of NAMED) offer(field, known[field]);
  return { kinds: new Map(kinds), claims, known };
}

// The names that a field knows, to choose from.
function offer(field, known) {
  const order = new Intl.Collator(document.documentElement.lang);
  const names = new Set([...known.values()].map((each) => each.name));
  form.elements[field].list.replaceChildren(...[...names].sort(order.compare).map((name) => {
    const option = document.createElement("option");
    option.value = name;
    return option;
  }));
}

// Without capitals and accents.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
}

// The ids that are meant by an id, by a whole name, or else by a part of names.
function meant(known, asked) {
  if (known.has(asked)) return [asked];
  const words = folded(asked);
  const fitting = [...known].filter(([, each]) => each.folded.includes(words));
  const exact = fitting.filter(([, each]) => each.folded === words);
  return (exact.length ? exact : fitting).map(([id]) => id);
}

// What is asked for, as functions that a claim must satisfy. `ids` are those that the names in `chosen` mean.
function conditions(chosen, ids) {
  const asked = [];
  for (const field of ["status", "kind"]) {
    const value = chosen.get(field);
    if (value) asked.push((claim) => claim[field] === value);
  }
  for (const field of Object.keys(ids)) {
    const wanted = new Set(ids[field]);
    asked.push((claim) => claim[field].some((id) => wanted.has(id)));
  }
  for (const word of folded(chosen.get("words") ?? "").split(/\s+/).filter(Boolean)) {
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
  made.href = form.dataset.root + url + (archived ? "index.html" : "");
  return made;
}

function row(data, claim) {
  const { title, url, id, text, kind, status, word, articles, chains } = claim;
  const tone = WARM.has(status) ? "challenges" : COOL.has(status) ? "carries" : "plain";
  const head = element("th", "", link(`${url}claims/${id}/`, "claim-text", text), " ", element("span", "claim-story", link(url, "", title)));
  head.scope = "row";
  const number = (value, label) => {
    const cell = element("td", "number", String(value));
    cell.dataset.label = inWords(label, value);
    return cell;
  };
  return element("tr", "", head,
    element("td", "claim-status", element("strong", `status ${tone} ${status}`, word)),
    element("td", "claim-kind", data.kinds.get(kind) ?? kind),
    number(articles, form.dataset.articles), number(chains, form.dataset.chains));
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

// An address with an id outlives a change of the name, so that is what a name becomes where it means only one.
function remember(chosen, ids = {}) {
  const address = new URLSearchParams(chosen);
  for (const field of Object.keys(ids)) if (ids[field].length === 1) address.set(field, ids[field][0]);
  keepInAddress(address);
}

function count(number) {
  return number.toLocaleString(document.documentElement.lang, { numberingSystem: "latn" });
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
  remember(chosen);
  if (!String(chosen)) {
    showNewest();
    return;
  }
  if (!loading) spoken.textContent = form.dataset.loading;
  let data;
  try {
    data = await table();
  } catch {
    spoken.textContent = form.dataset.failed;
    return;
  }
  if (mine !== turn) return; // somebody has asked something else meanwhile
  const fields = NAMED.filter((field) => chosen.has(field));
  const ids = Object.fromEntries(fields.map((field) => [field, meant(data.known[field], chosen.get(field))]));
  remember(chosen, ids);
  const all = conditions(chosen, ids);
  found = data.claims.filter((claim) => all.every((fits) => fits(claim)));
  body.replaceChildren();
  grow(data);
  months.hidden = true;
  const unknown = fields.filter((field) => !ids[field].length).map((field) => filled(form.dataset[field], { name: chosen.get(field) }));
  spoken.textContent = inWords(form.dataset.found, data.claims.length, { shown: count(found.length) }) + unknown.join("");
}

// The fields as the address has them; an id becomes its name, unless others are called the same.
async function recall(wanted) {
  for (const field of form.elements) {
    if (!field.name || !wanted.has(field.name)) continue;
    field.value = wanted.get(field.name);
    if (field.selectedIndex < 0) field.value = "";
  }
  if (!String(asked())) return;
  await show();
  const { known } = await table();
  for (const field of NAMED) {
    const name = known[field].get(form.elements[field].value)?.name;
    if (name && meant(known[field], name).length === 1) form.elements[field].value = name;
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
