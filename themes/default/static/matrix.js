// The matrix: which claims are seen, and whether copies stand apart. What is chosen stands in the address, which is
// read whenever this file runs: when the page is opened, and on a new body (`data-rerun`).
"use strict";

{
  const table = document.querySelector(".matrix");
  const tools = document.querySelector("[data-matrix-tools]");
  if (table && tools) {
    const [chains, why] = copies(table, tools.dataset);
    tools.replaceChildren(...[chains, ...filters(table, tools.dataset), why].filter(Boolean));
    tools.hidden = !tools.hasChildNodes();
    // What the address leads to opened before; now everything stands where it stays.
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (table.contains(target)) {
      target.dispatchEvent(new CustomEvent("aimed", { bubbles: true }));
      target.scrollIntoView();
    }
  }
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function spoken() {
  const said = element("p");
  said.setAttribute("role", "status");
  return said;
}

// Rows by their status, and by a passage that has the stance, the speaker and the kind of source that are chosen.
function filters(table, words) {
  const claims = [...table.querySelectorAll(".claim-row")].map(claim);
  if (claims.length < 4) return [];
  const passages = claims.flatMap((each) => each.passages);
  const stances = ["contradicts", "denies", "declines", "hedges", "attributes", "asserts", "omits"];
  const taken = new Map(claims.flatMap((each) => each.stances));
  const statuses = new Map(claims.map((each) => [each.status, each.computed]));
  const speakers = [...new Map(passages.flatMap((each) => each.speakers.map((one) => [one.id, one.name])))];
  speakers.sort(([, one], [, other]) => one.localeCompare(other));
  const kinds = [true, false].filter((named) => passages.some((each) => each.speakers.some((one) => one.named === named)));
  const lists = [
    choice("status", words, [...statuses]),
    choice("stance", words, stances.filter((each) => taken.has(each)).map((each) => [each, taken.get(each)])),
    choice("speaker", words, speakers),
    choice("sources", words, kinds.map((named) => (named ? "named" : "unnamed")).map((each) => [each, words[each]])),
  ].filter((list) => list.options.length > 2);
  if (!lists.length) return [];
  const said = spoken();
  const clear = element("button", { type: "button", textContent: words.showAll });
  const value = (name) => lists.find((list) => list.name === name)?.value || "";

  function show() {
    let shown = 0;
    for (const each of claims) {
      const fits = isChosen(each, value);
      for (const row of each.rows) row.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const part of table.tBodies) part.hidden = !part.querySelector(".claim-row:not([hidden])");
    clear.hidden = lists.every((list) => !list.value);
    said.textContent = shown === claims.length ? inWords(words.claims, shown) : inWords(words.shown, claims.length, { shown });
  }

  function change() {
    show();
    choose(lists.map((list) => [list.name, list.value]));
  }

  function showAll() {
    for (const list of lists) list.value = "";
    change();
  }

  for (const list of lists) list.addEventListener("change", change);
  clear.addEventListener("click", () => {
    showAll();
    lists[0].focus();
  });
  // A link that leads to a row which is not shown shows it.
  table.addEventListener("aimed", (event) => {
    if (event.target.closest("tr")?.hidden) showAll();
  });
  show();
  return [...lists.map((list) => element("label", {}, list.dataset.label, " ", list)), clear, said];
}

function choice(name, words, choices) {
  const list = element("select", { name }, new Option(words.all, ""), ...choices.map(([value, text]) => new Option(text, value)));
  list.dataset.label = words[name];
  list.value = chosen(name);
  if (list.selectedIndex < 0) list.value = "";
  return list;
}

function claim(row) {
  const words = row.nextElementSibling;
  return {
    rows: [row, words],
    status: row.dataset.status,
    computed: row.dataset.computed || row.querySelector(".row-status .status").textContent,
    stances: [...row.querySelectorAll("td .stance, td.stance")].map((each) => [each.classList[1], each.textContent.trim()]),
    passages: [...words.querySelectorAll(".quotation")].map((each) => ({
      stance: each.classList[1],
      speakers: [...each.querySelectorAll(".speaker")].map((one) => ({
        id: one.getAttribute("href")?.split("/").at(-2) || one.textContent,
        name: one.textContent,
        named: !one.nextElementSibling?.matches(".unnamed"),
      })),
    })),
  };
}

function isChosen({ status, stances, passages }, value) {
  const stance = value("stance");
  if (value("status") && status !== value("status")) return false;
  if (stance && !stances.some(([each]) => each === stance)) return false;
  const isSpeaker = (one) =>
    (!value("speaker") || one.id === value("speaker")) && (!value("sources") || one.named === (value("sources") === "named"));
  if (!value("speaker") && !value("sources")) return true;
  return passages.some((each) => (!stance || stance === "omits" || each.stance === stance) && each.speakers.some(isSpeaker));
}

// One column for each chain: what its articles say taken together, each stance with a link to the first of them.
function copies(table, words) {
  const chains = [...table.querySelectorAll(".chain")];
  const sizes = chains.map((chain) => chain.colSpan);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === sizes.length) return [];
  const apart = []; // what is seen when the copies stand apart
  const together = []; // what is seen when they are one
  const spanning = [...table.querySelectorAll("tbody [colspan]")];
  const why = spoken();
  why.className = "why";
  const check = element("input", { type: "checkbox", checked: chosen("copies") === "once" });

  function prepare() {
    for (const row of table.querySelectorAll(".columns-row, .claim-row")) {
      const cells = [...row.querySelectorAll(".column, td")];
      let from = 0;
      for (const size of sizes) {
        const group = cells.slice(from, from + size);
        from += size;
        if (size === 1) continue;
        if (row.matches(".claim-row")) {
          apart.push(...group);
          together.push(merged(group));
        } else {
          apart.push(...group.slice(1));
          together.push(group[0].appendChild(element("span", { className: "derivation", textContent: inWords(words.more, size - 1) })));
        }
      }
    }
  }

  function show() {
    if (check.checked && !together.length) prepare();
    for (const each of apart) each.hidden = check.checked;
    for (const each of together) each.hidden = !check.checked;
    chains.forEach((chain, place) => { chain.colSpan = check.checked ? 1 : sizes[place]; });
    for (const each of spanning) each.colSpan = (check.checked ? sizes.length : total) + 1;
    const counts = { articles: inWords(words.articles, total), chains: inWords(words.chains, sizes.length) };
    why.textContent = check.checked ? filled(words.once, counts) : "";
    table.dispatchEvent(new CustomEvent("rows"));
  }

  check.addEventListener("change", () => {
    show();
    choose([["copies", check.checked ? "once" : ""]]);
  });
  if (check.checked) show();
  return [element("label", {}, check, " ", words.collapse), why];
}

function merged(cells) {
  const cell = element("td", { className: "first" });
  const found = new Map();
  for (const stance of cells.flatMap((each) => [...each.querySelectorAll("a .stance")])) {
    if (!found.has(stance.className)) found.set(stance.className, stance);
  }
  for (const stance of found.values()) {
    const link = stance.closest("a");
    const copy = cell.appendChild(link.cloneNode(false));
    copy.append(link.firstElementChild.cloneNode(true), " ", stance.cloneNode(true));
  }
  if (!found.size) {
    cell.className = "stance omits first";
    cell.append(...[...cells[0].childNodes].map((each) => each.cloneNode(true)));
  }
  cells[0].before(cell);
  return cell;
}
