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
  const stance = select("stance", "Where an article", stances.filter((each) => rows.some((row) => has(row, each))).map((each) => [each, each]));
  tools.append(spoken);

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

// One column for each chain: what its articles say taken together, each stance with a link to the first of them.
function collapseCopies(tools, table) {
  const chains = [...table.querySelectorAll(".chain")];
  const sizes = chains.map((chain) => chain.colSpan);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === sizes.length) return;
  const apart = []; // what is seen when the copies stand apart
  const together = []; // what is seen when they are one
  const spanning = [...table.querySelectorAll("tbody [colspan]")];

  function merge(cells) {
    const merged = document.createElement("td");
    merged.className = "cell first";
    const outlet = merged.appendChild(document.createElement("span"));
    outlet.className = "cell-outlet";
    outlet.textContent = `chain of ${cells.length}`;
    const box = merged.appendChild(document.createElement("div"));
    const seen = new Set();
    for (const stance of cells.flatMap((cell) => [...cell.querySelectorAll("a .stance")])) {
      if (seen.has(stance.className)) continue;
      seen.add(stance.className);
      const link = stance.closest("a").cloneNode(false);
      link.append(stance.cloneNode(true), stance.closest("a").querySelector(".unseen").cloneNode(true));
      box.append(link);
    }
    if (!seen.size) {
      merged.classList.add("is-empty");
      box.append(cells[0].querySelector(".stance").cloneNode(true));
    }
    cells[0].before(merged);
    return merged;
  }

  function prepare() {
    for (const row of table.querySelectorAll(".columns-row, .claim-row")) {
      const cells = [...row.querySelectorAll(".column, .cell")];
      let from = 0;
      for (const size of sizes) {
        const group = cells.slice(from, from + size);
        from += size;
        if (size === 1) continue;
        if (row.matches(".claim-row")) {
          apart.push(...group);
          together.push(merge(group));
        } else {
          apart.push(...group.slice(1));
          const more = group[0].appendChild(document.createElement("span"));
          more.className = "derivation";
          more.textContent = `and ${size - 1} more`;
          together.push(more);
        }
      }
    }
  }

  const box = document.createElement("label");
  const check = document.createElement("input");
  check.type = "checkbox";
  box.append(check, " Collapse copies");
  check.addEventListener("change", () => {
    if (!together.length) prepare();
    for (const each of apart) each.hidden = check.checked;
    for (const each of together) each.hidden = !check.checked;
    chains.forEach((chain, place) => { chain.colSpan = check.checked ? 1 : sizes[place]; });
    for (const each of spanning) each.colSpan = (check.checked ? sizes.length : total) + 1;
    table.dispatchEvent(new CustomEvent("rows"));
  });
  tools.append(box);
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
  const tools = document.querySelector("[data-matrix-tools]");
  if (tools) {
    collapseCopies(tools, document.querySelector(".matrix"));
    filterMatrix(tools);
    tools.hidden = !tools.hasChildNodes();
  }
}

// Paper cannot be unfolded; the matrix is printed as the reader has opened it.
function unfold() {
  for (const part of document.querySelectorAll(".further:not([open])")) {
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
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);
}
