// reader.mjs HOME FOLDER FILE...: Readium's parser, which stands behind Thorium and other reading systems, opens the books.
// Their contents must be the headings of their text, nested alike, and every page and landmark must lead to a place that
// exists. Prints one line a fault, and writes the
// text of the reading order into FOLDER, a file for each book, by its number. Exits with 1 where there is a fault, with 2 where Readium fails.
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [home, folder, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${resolve(home)}/`));
const readium = 'r2-shared-js/dist/es8-es2017/src';
const { initGlobalConverters_GENERIC, initGlobalConverters_SHARED } = require(`${readium}/init-globals.js`);
const { EpubParsePromise } = require(`${readium}/parser/epub.js`);
const { DOMParser } = require('@xmldom/xmldom');

const HEADING = /^h[1-6]$/;
const RUNNING = /^(a|abbr|b|bdi|code|em|i|kbd|mark|s|small|span|strong|sub|sup|u)$/;

/** The bytes of a file of the book. */
async function read(publication, href) {
  const { stream } = await publication.findFromInternal('zip').Value.entryStreamPromise(href);
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** Every element below a node, in order. */
function* elements(node) {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 1) {
      yield child;
      yield* elements(child);
    }
  }
}

/** The text of a node; blocks stand apart. */
function text(node) {
  if (node.nodeType === 3) return node.data;
  let out = '';
  for (let child = node.firstChild; child; child = child.nextSibling) out += text(child);
  return RUNNING.test(node.localName) ? out : `\n${out}\n`;
}

/** What is more than a warning ends the reading. */
function onError(level, message) {
  if (level !== 'warning') throw new Error(message);
}

const flat = (it) => it.replace(/\s+/g, ' ').trim();

/** The headings of a file: those that the contents should list, without the numbers of notes. */
function headings(document) {
  const found = [];
  for (const element of elements(document)) {
    const heads = HEADING.test(element.localName) || element.getAttribute('role') === 'heading';
    const parent = element.parentNode;
    if (!heads || !element.getAttribute('id') || parent.getAttribute?.('role') === 'doc-endnotes') continue;
    const copy = element.cloneNode(true);
    for (const it of [...elements(copy)]) if (it.getAttribute('role') === 'doc-noteref') it.parentNode.removeChild(it);
    const level = Number(element.getAttribute('aria-level') || element.localName.slice(1));
    found.push({ id: element.getAttribute('id'), words: flat(text(copy)), level });
  }
  return found;
}

/** The contents as a flat list with depths. */
const flatten = (links, depth = 1) =>
  (links ?? []).flatMap((it) => [{ href: it.Href, words: flat(it.Title ?? ''), level: depth }, ...flatten(it.Children, depth + 1)]);

/** What the book must have, and Readium must find. */
function lacking({ Metadata: metadata }, cover) {
  const lacks = [];
  if (!flat(String(metadata.Title ?? ''))) lacks.push('no title is read');
  if (!metadata.Language?.length) lacks.push('no language is read');
  if (!metadata.Identifier) lacks.push('no identifier is read');
  if (!cover) lacks.push('no cover is found');
  return lacks;
}

/** The faults of a book, and its text. */
async function check(file) {
  const publication = await EpubParsePromise(resolve(file));
  const faults = [];
  const places = new Set();
  const expected = [];
  let whole = '';
  const navigation = publication.GetNavDoc()?.Href;
  const apart = publication.Spine.every((it) => it.Href !== navigation) ? [publication.GetNavDoc()] : [];
  for (const { Href: href } of [...publication.Spine, ...apart]) {
    const document = new DOMParser({ onError, errorHandler: onError }).parseFromString(await read(publication, href), 'application/xhtml+xml');
    places.add(href);
    for (const element of elements(document)) if (element.getAttribute('id')) places.add(`${href}#${element.getAttribute('id')}`);
    const body = [...elements(document)].find((it) => it.localName === 'body');
    if (href === navigation) continue;
    whole += text(body);
    expected.push(...headings(document).map(({ id, ...it }) => ({ href: `${href}#${id}`, ...it })));
  }
  const listed = flatten(publication.TOC).map((it) => ({ ...it, href: decodeURI(it.href) }));
  const show = ({ href, words, level }) => `${'  '.repeat(level)}${words} (${href})`;
  const real = expected.map(show), said = listed.map(show);
  // A text without a heading is listed by its title.
  if (expected.length && real.join('\n') !== said.join('\n')) {
    const at = real.findIndex((it, index) => it !== said[index]);
    faults.push(`the contents have \`${said[at] ?? 'nothing'}\` where the text has \`${real[at] ?? 'no more'}\``);
  }
  for (const [name, links] of [['page list', publication.PageList], ['landmarks', publication.Landmarks]]) {
    for (const { Href: href } of links ?? []) {
      if (!places.has(decodeURI(href))) faults.push(`the ${name} lead to ${href}, which is not there`);
    }
  }
  faults.push(...lacking(publication, publication.GetCover()));
  return { faults, whole };
}

try {
  initGlobalConverters_SHARED();
  initGlobalConverters_GENERIC();
  mkdirSync(folder, { recursive: true });
  let clean = true;
  for (const [number, file] of files.entries()) {
    const { faults, whole } = await check(file).catch((error) => ({ faults: [`Readium cannot open it: ${error}`], whole: '' }));
    for (const fault of faults) console.log(`${file}: ${fault}`);
    clean &&= faults.length === 0;
    writeFileSync(join(folder, `${number}.txt`), whole);
  }
  process.exitCode = clean ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
