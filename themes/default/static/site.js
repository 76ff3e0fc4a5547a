// Enhances what already works: opens what a link points into, copies links, pairs marks with notes.
"use strict";

// `%(name)s` in a text stands for a value.
function filled(text, values) {
  return text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}

// The form for a number, of all that a page has: "one:%(num)s claim|other:%(num)s claims".
function inWords(forms, number, values) {
  const language = document.documentElement.lang;
  const known = Object.fromEntries(forms.split("|").map((each) => each.split(/:(.*)/s)));
  const form = known[new Intl.PluralRules(language).select(number)] ?? known.other;
  return filled(form, { num: number.toLocaleString(language, { numberingSystem: "latn" }), ...values });
}

// A permalink opens the row or the folded part that it leads to, and shows every stretch of a mention.
function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  for (const mark of document.querySelectorAll(".aimed")) mark.classList.remove("aimed");
  if (!target) return;
  for (const mark of document.querySelectorAll(`[data-mentions~="${CSS.escape(id)}"]`)) mark.classList.add("aimed");
  for (let part = target.parentElement; part; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  if (target.matches(".claim-row")) {
    const words = target.nextElementSibling?.querySelector("details");
    if (words) words.open = true;
  }
  if (target instanceof HTMLDetailsElement) target.open = true;
  target.dispatchEvent(new CustomEvent("aimed", { bubbles: true }));
  target.scrollIntoView();
}

// Pointing at a mark lights its notes, pointing at a note lights its marks.
function pair(text) {
  const notes = (mark) => mark.dataset.mentions.split(" ").map((id) => document.getElementById("note--" + id));
  const marks = (note) => text.querySelectorAll(`[data-mentions~="${CSS.escape(note.id.slice(6))}"]`);
  const light = (event, on) => {
    const mark = event.target.closest(".mention");
    const note = event.target.closest(".note");
    const lit = mark ? [mark, ...notes(mark)] : note ? [note, ...marks(note)] : [];
    for (const each of lit) each?.classList.toggle("lit", on);
  };
  text.addEventListener("mouseover", (event) => light(event, true));
  text.addEventListener("mouseout", (event) => light(event, false));
}

// A permalink is copied as it is followed. Where it leads elsewhere on the page, copying is enough.
async function copyLink(event) {
  const link = event.target.closest("a.permalink");
  const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || !navigator.clipboard) return;
  if (!link.closest(link.hash)) event.preventDefault();
  const published = location.protocol === "file:" && document.querySelector("link[rel=canonical]")?.href;
  const address = new URL(link.hash, published || location.href.split(/[?#]/)[0]);
  await copied(address.href, document.body.dataset.linkCopied);
}

async function copied(text, message) {
  try {
    await navigator.clipboard.writeText(text);
    say(message);
  } catch {
    say(document.body.dataset.notCopied);
  }
}

// Said to those who see it and to those who hear it; a screen reader hears only what changes in a part that is there.
function say(message) {
  const said = document.querySelector(".notice") || document.createElement("p");
  if (!said.isConnected) {
    said.className = "notice";
    said.setAttribute("role", "status");
    document.body.append(said);
  }
  said.textContent = "";
  setTimeout(() => { said.textContent = message; }, 100);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.textContent = ""; }, 4000);
}

// What stands in a <pre data-copy> is copied with one click.
function offerCopy(code) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = code.dataset.copy;
  button.addEventListener("click", () => copied(code.textContent.trim(), document.body.dataset.copied));
  code.after(button);
}

// What is chosen stands in the address. Some browsers do not let a file have another one: then it works all the same.
function keepInAddress(query, hash = "", state = null) {
  try {
    history.replaceState(state, "", location.pathname + (String(query) && "?" + query) + hash);
  } catch (error) {
    if (location.protocol !== "file:") throw error;
  }
}

function chosen(name) {
  return new URLSearchParams(location.search).get(name) || "";
}

// `values` have the name and the value of everything that is chosen; what is "" is left out of the address.
function choose(values) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of values) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  keepInAddress(query, location.hash);
}

// Which marks of an article are shown stands in the address.
function keepMarks(marks) {
  const input = [...marks.elements].find((each) => each.value === chosen("marks"));
  if (input) input.checked = true;
  marks.addEventListener("change", ({ target }) => choose([["marks", target.value === "all" ? "" : target.value]]));
}

// On a phone a table is laid out as cards; some browsers then forget that it is a table, and the roles remind them.
function keepTable(table) {
  const narrow = matchMedia("(max-width: 47.99rem)");
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const tell = () => {
    if (!narrow.matches) return;
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) {
      part.setAttribute("role", roles[part.tagName] || (part.scope.startsWith("col") ? "columnheader" : "rowheader"));
    }
  };
  narrow.addEventListener("change", tell);
  table.addEventListener("rows", tell);
  tell();
}

// The body of a page can be exchanged while it is open; then this file runs again on the new one (`data-rerun`).
{
  for (const table of document.querySelectorAll(".matrix, .claim-table")) keepTable(table);
  const text = document.querySelector(".text");
  if (text) pair(text);
  const marks = document.querySelector(".marks");
  if (marks) keepMarks(marks);
  for (const code of document.querySelectorAll("[data-copy]")) offerCopy(code);
}

// Paper cannot be unfolded.
function unfold() {
  for (const part of document.querySelectorAll(".words-row details:not([open]), .trace:not([open])")) {
    part.open = true;
    part.dataset.opened = "";
  }
}

function fold() {
  for (const part of document.querySelectorAll("details[data-opened]")) {
    part.open = false;
    delete part.dataset.opened;
  }
}

if (!("enhanced" in document.documentElement.dataset)) {
  document.documentElement.dataset.enhanced = "";
  if (location.hash) openTarget();
  addEventListener("hashchange", openTarget);
  document.addEventListener("click", copyLink);
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);
}
