// The search page: asks Pagefind, shows what it finds by its type, and keeps its state in the address.
// How records are written into the index stands in sitegen/save/search.py.

const FACETS = ["type", "stance", "status", "outlet", "speaker", "story", "kind", "language"];
const TONES = { retracted: "challenges", contradicted: "challenges", disputed: "challenges", corroborated: "carries" };
const STEP = 20; // results at a time
const FEW = 8; // values of a filter before one has to ask for more
const MANY = 60; // values of a filter that are ever listed
const language = document.documentElement.lang || "en";
const number = new Intl.NumberFormat(language, { numberingSystem: "latn" });
const archived = "archive" in document.documentElement.dataset; // then there is no Pagefind: offline-search.js
const languageName = new Intl.DisplayNames([language], { type: "language" });

const find = (selector) => document.querySelector(selector);
find("[data-without-script]").remove();
const form = find(".search-box");
const box = form.elements.q;
const page = find("[data-search]");
const said = (kind, name = "") => page.getAttribute(`data-${kind}${name && "-" + name}`); // the page's, in its language
const sort = find("#search-sort");
const list = find("[data-results]");
const count = find("#search-count");
const more = find("[data-more]");
const root = new URL(form.dataset.root, location.href);

const chosen = new Map(FACETS.map((name) => [name, new Set()]));
const groups = new Map(); // name of a filter -> its part of the page
const places = new Map(); // word -> where there is something of it, as a promise
let pagefind, bundles, fresh, all, take;
let order = ""; // what the reader chose to sort by
let many = 0; // results there are
let latest = 0; // the number of the last question: answers to earlier ones are dropped
let timer;

// Elements by tag and class; text is always set as text.
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child));
  return element;
}

function show(what, words) {
  const place = find(what === "nothing" || what === "near" ? "[data-note]" : "[data-aid]");
  for (const each of [find("[data-note]"), find("[data-aid]")]) each.replaceChildren();
  if (what) place.append(find(`[data-aid-for="${what}"]`).content.cloneNode(true));
  if (words) place.querySelector("b").textContent = words.join(", ");
  place.querySelector("[data-retry]")?.addEventListener("click", () => location.reload());
}

// ---- What is asked

const SPACELESS = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}";
const UNSPACED = new RegExp(`[${SPACELESS}](?=[\\p{L}\\p{N}])|[\\p{L}\\p{N}](?=[${SPACELESS}])(?!\\p{M})`, "gu");

// The words as the index has them: a character is a word where a script has no spaces, an Arabic article is none.
// Han characters alone are a phrase; with kana and vowel signs Pagefind 1.5.2 misses phrases that are there.
function asked(words) {
  const quoted = /^\s*["“„«].+["”“»]\s*$/.test(words);
  let text = words.normalize("NFC").toLowerCase().replace(/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]|["“”„«»]/g, "");
  if (!quoted) text = text.replace(/[-‐-―/|]/g, " ").replace(/(^|\s)[وف]?(?:[بكل]?ال|لل)(?=[ء-ي]{2})/g, "$1");
  if (!archived) text = text.replace(UNSPACED, "$& ");
  text = text.trim();
  if (/^\p{sc=Latn}$/u.test(text)) return null; // one letter begins a large part of all words
  return text && (quoted || (!archived && /^\p{sc=Han}{2,}$/u.test(words.trim()))) ? `"${text}"` : text || null;
}

// A bundle that has no word beginning like the one asked for gives what has the beginning of it ("in" for "invention"),
// and lets go of a word of which it has nothing at all. Right for one bundle, wrong beside others that have the word: so
// only those are asked that have them all. Every search here only counts: no record has the filter that it asks for.
const LEAST = 3; // letters of a beginning that says something
const END = "\u{10ffff}"; // behind every word that begins like the one before it

async function counted(words) {
  return (await pagefind.search(words, { filters: { f: "none" } })).totalFilters?.bundle ?? {};
}

// The bundles that have the word itself, or one that begins like it. Those that have neither give the same for it as for
// the word with something behind it, which nobody has.
async function having(word) {
  const beside = await counted(word + END); // first, since it loads the last words that begin so, too
  const [whole, begun, both] = await Promise.all([counted(`"${word}"`), counted(word), counted(`${word} ${word}${END}`)]);
  return bundles.filter((each) => whole[each] || begun[each] !== beside[each] || begun[each] !== both[each]);
}

// The word with the bundles that have it; where none has, the longest beginning of it that is a word.
async function placed(word) {
  let some = await having(word);
  for (let end = word.length - 1; !some.length && end >= LEAST; end--) {
    word = word.slice(0, end);
    const whole = await counted(`"${word}"`);
    if (Object.values(whole).some(Boolean)) some = await having(word);
  }
  return { word, some };
}

// The words of which there is something, and the bundles that have them all.
async function known(words) {
  if (!words || words.startsWith('"')) return { terms: words, among: bundles };
  const each = await Promise.all(words.split(/\s+/).map((word) => {
    if (!places.has(word)) places.set(word, placed(word));
    return places.get(word);
  }));
  const there = each.filter(({ some }) => some.length);
  return { terms: there.map(({ word }) => word).join(" "), among: bundles.filter((one) => there.length && there.every(({ some }) => some.includes(one))) };
}

function wanted(among, except, more = []) {
  const any = [...chosen].filter(([name, values]) => values.size && name !== except).map(([name, values]) => [...values].map((value) => `${name}:${value}`));
  // In a preview, what was just edited has a bundle of its own for a while, which is asked instead of the others.
  const whole = fresh ? [{ any: [{ bundle: { any: fresh.bundles } }, { f: { none: fresh.stories } }] }] : [];
  return { filters: { all: [{ bundle: { any: among } }, ...whole, ...any.concat(more).map((values) => ({ f: { any: values } }))] } };
}

// How much there is of everything, without what the fresh bundles are asked for instead.
async function counts() {
  const all = byName((await pagefind.filters()).f);
  if (!fresh) return all;
  const others = bundles.filter((each) => !fresh.bundles.includes(each));
  const former = await pagefind.search("\u0085", { filters: { all: [{ bundle: { any: others } }, { f: { any: fresh.stories } }] } });
  for (const [name, values] of Object.entries(byName(former.filters.f))) {
    for (const [value, count] of Object.entries(values)) if (!(all[name][value] -= count)) delete all[name][value];
  }
  return all;
}

// What has these filters, and words if there are any. Asked for nothing (null), Pagefind 1.5.2 loads its whole index; a
// word of which nothing is left but what is no space in JavaScript does not.
async function asking(words, options) {
  if (words) return pagefind.search(words, options);
  const answer = await pagefind.search("\u0085", options);
  return answer.results.length ? answer : pagefind.search(null, options);
}

// { "type:claim": 3 } as { type: { claim: 3 } }
function byName(counts = {}) {
  const all = {};
  for (const [key, count] of Object.entries(counts)) {
    const at = key.indexOf(":");
    (all[key.slice(0, at)] ??= {})[key.slice(at + 1)] = count;
  }
  return all;
}

// ---- State and address

function restore() {
  const query = new URLSearchParams(location.search);
  box.value = query.get("q") ?? "";
  order = ["newest", "oldest"].find((each) => each === query.get("sort")) ?? "";
  for (const [name, values] of chosen) {
    values.clear();
    for (const value of query.getAll(name)) values.add(value);
  }
  search(history.state?.shown || STEP);
}

function remember() {
  const query = new URLSearchParams();
  if (box.value.trim()) query.set("q", box.value.trim());
  if (order) query.set("sort", order);
  for (const [name, values] of chosen) for (const value of values) query.append(name, value);
  keepInAddress(query, "", { shown: list.children.length });
}

// ---- Searching

async function search(wish = STEP) {
  clearTimeout(timer);
  if (!all) return; // the index is still on its way; what was typed is looked for when it is there
  const mine = ++latest;
  const words = asked(box.value);
  const idle = !words && ![...chosen.values()].some((values) => values.size);
  const by = order || (words ? "" : "newest"); // without words everything is equally relevant
  sort.value = by;
  find("[data-clear]").hidden = idle && !order;
  list.setAttribute("aria-busy", "true");
  try {
    const { terms, among } = await known(words);
    if (mine !== latest) return;
    const nothing = idle || !among.length;
    const { results, filters } = nothing ? { results: [] } : await asking(terms, wanted(among));
    const counts = idle ? all : byName(filters?.f);
    // A filter's own choices must not empty its list: they are counted as if none of it were chosen.
    for (const name of nothing ? [] : chosen.keys()) {
      if (!chosen.get(name).size) continue;
      const alone = !terms && ![...chosen].some(([other, values]) => values.size && other !== name);
      counts[name] = (alone ? all : byName((await asking(terms, wanted(among, name))).filters.f))[name];
    }
    if (mine !== latest) return;
    take = by ? byDay(terms, among, counts.day ?? {}, by === "newest") : inOrder(results);
    const shown = await take(nothing ? 0 : wish);
    if (mine !== latest) return;
    list.replaceChildren(...shown.map(result));
    const total = (many = results.length);
    more.hidden = total <= shown.length;
    count.textContent = idle ? said("idle") : total ? inWords(said("found"), total) : said("nothing");
    const lost = words ? unmet(shown) : [];
    if (!idle && !total) show("nothing");
    else if (lost.length) show("near", lost);
    else show("");
    facets(counts);
    remember();
  } catch (error) {
    if (mine === latest) show("missing");
    console.warn("search:", error);
  }
  list.removeAttribute("aria-busy");
}

// What gives the next results, in the order in which they are.
function inOrder(results) {
  const rest = [...results];
  return (wish) => Promise.all(rest.splice(0, wish).map((each) => each.data()));
}

// What gives the next results by date, what has none last. Pagefind sorts each bundle for itself; but it counts for each
// day how much there is, so that the days can be asked for that come next.
function byDay(terms, among, counts, newest) {
  const dated = Object.keys(counts).filter((day) => day && counts[day]).sort();
  const days = [...(newest ? dated.reverse() : dated), ...(counts[""] ? [""] : [])];
  const rest = [];
  const on = async (some) => (await asking(terms, wanted(among, "", [some.map((day) => `day:${day}`)]))).results;
  return async (wish) => {
    while (rest.length < wish && days.length) {
      const some = []; // days of which all is wanted
      for (let room = wish - rest.length; days.length && counts[days[0]] <= room; ) {
        room -= counts[days[0]];
        some.push(days.shift());
      }
      if (!some.length) rest.push(...(await on([days.shift()])));
      else {
        const results = await Promise.all((await on(some)).map(async (each) => [some.indexOf(record(await each.data()).day), each]));
        rest.push(...results.sort(([a], [b]) => a - b).map(([, each]) => each));
      }
    }
    return Promise.all(rest.splice(0, wish).map((each) => each.data()));
  };
}

// Where a word is nowhere, something that begins like it is shown, or it is left out: the reader is told.
function unmet(found) {
  const wordsOf = (text) => plain(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const there = found.flatMap((data) => wordsOf(data.content + " " + (data.meta.title ?? "")));
  const begins = (word, term) => word.startsWith(term.slice(0, Math.max(3, Math.round(term.length * 0.4))));
  return wordsOf(box.value).filter((term) => /^[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}]{4,}$/u.test(term) && !there.some((word) => begins(word, term)));
}

// ---- Results

const record = (data) => JSON.parse(decodeURIComponent(data.anchors[0].id));
const plain = (text) => text.replace(/\u2060[| ]/g, "");

// The stretch with the most hits, as text and <mark>; the index's own seams and gaps are taken out.
function stretch(data, length) {
  const words = data.content.split(/\s+/);
  const hits = [...new Set(data.locations)].sort((a, b) => a - b);
  const within = (from) => hits.filter((hit) => hit >= from && hit < from + length).length;
  let start = words.length <= length ? 0 : hits.map((hit) => Math.max(0, hit - 5)).reduce((a, b) => (within(b) > within(a) ? b : a), 0);
  start = Math.max(0, Math.min(start, words.length - length));
  const end = Math.min(words.length, start + length);
  const parts = [start > 0 ? "… " : ""];
  for (let i = start; i < end; i++) {
    const word = words[i].replaceAll("\u2060|", "");
    const text = word.replaceAll("\u2060", "");
    const [, before, core, after] = text.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su);
    const last = parts.at(-1);
    if (!hits.includes(i)) parts.push(text);
    else if (last instanceof Element) {
      last.append(before, core);
      if (after) parts.push(after);
    } else parts.push(before, make("mark", "", core), ...(after ? [after] : []));
    if (!word.endsWith("\u2060") && i < end - 1) parts.push(" ");
  }
  return [...parts, end < words.length ? " …" : ""];
}

function sign(stance) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", "#sign-" + stance);
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

// Facts in a row, with a dot between them that is not read out.
function line(className, ...facts) {
  const shown = facts.filter(Boolean);
  return shown.length && make("p", className, ...shown.map((fact) => make("span", "", fact)));
}

function tongue(element, { lang, facts }) {
  if (!element) return element;
  element.lang = lang;
  element.dir = facts.dir || "auto";
  return element;
}

function result(data) {
  const it = record(data);
  const { type, facts } = it;
  const title = plain(data.meta.title || data.content);
  const url = new URL(it.url, root);
  const link = make("a", "");
  if (url.href.startsWith(root.href)) link.href = url.href;
  const status = facts.status_label && make("strong", `status ${TONES[facts.status] ?? "plain"}`, facts.status_label);
  const withdrawn = facts.publication && make("strong", "status challenges", facts.publication);
  const named = (className) => {
    link.append(title);
    return make("h3", className, link);
  };
  if (type === "quotation") {
    link.append(...stretch(data, 90));
    const stance = facts.stance && make("span", `stance ${facts.stance}`, sign(facts.stance), " " + (facts.stance_label || facts.stance));
    return make("li", `found quotation ${facts.stance ?? ""}`,
      tongue(make("blockquote", "", make("p", "", link)), it),
      line("found-line", stance, withdrawn, facts.outlet && make("cite", "outlet", facts.outlet), facts.speaker, facts.date),
      facts.claim && line("found-claim", facts.claim, status));
  }
  const excerpt = (length) => data.meta.title && data.content !== data.meta.title && make("p", "found-words", ...stretch(data, length));
  if (type === "article") {
    return make("li", "found article", tongue(named("headline"), it), tongue(excerpt(36), it),
      line("found-line", said("one", "article"), withdrawn, facts.outlet && make("cite", "outlet", facts.outlet), facts.date, facts.story));
  }
  if (type === "claim") {
    const count = (name) => facts.articles && inWords(said(name), Number(facts[name]));
    return make("li", "found claim", named("found-title"), line("found-line", said("one", "claim"), status, facts.kind, count("articles"), count("chains"), facts.story),
      data.locations.length && data.meta.title && data.content.trim() !== data.meta.title.trim() && line("found-line", make("span", "", said("said") + " ", ...stretch(data, 24))));
  }
  return make("li", "found", named("found-title"), facts.question && make("p", "found-question", facts.question),
    !(facts.question && !data.locations.length) && excerpt(36),
    line("found-line", said("one", type === "story" ? "story" : "page"), facts.date));
}

// ---- Filters

function facets(counts) {
  for (const name of FACETS) {
    if (!all[name]) continue;
    let group = groups.get(name);
    if (!group) groups.set(name, (group = facet(name, said("facet", name))));
    group.counts = counts[name] ?? {};
    fill(name, group);
  }
  const many = [...chosen.values()].reduce((sum, values) => sum + values.size, 0);
  find("[data-chosen]").textContent = many ? inWords(said("picked"), many) : "";
}

function facet(name, label) {
  const group = { name, label, values: make("ul", ""), chosen: make("span", "chosen"), narrow: null };
  const set = make("fieldset", "", make("legend", "unseen", label));
  if (Object.keys(all[name]).length > FEW) {
    group.narrow = make("input", "");
    group.narrow.type = "search";
    group.narrow.placeholder = said("narrow");
    group.narrow.setAttribute("aria-label", filled(said("narrow-of"), { filter: label }));
    group.narrow.addEventListener("input", () => fill(name, group));
    set.append(group.narrow);
  }
  set.append(group.values);
  group.part = make("details", "facet", make("summary", "", label, group.chosen), set);
  group.part.open = ["type", "stance", "status"].includes(name) || chosen.get(name).size > 0;
  find("[data-facets]").append(group.part);
  return group;
}

function valueLabel(name, value) {
  if (name === "type") return said("type", value) ?? value;
  if (name !== "language") return value.replaceAll("＂", '"').replaceAll("＼", "\\");
  try {
    return languageName.of(value);
  } catch {
    return value; // not a language tag: already a name
  }
}

function fill(name, group) {
  const picked = chosen.get(name);
  const sought = group.narrow?.value.trim().toLowerCase() ?? "";
  const rows = [...new Set([...picked, ...Object.keys(all[name])])]
    .map((value) => ({ value, label: valueLabel(name, value), n: group.counts[value] ?? 0 }))
    .filter(({ value, label, n }) => picked.has(value) || (n && label.toLowerCase().includes(sought)))
    .sort((a, b) => b.n - a.n || a.label.localeCompare(b.label, language));
  const limit = sought ? MANY : FEW;
  const shown = rows.filter(({ value }, i) => i < limit || picked.has(value));
  const focused = group.values.contains(document.activeElement) && document.activeElement.value;
  group.values.replaceChildren(...shown.map(({ value, label, n }) => {
    const tick = make("input", "");
    tick.type = "checkbox";
    tick.value = value;
    tick.checked = picked.has(value);
    tick.addEventListener("change", () => {
      if (tick.checked) picked.add(value);
      else picked.delete(value);
      search();
    });
    const text = make("bdi", "value", label);
    return make("li", "", make("label", "", tick, text, make("span", "count", number.format(n))));
  }));
  if (rows.length > shown.length) group.values.append(make("li", "left", inWords(said("left"), rows.length - shown.length)));
  if (!rows.length) group.values.append(make("li", "left", said("none")));
  if (focused) [...group.values.querySelectorAll("input")].find((tick) => tick.value === focused)?.focus();
  group.chosen.textContent = picked.size ? ` (${picked.size})` : "";
}

// ---- Hands on

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, 180, STEP);
});
sort.addEventListener("change", () => {
  order = sort.value;
  search();
});
addEventListener("popstate", restore);
more.addEventListener("click", async () => {
  const mine = latest;
  const found = await take(STEP);
  if (mine !== latest) return;
  const added = found.map(result);
  list.append(...added);
  more.hidden = list.children.length >= many;
  added[0]?.querySelector("a").focus();
  remember();
});
find("[data-clear]").addEventListener("click", () => {
  for (const values of chosen.values()) values.clear();
  for (const group of groups.values()) if (group.narrow) group.narrow.value = "";
  box.value = order = "";
  box.focus();
  search();
});

// A single key must be possible to switch off; j and k work only while a result has the focus.
const slash = find("[data-slash]");
slash.checked = localStorage.getItem("search-slash") !== "off";
slash.addEventListener("change", () => localStorage.setItem("search-slash", slash.checked ? "on" : "off"));
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const inBox = document.activeElement === box;
  const step = { ArrowDown: 1, ArrowUp: -1, ...(at >= 0 && { j: 1, k: -1 }) }[event.key];
  if (event.key === "/" && slash.checked && !document.activeElement.matches("input:not([type=checkbox]), textarea, select")) box.select();
  else if (event.key === "Escape" && inBox && box.value) {
    box.value = "";
    search();
  } else if (event.key === "Escape" && at >= 0) box.focus();
  else if (step && (at >= 0 || (inBox && step > 0))) (links[at + step] ?? (at + step < 0 ? box : links[at]))?.focus();
  else return;
  event.preventDefault();
});

// ---- Beginning

async function openIndex(base) {
  ({ bundles, fresh } = await (await fetch(new URL("bundles.json", base), { cache: "no-cache" })).json());
  if (!bundles.length) return;
  const [first, ...others] = bundles;
  const place = (bundle) => new URL(bundle, base);
  pagefind = await import(new URL("pagefind.js", place(first)));
  await pagefind.options({ mergeFilter: { bundle: first } });
  await pagefind.init();
  await Promise.all(others.map((each) => pagefind.mergeIndex(place(each).pathname, { mergeFilter: { bundle: each } })));
}

async function openArchive() {
  await new Promise((done, failed) => {
    const script = make("script", "");
    script.src = new URL("theme/offline-search.js", root);
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  pagefind = await offlineSearch(root);
  bundles = pagefind.bundles;
}

async function begin() {
  if (location.protocol === "file:" && !archived) return show("file");
  const linked = new URLSearchParams(location.search).get("q") ?? "";
  box.value = linked;
  form.hidden = false;
  try {
    await (archived ? openArchive() : openIndex(new URL("pagefind/", root)));
    if (!bundles.length) return show("empty");
    known(asked(linked)).catch(() => {}); // its pieces of the index are loaded meanwhile
    all = await counts();
  } catch (error) {
    console.warn("search:", error);
    return show("missing");
  }
  page.hidden = false;
  find(".search-filters").open = matchMedia("(min-width: 62rem)").matches;
  if (!location.search && matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
  const typed = box.value; // while the index was loading
  restore();
  if (typed !== linked) {
    box.value = typed;
    search();
  }
}

begin();
