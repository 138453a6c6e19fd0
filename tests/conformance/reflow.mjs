// reflow.mjs HOME CHROME FILE...: every file of the books in headless Chromium, at 320 and 800 pixels, by day and by night.
// No file may scroll sideways (code and tables may, each by itself), no line may be cut off, and all text must stand out
// from its ground by 4.5 to 1 (WCAG 2.2, 1.4.3, 1.4.10), when the reading system colours the page as well as when not.
// With SHOTS=FOLDER it keeps a picture of each. Prints one line a fault. Exits with 1 where there is one, with 2 where
// the browser fails.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [home, executablePath, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${resolve(home)}/`));
const { chromium } = require('playwright-core');

const WIDTHS = [320, 800];
// How reading systems colour a page: not at all, by the scheme, or by a rule of their own.
const NIGHT = 'html, body { background: #000 !important; color: #ccc !important; }';
const MODES = [['light', ''], ['dark', ''], ['dark', NIGHT]];
const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run',
];

/** Runs in the page: what is amiss in it. */
function look({ night, scheme }) {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll('*')].find((it) => {
      const alone = it.closest('pre, table, .scroll');
      return it.getBoundingClientRect().right > root.clientWidth + 1 && !(alone && alone !== it);
    });
    faults.push(`it scrolls sideways: ${root.scrollWidth} of ${root.clientWidth} pixels, by ${wide?.outerHTML.slice(0, 90)}`);
  }
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((it) => it / 255)
    .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4))
    .reduce((sum, it, at) => sum + it * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (element) => {
    for (let it = element; it; it = it.parentElement) {
      const color = numbers(getComputedStyle(it).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return night || (scheme === 'dark' && getComputedStyle(root).colorScheme.includes('dark')) ? [0, 0, 0] : [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(element) || element.closest('[hidden]')) continue;
    seen.add(element);
    const [text, behind] = [getComputedStyle(element).color, ground(element)].map((it) => (typeof it === 'string' ? numbers(it) : it));
    const [light, dark] = [luminance(text), luminance(behind)].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(1)}: ${element.outerHTML.slice(0, 90)}`);
  }
  return faults;
}

async function check(page, path, name) {
  const conditions = new Map();
  for (const [scheme, style] of MODES) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(pathToFileURL(path).href, { waitUntil: 'load' });
    if (style) await page.addStyleTag({ content: style });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const mode = `${style ? 'night' : scheme} ${width} px`;
      for (const fault of await page.evaluate(look, { night: style !== '', scheme })) {
        const short = fault.replace(/\s+/g, ' ');
        conditions.set(short, [...(conditions.get(short) ?? []), mode]);
      }
      if (process.env.SHOTS && (scheme === 'light' || style)) {
        const file = `${name.replace(/[^\w-]+/g, '_')}-${mode.replace(/ /g, '-')}.png`;
        await page.screenshot({ path: join(process.env.SHOTS, file), fullPage: true });
      }
    }
  }
  return [...conditions].map(([fault, where]) => `${name}: ${fault} [${where.join(', ')}]`);
}

/** The paths of files below a folder. */
const below = (folder) => readdirSync(folder, { withFileTypes: true })
  .flatMap((it) => (it.isDirectory() ? below(join(folder, it.name)) : [join(folder, it.name)]));

try {
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  let clean = true;
  for (const file of files) {
    const folder = mkdtempSync(join(tmpdir(), 'reflow-'));
    execFileSync('python3', ['-m', 'zipfile', '-e', file, folder]);
    for (const path of below(folder).filter((it) => it.endsWith('.xhtml')).sort()) {
      const name = `${basename(dirname(resolve(file)))}/${basename(file)}: ${relative(folder, path)}`;
      const faults = await check(page, path, name);
      for (const fault of faults) console.log(fault);
      clean &&= faults.length === 0;
    }
    rmSync(folder, { recursive: true });
  }
  await browser.close();
  process.exitCode = clean ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
