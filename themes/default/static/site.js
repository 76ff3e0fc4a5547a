// Enhances what already works: opens what a link points into, pairs marks with notes, filters the matrix.
"use strict";

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
  target.scrollIntoView();
}

// Pointing at a mark lights its notes, pointing at a note lights its marks.
function pair(text) {
  const notes = (mark) => mark.dataset.mentions.split(" ").map((id) => document.getElementById("note-" + id));
  const marks = (note) => text.querySelectorAll(`[data-mentions~="${CSS.escape(note.id.slice(5))}"]`);
  const light = (event, on) => {
    const mark = event.target.closest(".mention");
    const note = event.target.closest(".note");
    const lit = mark ? [mark, ...notes(mark)] : note ? [note, ...marks(note)] : [];
    for (const each of lit) each?.classList.toggle("lit", on);
  };
  text.addEventListener("mouseover", (event) => light(event, true));
  text.addEventListener("mouseout", (event) => light(event, false));
}

// Rows of the matrix by stance and status; what is chosen stands in the address, and the count is spoken.
function filterMatrix(tools) {
  const rows = [...document.querySelectorAll(".claim-row")];
  if (rows.length < 4) return;
  const stances = ["contradicts", "denies", "declines", "hedges", "attributes", "asserts", "omits"];
  const has = (row, stance) => row.dataset.stances.split(" ").includes(stance);
  const spoken = document.createElement("p");
  spoken.setAttribute("role", "status");
  const select = (name, label, choices) => {
    const box = document.createElement("label");
    const list = document.createElement("select");
    list.name = name;
    list.append(new Option("all", ""), ...choices.map(([value, text]) => new Option(text, value)));
    list.value = new URLSearchParams(location.search).get(name) || "";
    if (list.selectedIndex < 0) list.value = "";
    list.addEventListener("change", () => show(true));
    box.append(label, " ", list);
    tools.append(box);
    return list;
  };
  const statuses = new Map(rows.map((row) => [row.dataset.status, row.dataset.status.replaceAll("-", " ")]));
  const status = select("status", "Status", [...statuses]);
  const stance = select("stance", "Some article", stances.filter((each) => rows.some((row) => has(row, each))).map((each) => [each, each]));
  tools.append(spoken);
  tools.hidden = false;

  function show(said) {
    let shown = 0;
    for (const row of rows) {
      const fits = (!status.value || row.dataset.status === status.value) && (!stance.value || has(row, stance.value));
      row.hidden = row.nextElementSibling.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const part of document.querySelectorAll(".matrix tbody")) {
      part.hidden = !part.querySelector(".claim-row:not([hidden])");
    }
    spoken.textContent = shown === rows.length ? `${shown} claims` : `${shown} of ${rows.length} claims`;
    if (!said) return;
    const query = new URLSearchParams(location.search);
    for (const list of [status, stance]) {
      if (list.value) query.set(list.name, list.value);
      else query.delete(list.name);
    }
    history.replaceState(null, "", location.pathname + (String(query) && "?" + query) + location.hash);
  }
  show(false);
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

for (const table of document.querySelectorAll(".matrix, .claim-table")) keepTable(table);
const text = document.querySelector(".text");
if (text) pair(text);
const tools = document.querySelector("[data-matrix-tools]");
if (tools) filterMatrix(tools);
if (location.hash) openTarget();
addEventListener("hashchange", openTarget);

// Paper cannot be unfolded; the matrix is printed as the reader has opened it.
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll(".further:not([open])")) {
    part.open = true;
    part.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const part of document.querySelectorAll("details[data-opened]")) {
    part.open = false;
    delete part.dataset.opened;
  }
});
