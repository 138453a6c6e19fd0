// axe.mjs HOME CHROME FILE...: axe-core in headless Chromium, light and dark, narrow and wide.
// Prints one line a fault. Exits with 1 where there is one, with 2 where the browser fails.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [home, executablePath, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${resolve(home)}/`));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// A page must reflow at 320 pixels without scrolling sideways (WCAG 2.2, success criterion 1.4.10).
const WIDTHS = [320, 1280];
const SCHEMES = ['light', 'dark'];
// No sandbox, because CI runs as root; nothing that reaches for the network.
const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run',
];

/** The faults of a page at one width and in one scheme. */
async function faultsOf(page) {
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  const faults = violations.map(({ id, impact, nodes }) => {
    const first = nodes[0]?.html.replace(/\s+/g, ' ').slice(0, 100);
    return `${id} (${impact}) x${nodes.length}: ${first}`;
  });
  const sideways = await page.evaluate(() => document.scrollingElement.scrollWidth > innerWidth + 1);
  return sideways ? [...faults, 'the page scrolls sideways'] : faults;
}

/** The faults of a file, each with the conditions in which it shows. */
async function check(page, file) {
  const conditions = new Map();
  await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: 'load' });
  await page.evaluate(axe);
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const fault of await faultsOf(page)) {
        conditions.set(fault, [...(conditions.get(fault) ?? []), `${colorScheme} ${width} px`]);
      }
    }
  }
  return [...conditions].map(([fault, where]) => `${file}: ${fault} [${where.join(', ')}]`);
}

try {
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  // axe is evaluated in the page, which the page's own Content-Security-Policy would forbid.
  const context = await browser.newContext({ offline: true, bypassCSP: true });
  let clean = true;
  for (const file of files) {
    const page = await context.newPage();
    const faults = await check(page, file);
    for (const fault of faults) console.log(fault);
    clean &&= faults.length === 0;
    await page.close();
  }
  await browser.close();
  process.exitCode = clean ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
