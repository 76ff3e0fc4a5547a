// The claims index over all claims: the table is fetched when a filter is first used, and 100 rows are shown at a time.
"use strict";

const STEP = 100;
const WARM = new Set(["retracted", "contradicted", "disputed"]);
const COOL = new Set(["single-source", "narrowly-sourced", "corroborated"]);
const form = document.querySelector("[data-claims]");
const body = document.querySelector("[data-claim-table] tbody");
const spoken = document.querySelector("[data-spoken]");
const more = document.querySelector("[data-more]");
const pager = document.querySelector("[data-pager]");
const first = body ? [...body.children] : [];
let loading = null;
let found = [];
let turn = 0;

function table() {
  loading ??= fetch(form.dataset.claims).then((answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }).catch((error) => {
    loading = null; // the next try asks again
    throw error;
  });
  return loading;
}

// What is asked for, as numbers into the table's lists; -1 for a value that it does not know.
function question(data, chosen) {
  const place = (list, id) => (id ? list.findIndex((each) => each[0] === id) : null);
  return {
    status: place(data.statuses, chosen.get("status")),
    kind: place(data.kinds, chosen.get("kind")),
    outlet: place(data.outlets, chosen.get("outlet")),
    speaker: place(data.speakers, chosen.get("speaker")),
    words: (chosen.get("words") || "").toLocaleLowerCase().split(/\s+/).filter(Boolean),
  };
}

function fits(claim, asked) {
  return (asked.status === null || claim[4] === asked.status)
    && (asked.kind === null || claim[3] === asked.kind)
    && (asked.outlet === null || claim[8].includes(asked.outlet))
    && (asked.speaker === null || claim[9].includes(asked.speaker))
    && (!asked.words.length || asked.words.every((word) => claim[2].toLocaleLowerCase().includes(word)));
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
  const [story, id, text, kind, status, word, articles, chains] = claim;
  const [title, url] = data.stories[story];
  const term = data.statuses[status]?.[0] ?? "";
  const tone = WARM.has(term) ? "challenges" : COOL.has(term) ? "carries" : "plain";
  const head = element("th", "", link(`${url}claims/${id}/`, "claim-text", text), " ", element("span", "claim-story", link(url, "", title)));
  head.scope = "row";
  const number = (value, label) => {
    const cell = element("td", "number", String(value));
    cell.dataset.label = value === 1 ? label : label + "s";
    return cell;
  };
  return element("tr", "", head,
    element("td", "claim-status", element("strong", `status ${tone} ${term}`, word)),
    element("td", "claim-kind", data.kinds[kind]?.[1] ?? ""),
    number(articles, "article"), number(chains, "chain"));
}

function grow(data) {
  const from = body.rows.length;
  body.append(...found.slice(from, from + STEP).map((claim) => row(data, claim)));
  more.hidden = body.rows.length >= found.length;
  body.dispatchEvent(new CustomEvent("rows", { bubbles: true }));
  return from;
}

async function show() {
  const mine = ++turn;
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim()) chosen.set(name, value.trim());
  history.replaceState(null, "", location.pathname + (String(chosen) && "?" + chosen));
  if (!String(chosen)) {
    body.replaceChildren(...first);
    more.hidden = true;
    if (pager) pager.hidden = false;
    spoken.textContent = "";
    return;
  }
  spoken.textContent = loading ? spoken.textContent : "Loading all claims …";
  let data;
  try {
    data = await table();
  } catch {
    spoken.textContent = "The list of all claims could not be loaded; the pages below still work.";
    return;
  }
  if (mine !== turn) return; // somebody has asked something else meanwhile
  const asked = question(data, chosen);
  found = data.claims.filter((claim) => fits(claim, asked));
  body.replaceChildren();
  grow(data);
  if (pager) pager.hidden = true;
  spoken.textContent = `${found.length.toLocaleString(document.documentElement.lang)} of ${data.claims.length.toLocaleString(document.documentElement.lang)} claims`;
}

if (form && body) {
  const wanted = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (!field.name || !wanted.has(field.name)) continue;
    field.value = wanted.get(field.name);
    if (field.selectedIndex < 0) field.value = "";
  }
  form.hidden = false;
  let wait = 0;
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
  if ([...wanted.keys()].some((name) => form.elements[name])) show();
}
