// Keeps a page of the preview up to date: new styles without a reload, new text in place, problems over the page.
(() => {
  "use strict";

  const tag = document.currentScript;
  let file = tag.dataset.file; // the file of the site that is shown; "" while there is no site
  let version = tag.dataset.version; // the state of the site that it belongs to
  const PLACE = "sitegen:place";
  const FOLDED = "sitegen:folded";
  const HERE = location.origin + "/";
  const MARK = /[?&](amp;)?sitegen=[\w-]+/; // what makes the address of a renewed style another one

  // --- what happened, and what it means to this page ---------------------------------------------------------

  let work = Promise.resolve(); // one change after the other

  function receive(message) {
    showProblems(message);
    if (message.version === version) return;
    version = message.version;
    // The server has forgotten what this page missed, or there was no site yet that could be brought up to date.
    if (!message.changed || file === "") return reload();
    work = work.then(() => apply(new Set(message.changed))).catch(ignore);
  }

  async function apply(changed) {
    const sheets = stylesheets(document);
    const styles = sheets.filter((link) => changed.has(pathOf(link.href)));
    const known = new Set(sheets.map((link) => pathOf(link.href)));
    if ([...resources()].some((path) => changed.has(path) && !known.has(path))) return reload();
    await Promise.all(styles.map(renewStyle));
    if (places().some((path) => changed.has(path))) await renewPage();
  }

  /** The files that this address can be: with the rules of GitHub Pages, and the 404 page where there is none. */
  function places() {
    const path = pathOf(location.href);
    return [file, path, path + "index.html", path + "/index.html", path + ".html"];
  }

  /** What the page has loaded, or tried to: images, scripts, fonts, tables, the search bundle. */
  function resources() {
    const named = [...document.querySelectorAll("img[src], script[src], source[src], video[src], audio[src]")];
    const urls = performance.getEntriesByType("resource").map((entry) => entry.name);
    const page = places(); // not a resource, though it was fetched when its body was swapped
    const paths = [...urls, ...named.map((node) => node.src)].map(pathOf);
    return new Set(paths.filter((path) => path && !path.startsWith("_sitegen/") && !page.includes(path)));
  }

  function stylesheets(page) {
    return [...page.querySelectorAll('link[rel~="stylesheet"][href]')];
  }

  function pathOf(url) {
    if (!url.startsWith(HERE)) return "";
    try {
      return decodeURIComponent(new URL(url).pathname.slice(1));
    } catch {
      return "";
    }
  }

  function ignore() {} // the server went away meanwhile: when it is back, the page is loaded again

  // --- styles and text in place ------------------------------------------------------------------------------

  function renewStyle(link) {
    const next = link.cloneNode();
    const href = link.getAttribute("href").replace(MARK, "");
    next.setAttribute("href", `${href}${href.includes("?") ? "&" : "?"}sitegen=${version}`);
    return new Promise((done) => {
      // The old one stays until the new one is there, so that the page is never seen naked.
      next.onload = next.onerror = () => done(link.remove());
      link.after(next);
    });
  }

  async function renewPage() {
    const response = await fetch(location.pathname + location.search, { cache: "no-store" });
    const type = response.headers.get("content-type") || "";
    if (response.redirected || !type.startsWith("text/html")) return reload();
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    const nextTag = next.querySelector('script[src="/_sitegen/preview.js"]');
    const scripts = programs(next);
    if (!nextTag || frame(next) !== frame(document) || !scripts.every(canRunAgain)) return reload();
    file = nextTag.dataset.file;
    const place = currentPlace();
    for (const name of ["lang", "dir"]) {
      document.documentElement.setAttribute(name, next.documentElement.getAttribute(name) || "");
    }
    document.title = next.title;
    document.body.replaceWith(document.adoptNode(next.body));
    restore(place);
    if (scripts.length) {
      await Promise.all(programs(document).map(runAgain));
      restore(place);
    }
    document.dispatchEvent(new CustomEvent("sitegen:swap"));
  }

  /** Everything that a swapped body cannot bring along: programs, styles, policies. */
  function frame(page) {
    const nodes = [...programs(page), ...stylesheets(page), ...page.querySelectorAll("style, meta[http-equiv]")];
    return nodes.map((node) => node.outerHTML.replace(MARK, "")).join("\n");
  }

  function programs(page) {
    return [...page.querySelectorAll("script")].filter(
      (script) => /^(module|importmap|text\/javascript|)$/.test(script.type) && !script.matches('[src^="/_sitegen/"]'),
    );
  }

  /** A program says so itself. One that does not might add its listeners twice: then the page is loaded anew. */
  function canRunAgain(script) {
    return script.src && script.type !== "module" && "rerun" in script.dataset;
  }

  function runAgain(script) {
    return new Promise((done) => {
      const next = document.createElement("script");
      for (const { name, value } of script.attributes) next.setAttribute(name, value);
      next.async = false; // in their order
      next.onload = next.onerror = done;
      script.replaceWith(next);
    });
  }

  function reload() {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify({ path: location.pathname, ...currentPlace() }));
    } catch {
      // No storage: the browser's own memory of the scroll position has to do.
    }
    location.reload();
  }

  // --- where the reader is -----------------------------------------------------------------------------------

  function currentPlace() {
    const all = [...document.body.querySelectorAll("*")];
    const active = document.activeElement;
    const fields = all.filter((node) => node.matches("input:not([type=password], [type=file]), textarea, select"));
    return {
      scroll: [scrollX, scrollY],
      inner: all.filter((n) => n.scrollLeft || n.scrollTop).map((n) => [address(n), n.scrollLeft, n.scrollTop]),
      open: all.filter((node) => node.localName === "details").map((node) => [address(node), node.open]),
      fields: fields.filter(isFilled).map((node) => [address(node), node.value, node.checked]),
      focus: active && active !== document.body && document.body.contains(active) ? address(active) : "",
      selection: active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null,
    };
  }

  function isFilled(field) {
    if (field.localName === "select") return [...field.options].some((o) => o.selected !== o.defaultSelected);
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  }

  function restore(place) {
    for (const [where, open] of place.open) at(where, (node) => (node.open = open));
    for (const [where, value, checked] of place.fields) {
      at(where, (node) => {
        if (node.value === value && node.checked === checked) return;
        node.value = value;
        node.checked = checked;
        for (const name of ["input", "change"]) node.dispatchEvent(new Event(name, { bubbles: true }));
      });
    }
    for (const [where, left, top] of place.inner) at(where, (node) => node.scrollTo({ left, top, behavior: "instant" }));
    if (place.focus) {
      at(place.focus, (node) => {
        node.focus({ preventScroll: true });
        if (place.selection && place.selection[0] !== null) node.setSelectionRange(...place.selection);
      });
    }
    scrollTo({ left: place.scroll[0], top: place.scroll[1], behavior: "instant" });
  }

  /** A selector that finds the same element in the next version of the page, if it stands where it stood. */
  function address(node) {
    const steps = [];
    for (; node !== document.body; node = node.parentElement) {
      if (node.id) return ["#" + CSS.escape(node.id), ...steps].join(" > ");
      const same = [...node.parentElement.children].filter((other) => other.localName === node.localName);
      steps.unshift(`${CSS.escape(node.localName)}:nth-of-type(${same.indexOf(node) + 1})`);
    }
    return ["body", ...steps].join(" > ");
  }

  function at(where, act) {
    try {
      const node = document.querySelector(where);
      if (node) act(node);
    } catch {
      // The element is of another kind now: its state went with it.
    }
  }

  function restoreAfterReload() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch {
      return;
    }
    if (!place || place.path !== location.pathname) return;
    restore(place);
    if (document.readyState !== "complete") addEventListener("load", () => restore(place), { once: true });
  }

  // --- the problems, over the last good page -----------------------------------------------------------------

  const host = document.createElement("div");
  host.id = "sitegen-preview";
  host.hidden = true;
  const shadow = host.attachShadow({ mode: "open" });
  const style = make("link", { rel: "stylesheet", href: "/_sitegen/preview.css" });
  const status = make("p", { class: "unseen", role: "status" });
  const view = make("div", {});
  style.onload = style.onerror = () => (host.hidden = false);
  shadow.append(style, status, view);
  document.documentElement.append(host); // beside the body, so that it outlives every swap

  let last = null; // the message on view
  let away = ""; // the list that was dismissed
  let folded = null; // what the user chose for this tab, or nothing yet
  let lost = false; // the server does not answer
  try {
    folded = JSON.parse(sessionStorage.getItem(FOLDED));
  } catch {
    // No storage: the choice holds until the next reload.
  }

  function showProblems(message) {
    const list = JSON.stringify(message.problems);
    if (last && list === JSON.stringify(last.problems) && !lost) return;
    if (list !== away) away = "";
    last = message;
    lost = false;
    draw();
  }

  function draw() {
    const focused = shadow.activeElement ? shadow.activeElement.dataset.act : "";
    view.replaceChildren(...signs());
    const again = focused && (view.querySelector(`[data-act=${focused}]`) || view.querySelector("button"));
    if (again) again.focus();
  }

  function signs() {
    if (lost) {
      status.textContent = "The preview has stopped.";
      return [make("p", { class: "badge warning" }, "The preview has stopped; waiting for it …")];
    }
    const { errors, warnings, problems } = last;
    const text = [count(errors, "error"), count(warnings, "warning")].filter(Boolean).join(", ");
    if (status.textContent !== text) status.textContent = text;
    // The plain page lists the problems itself; a dismissed list stays away until it is another one.
    if (!text || file === "" || away === JSON.stringify(problems)) return [];
    const kind = errors ? "error" : "warning";
    if (folded ?? !errors) return [button("unfold", text, () => fold(false), { class: `badge ${kind}` })];
    const head = make("div", { class: "head" }, make("h2", {}, text));
    head.append(button("fold", "Collapse", () => fold(true)), button("dismiss", "Dismiss", dismiss));
    const rows = problems.map(row);
    const more = errors + warnings - problems.length;
    if (more) rows.push(make("li", {}, `and ${more} more, all of them in the terminal`));
    const panel = make("section", { class: `panel ${kind}`, "aria-label": "Problems", tabindex: "0" });
    panel.append(head, make("ul", {}, ...rows));
    panel.addEventListener("keydown", (event) => event.key === "Escape" && fold(true));
    return [panel];
  }

  function row(problem) {
    const { path, line, column, severity, code, message, hint } = problem;
    const text = make("p", {});
    if (path) text.append(make("code", {}, `${path}:${line}:${column}`), " ");
    text.append(make("strong", {}, severity), `: ${message} `, make("code", {}, `[${code}]`));
    return make("li", { class: severity }, text, ...(hint ? [make("p", { class: "hint" }, hint)] : []));
  }

  function fold(value) {
    folded = value;
    try {
      sessionStorage.setItem(FOLDED, JSON.stringify(value));
    } catch {
      // No storage: the choice holds until the next reload.
    }
    draw();
  }

  function dismiss() {
    away = JSON.stringify(last.problems);
    draw();
  }

  function count(number, word) {
    return number ? `${number} ${word}${number === 1 ? "" : "s"}` : "";
  }

  function button(act, text, click, attributes = {}) {
    const node = make("button", { type: "button", "data-act": act, ...attributes }, text);
    node.addEventListener("click", click);
    return node;
  }

  function make(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  // --- the socket --------------------------------------------------------------------------------------------

  let pause = 250; // milliseconds until the next try

  function connect() {
    const socket = new WebSocket(`ws://${location.host}/_sitegen/ws?version=${version}`);
    socket.onopen = () => (pause = 250);
    socket.onmessage = (event) => receive(JSON.parse(event.data));
    socket.onclose = () => {
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, 4000);
      if (pause >= 1000 && !lost) {
        lost = true;
        draw();
      }
    };
  }

  performance.setResourceTimingBufferSize(5000);
  restoreAfterReload();
  connect();
})();
