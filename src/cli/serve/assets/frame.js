// The frame: chooses the edition that is shown, and shows errors and warnings over it.
"use strict";

const select = document.getElementById("publication");
const tabs = document.getElementById("editions");
const view = document.getElementById("view");
const button = document.getElementById("findings-button");
const panel = document.getElementById("findings");
const status = document.getElementById("status");
let state = null;
// What is shown: an edition's file, and the version that the view has of it.
let shown = null;
let version = null;
// Whether somebody opened or closed the panel; until then it opens by itself where there are errors.
let choice = null;

const url = (file) => "/" + file.split("/").map(encodeURIComponent).join("/");

function publication() {
  return state.publications.find((it) => it.name === select.value) ?? state.publications[0];
}

function show(edition) {
  shown = edition.file;
  version = edition.version;
  view.src = url(edition.file);
  history.replaceState(null, "", "#" + encodeURIComponent(edition.file));
}

// Plain text is loaded again at the same place; a page does so itself, and the viewer of a PDF begins again.
function refresh(edition) {
  version = edition.version;
  const window = view.contentWindow;
  if (edition.format !== "txt" || !window) {
    view.src = url(edition.file) + "?v=" + edition.version;
    return;
  }
  const top = window.scrollY;
  view.addEventListener("load", () => view.contentWindow.scrollTo(0, top), { once: true });
  window.location.reload();
}

function choose() {
  const wanted = shown ?? decodeURIComponent(location.hash.slice(1));
  for (const it of state.publications) {
    if (it.editions.some((edition) => edition.file === wanted)) {
      select.value = it.name;
      return;
    }
  }
}

function draw() {
  const names = state.publications.map((it) => it.name).join("\n");
  if (select.dataset.names !== names) {
    const kept = select.value;
    select.replaceChildren(...state.publications.map((it) => new Option(it.title, it.name)));
    select.dataset.names = names;
    select.value = kept;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
    choose();
  }
  select.hidden = state.publications.length < 2;
  const own = publication();
  document.title = own ? own.title : "pamphlet";
  const editions = own ? own.editions.filter((it) => it.version !== null) : [];
  const links = editions.map((edition) => {
    const link = document.createElement("a");
    link.href = url(edition.file);
    link.textContent = edition.name;
    if (edition.format === "epub" || !["html", "pdf", "txt"].includes(edition.format)) {
      link.download = "";
    } else {
      if (edition.file === shown) link.setAttribute("aria-current", "page");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        show(edition);
        draw();
      });
    }
    return link;
  });
  tabs.replaceChildren(...links);
  const current = editions.find((it) => it.file === shown);
  if (!current) {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const first = editions.find((it) => it.file === wanted) ?? editions.find((it) => it.format === "html")
      ?? editions.find((it) => ["pdf", "txt"].includes(it.format));
    if (first) {
      show(first);
      draw();
      return;
    }
  } else if (current.format !== "html" && current.version !== version) {
    refresh(current);
  }
  drawFindings();
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function item(finding) {
  const made = element("li", "", finding.severity);
  const message = document.createElement("p");
  message.append(element("strong", finding.severity), ": " + finding.message);
  made.append(message);
  if (finding.place) {
    const place = document.createElement("p");
    place.append(element("code", finding.place), finding.rule ? " (" + finding.rule + ")" : "");
    made.append(place);
  }
  if (finding.line) made.append(element("pre", finding.line));
  if (finding.help) made.append(element("p", "Help: " + finding.help));
  return made;
}

function drawFindings() {
  const all = state.publications.flatMap((it) => it.findings);
  const count = (severity) => all.filter((it) => it.severity === severity).length;
  const words = (number, word) => number === 0 ? [] : [number + " " + word + (number === 1 ? "" : "s")];
  const [errors, warnings] = [count("error"), count("warning")];
  button.hidden = all.length === 0;
  button.textContent = [...words(errors, "error"), ...words(warnings, "warning")].join(", ");
  button.className = panel.className = errors > 0 ? "error" : "warning";
  if (all.length === 0) choice = null;
  const isOpen = all.length > 0 && (choice ?? errors > 0);
  panel.hidden = !isOpen;
  button.setAttribute("aria-expanded", String(isOpen));
  const parts = state.publications.filter((it) => it.findings.length > 0).flatMap((it) => {
    const list = document.createElement("ul");
    list.append(...it.findings.map(item));
    return it.title ? [element("h2", it.title), list] : [list];
  });
  panel.replaceChildren(...parts);
}

button.addEventListener("click", () => {
  choice = panel.hidden;
  drawFindings();
});
select.addEventListener("change", () => {
  shown = null;
  history.replaceState(null, "", "#");
  draw();
});
const tell = () => view.contentWindow?.postMessage({ pamphlet: state }, location.origin);
view.addEventListener("load", tell);

const events = new EventSource("/_pamphlet/events");
events.addEventListener("message", (event) => {
  state = JSON.parse(event.data);
  status.textContent = "";
  tell();
  draw();
});
events.addEventListener("error", () => {
  status.textContent = "The server has stopped.";
});
