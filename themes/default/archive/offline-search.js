// Search in an archive: all records in the browser, with as much of Pagefind's interface as search.js uses. The records
// come as scripts (sitegen/pages/offline.py), since a page that was opened as a file may not fetch another one.
//
// A record has a word if one of its own begins with it, without capitals and accents; it must have all words. A script
// without spaces is read character by character, and Arabic and Hebrew words are found inside others, too. First comes
// what has the words in its title, whole words before beginnings, and of what is equal the shorter text.
"use strict";

{
  const HERE = "archive";
  const SPACELESS = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]/gu;
  const GAP = "\u2060 "; // search.js takes it out again: a space that is not in the text
  const JOINED = /^[\p{sc=Arab}\p{sc=Hebr}]/u; // articles and prepositions are written together with the word
  const records = [];

  // Nobody has U+10FFFF, which search.js puts behind a word to find out what nothing has.
  const split = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(SPACELESS, " $& ").match(/[\p{L}\p{N}\u{10ffff}]+/gu) ?? [];
  const spaced = (text) => ` ${split(text).join(" ")} `;

  // What is asked for, each as the words that stand side by side; of a quotation all are whole.
  function terms(words) {
    const whole = /^".*"$/s.test(words ?? "");
    return (whole ? [words] : (words ?? "").split(/\s+/)).map((each) => ({ parts: split(each), whole })).filter(({ parts }) => parts.length);
  }

  // Where it is in words with spaces around them: 2 as whole words, 1 as the beginning or a part of one, else 0.
  function standing(text, { parts, whole }) {
    const words = parts.join(" ");
    if (text.includes(` ${words} `)) return 2;
    return !whole && text.includes(JOINED.test(words) ? words : ` ${words}`) ? 1 : 0;
  }

  function score(record, asked) {
    let sum = 0;
    for (const term of asked) {
      const title = standing(record.titleWords, term);
      const one = title ? title + 2 : standing(record.words, term);
      if (!one) return 0;
      sum += one;
    }
    return sum;
  }

  // Filters as search.js writes them: {f: "none"}, or {all: [{bundle: {any: […]}}, {f: {any: […]}}, …]}.
  function fitting({ f, all = [] } = {}) {
    if (f) return () => false;
    const any = all.map(({ f: wanted, bundle }) => wanted?.any ?? bundle.any.map((each) => `bundle:${each}`));
    return (record) => any.every((values) => values.some((value) => record.filters.has(value)));
  }

  function counted(found) {
    const f = {};
    for (const { filters } of found) for (const each of filters) f[each] = (f[each] ?? 0) + 1;
    delete f[`bundle:${HERE}`];
    return { f };
  }

  // Which of the words that stand between spaces are met, by their numbers.
  function places(words, asked) {
    const parts = words.flatMap((word, at) => split(word).map((part) => ({ part, at })));
    const hits = [];
    for (const { parts: wanted, whole } of asked) {
      const last = wanted.length - 1;
      for (let from = 0; from + last < parts.length; from++) {
        const met = wanted.every((each, i) => {
          const { part } = parts[from + i];
          return part === each || (!whole && i === last && (JOINED.test(each) ? part.includes(each) : part.startsWith(each)));
        });
        if (met) for (let i = 0; i <= last; i++) hits.push(parts[from + i].at);
      }
    }
    return hits;
  }

  function shown(record, asked) {
    const { url, type, title, text, lang, day, facts } = record;
    const content = (text || title).replace(SPACELESS, `$&${GAP}`);
    return {
      content,
      meta: text === title ? {} : { title },
      locations: places(content.split(/\s+/), asked),
      anchors: [{ id: encodeURIComponent(JSON.stringify({ url, type, lang, day, facts: Object.fromEntries(facts) })) }],
    };
  }

  function take({ pairs, rows }) {
    const names = pairs.map(([name, value]) => `${name}:${value}`);
    for (const [url, type, title, given, lang, day, filters, facts] of rows) {
      const text = given === 0 ? title : given;
      records.push({
        url, type, title, text, lang, day, titleWords: spaced(title), words: text === title ? "" : spaced(text),
        filters: new Set([`bundle:${HERE}`, `day:${day}`, ...filters.map((each) => names[each])]),
        facts: facts.map((each) => pairs[each]),
      });
    }
  }

  async function search(words, { filters } = {}) {
    const asked = terms(words);
    const having = asked.length
      ? records.map((record) => ({ record, points: score(record, asked) })).filter(({ points }) => points)
      : records.map((record) => ({ record, points: 0 }));
    const fits = fitting(filters);
    const found = having.filter(({ record }) => fits(record));
    if (asked.length) found.sort((a, b) => b.points - a.points || a.record.text.length - b.record.text.length);
    return {
      results: found.map(({ record }) => ({ data: async () => shown(record, asked) })),
      filters: counted(found.map(({ record }) => record)),
      totalFilters: { bundle: { [HERE]: having.length } },
    };
  }

  // Hands over what a script tells, and waits for it to be there.
  function told(url) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      window.handed = (name, value) => done(value);
      script.src = url;
      script.onerror = () => failed(new Error(`${url} is not there`));
      document.head.append(script);
    });
  }

  // The search over all records of the archive whose site is at `root`.
  window.offlineSearch = async (root) => {
    const place = new URL("search/", root);
    for (const name of await told(new URL("records.js", place))) take(await told(new URL(name, place)));
    return { bundles: records.length ? [HERE] : [], search, filters: async () => counted(records) };
  };
}
