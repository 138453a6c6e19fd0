// site.mjs HOME CHROME FOLDER...: sites clicked through in headless Chromium, from the disk.
// Every link lands, the search finds, the keyboard reaches everything, nothing is loaded from elsewhere, no policy is
// broken, and without scripts the text and its contents are there. Prints one line a fault. Exits with 1 where there
// is one, with 2 where the browser fails.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [home, executablePath, ...folders] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${resolve(home)}/`));
const { chromium } = require('playwright-core');

const WIDTHS = [320, 1280];
// So many words are sought in each site, from as many of its pages.
const WORDS = 6;
// No sandbox, because CI runs as root; nothing that reaches for the network.
const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run',
];
const FOCUSABLE = 'a[href], input, summary, [tabindex="0"]';

/** Notes what a page does that it may not: errors, broken policies, anything that is not a file of the site. */
async function watch(page, folder, fault) {
  const root = pathToFileURL(`${folder}/`).href;
  page.on('console', (message) => message.type() === 'error' && fault(`the console says ${message.text()}`));
  page.on('pageerror', (error) => fault(`a script fails: ${error.message}`));
  page.on('request', (request) => request.url().startsWith(root) || fault(`it asks for ${request.url()}`));
  await page.exposeFunction('broken', (directive, uri) => fault(`the policy ${directive} is broken by ${uri}`));
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => {
    globalThis.broken(event.violatedDirective, event.blockedURI);
  }));
}

/** What can be linked to on a page, the links on it, and its text without its ways to other pages. */
async function survey(page) {
  return page.evaluate(() => {
    const text = document.querySelector('main').cloneNode(true);
    text.querySelectorAll('nav, .permalink').forEach((it) => it.remove());
    return {
      ids: [...document.querySelectorAll('[id]')].map((it) => it.id),
      links: [...document.querySelectorAll('a[href], link[href]')].map((it) => it.href),
      text: text.textContent,
    };
  });
}

/** Every link of the site lands on a file, and on an element of it where it names one. */
function deadLinks(pages) {
  const faults = [];
  for (const [path, { links }] of pages) {
    for (const href of links.filter((it) => it.startsWith('file:'))) {
      const url = new URL(href);
      const id = decodeURIComponent(url.hash.slice(1));
      const file = fileURLToPath(Object.assign(new URL(url), { hash: '' }));
      const there = pages.get(file);
      if (!existsSync(file)) faults.push(`${path}: a link leads to ${href}, which is not there`);
      else if (id && !there?.ids.includes(id)) faults.push(`${path}: a link leads to ${href}, which no element is`);
    }
  }
  return faults;
}

/** A word of a text as somebody might type it: in capitals, without accents and vowels; two letters of Chinese. */
function sought(text) {
  const han = text.match(/\p{sc=Han}{2}/u)?.[0];
  if (han) return han;
  const words = text.match(/\p{L}[\p{L}\p{M}]{4,}/gu) ?? [];
  const word = words.sort((a, b) => b.length - a.length)[0];
  return word?.normalize('NFD').replace(/\p{Mn}/gu, '').toUpperCase();
}

const plain = (text) => text.normalize('NFKD').replace(/[\p{Mn}\u0640]/gu, '').toLowerCase();

/** Types a word, reads what is announced, goes to the first place by the keyboard alone, and lands at the word. */
async function search(page, start, word, fault) {
  await page.goto(pathToFileURL(start).href);
  await page.focus('input[type=search]');
  await page.keyboard.type(word);
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent !== '', null, { timeout: 10_000 })
    .catch(() => fault(`the search says nothing of ${word}`));
  // Results of half a word show while it is typed: those that count are of the whole.
  const shows = (wanted) => [...document.querySelectorAll('.search li')]
    .some((it) => it.textContent.normalize('NFKD').replace(/[\p{Mn}\u0640]/gu, '').toLowerCase().includes(wanted));
  await page.waitForFunction(shows, plain(word), { timeout: 10_000 }).catch(() => fault(`no result shows ${word}`));
  const announced = await page.locator('[role=status]').textContent();
  if (!/\d/.test(announced)) return fault(`the search announces no number for ${word}: ${announced}`);
  await page.keyboard.press('Enter');
  const href = await page.evaluate(() => document.activeElement.href);
  if (!href) return fault('Enter does not lead to the first result');
  const lands = page.waitForEvent('framenavigated', { timeout: 10_000 });
  await page.keyboard.press('Enter');
  await lands.catch(() => fault(`a result does not lead to ${href}`));
  await page.waitForLoadState('load');
  if (page.url() !== href) fault(`a result leads to ${page.url()} and not to ${href}`);
  const text = await page.evaluate(() => document.body.textContent);
  if (!plain(text).includes(plain(word))) fault(`${href} does not hold ${word}`);
}

/** Tab goes to all that can be used, in the order of the page, and shows where it is. */
async function keyboard(page, fault) {
  const expected = await page.evaluate((focusable) => {
    const usable = [...document.querySelectorAll(focusable)].filter((it) => !it.disabled && it.checkVisibility());
    usable.forEach((it, at) => { it.dataset.order = at; });
    return usable.length;
  }, FOCUSABLE);
  await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
  for (let at = 0; at < expected; at += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const it = document.activeElement;
      const box = it.getBoundingClientRect();
      const style = getComputedStyle(it);
      const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || it.matches('.permalink');
      const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return { order: Number(it.dataset.order ?? -1), marked, seen, html: it.outerHTML.slice(0, 80) };
    });
    if (found.order !== at) return fault(`Tab comes to ${found.html}, number ${found.order}, as number ${at}`);
    if (!found.marked) fault(`the focus does not show on ${found.html}`);
    if (!found.seen) fault(`the focus is out of sight on ${found.html}`);
  }
}

/** What there is without scripts: the text, the contents, and no field that does nothing. */
async function withoutScripts(browser, start, fault) {
  const context = await browser.newContext({ offline: true, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(start).href);
  if (await page.locator('input[type=search]').isVisible()) fault('a search shows that cannot work');
  if (!(await page.locator('nav[role=doc-toc] a').first().isVisible())) fault('no contents show without scripts');
  await context.close();
}

/** The faults of a site. */
async function check(browser, folder) {
  const faults = [];
  const context = await browser.newContext({ offline: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const pages = new Map();
  const fault = (message) => faults.push(`${page.url().replace('file://', '')}: ${message}`);
  await watch(page, folder, fault);
  const files = readdirSync(folder).filter((it) => it.endsWith('.html')).map((it) => join(folder, it));
  for (const file of files) {
    await page.goto(pathToFileURL(file).href);
    pages.set(file, await survey(page));
  }
  faults.push(...deadLinks(pages));
  const linked = new Set([...pages.values()].flatMap((it) => it.links).map((it) => it.split('#')[0]));
  for (const file of files) if (!linked.has(pathToFileURL(file).href)) faults.push(`${file}: nothing leads to it`);
  const start = join(folder, 'index.html');
  const step = Math.max(1, Math.floor(files.length / WORDS));
  for (let at = 0; at < files.length; at += step) {
    const word = sought(pages.get(files[at]).text);
    if (word) await search(page, start, word, fault);
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const file of [start, ...files.filter((it) => it !== start).slice(0, 3)]) {
      await page.goto(pathToFileURL(file).href);
      await keyboard(page, fault);
    }
  }
  await context.close();
  await withoutScripts(browser, start, (message) => faults.push(`${start}: ${message}`));
  return faults.map((it) => `${basename(folder)}: ${it}`);
}

let browser;
try {
  browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  let clean = true;
  for (const folder of folders) {
    const faults = await check(browser, resolve(folder));
    for (const fault of faults) console.log(fault);
    clean &&= faults.length === 0;
  }
  process.exitCode = clean ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 2;
} finally {
  await browser?.close();
}
