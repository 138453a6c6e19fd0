// A page that is served: takes its new text in place, with the same passage at the same height of the window.
"use strict";

(() => {
  const script = document.currentScript;
  let version = Number(script.dataset.version);
  const KEY = "pamphlet-place";
  const BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,dt,dd,figure,table,pre,blockquote";

  // Those of the text: contents at the side stay in the window wherever the text is.
  function blocks() {
    const root = document.querySelector("main") ?? document.body;
    return [...root.querySelectorAll(BLOCKS)].filter((it) => !it.closest("nav, aside"));
  }

  // The first block that is in the window, by its text and number, and its height there.
  function place() {
    const all = blocks();
    const index = all.findIndex((it) => it.getBoundingClientRect().bottom > 0);
    const block = all[index];
    if (!block || window.scrollY === 0) return { top: window.scrollY };
    return { index, text: block.textContent, offset: block.getBoundingClientRect().top, top: window.scrollY };
  }

  function go(to) {
    const all = to.index === undefined ? [] : blocks();
    let best = null;
    all.forEach((it, index) => {
      const distance = Math.abs(index - to.index);
      if (it.textContent === to.text && (best === null || distance < best.distance)) best = { it, distance };
    });
    const block = best?.it ?? all[to.index];
    const top = block ? window.scrollY + block.getBoundingClientRect().top - to.offset : to.top;
    window.scrollTo({ top, behavior: "instant" });
  }

  const others = (page) => [...page.querySelectorAll("script[src]")].some((it) => !it.src.endsWith("/_pamphlet/live.js"));

  // Makes an element what another is, and leaves what is equal in both: a page as long as a book is not laid out again for a
  // word.
  function become(element, other) {
    for (const name of element.getAttributeNames()) if (!other.hasAttribute(name)) element.removeAttribute(name);
    for (const it of other.attributes) if (element.getAttribute(it.name) !== it.value) element.setAttribute(it.name, it.value);
    const old = [...element.childNodes];
    const now = [...other.childNodes];
    let start = 0;
    while (start < old.length && start < now.length && old[start].isEqualNode(now[start])) start += 1;
    let [oldEnd, nowEnd] = [old.length, now.length];
    while (oldEnd > start && nowEnd > start && old[oldEnd - 1].isEqualNode(now[nowEnd - 1])) {
      oldEnd -= 1;
      nowEnd -= 1;
    }
    // As many as before: each is what was at its place, or takes that place.
    if (oldEnd - start === nowEnd - start) {
      for (let at = start; at < oldEnd; at += 1) {
        if (old[at].isEqualNode(now[at])) continue;
        const isSame = old[at].nodeType === Node.ELEMENT_NODE && old[at].nodeName === now[at].nodeName;
        if (isSame) become(old[at], now[at]);
        else old[at].replaceWith(document.adoptNode(now[at]));
      }
      return;
    }
    const after = old[oldEnd] ?? null;
    for (const it of old.slice(start, oldEnd)) it.remove();
    for (const it of now.slice(start, nowEnd)) element.insertBefore(document.adoptNode(it), after);
  }

  async function refresh() {
    const from = place();
    const answer = await fetch(location.pathname, { cache: "no-store" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const own = page.querySelector("script[src='/_pamphlet/live.js']");
    if (!own) return;
    // A page with scripts of its own is loaded whole, so that they run.
    if (others(document) || others(page)) {
      history.scrollRestoration = "manual";
      sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, ...from }));
      location.reload();
      return;
    }
    version = Number(own.dataset.version);
    own.remove();
    become(document.documentElement, page.documentElement);
    go(from);
    document.dispatchEvent(new Event("pamphlet-refreshed"));
  }

  let work = Promise.resolve();
  function take(state) {
    const name = decodeURIComponent(location.pathname.slice(1)).replace(/\/$/, "/index.html");
    const now = state?.pages?.[name];
    if (now !== undefined && now !== version) {
      work = work.then(() => (now === version ? undefined : refresh())).catch(() => undefined);
    }
  }

  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (kept?.path === location.pathname) {
    history.scrollRestoration = "manual";
    go(kept);
    // The browser has its own idea of the place until everything is loaded.
    window.addEventListener("load", () => setTimeout(() => {
      go(kept);
      history.scrollRestoration = "auto";
    }));
  }

  // In the frame, the frame says what changed; a page that is alone asks itself.
  if (window.parent !== window) {
    window.addEventListener("message", (event) => {
      if (event.origin === location.origin && event.source === window.parent) take(event.data?.pamphlet);
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (link && link.origin !== location.origin) {
        event.preventDefault();
        window.open(link.href, "_blank", "noopener");
      }
    });
  } else {
    new EventSource("/_pamphlet/events").addEventListener("message", (event) => take(JSON.parse(event.data)));
  }
})();
