// pdfjs.mjs VALIDATORS FILE.pdf: the text of a PDF as pdf.js gives it to a search, line by line.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [validators, path] = process.argv.slice(2);
const pdfjs = await import(pathToFileURL(`${validators}/node_modules/pdfjs-dist/legacy/build/pdf.mjs`));
const file = await pdfjs.getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 }).promise;
for (let number = 1; number <= file.numPages; number += 1) {
  const page = await file.getPage(number);
  const { items } = await page.getTextContent();
  process.stdout.write(`${items.map((it) => it.str + (it.hasEOL ? "\n" : "")).join("")}\n`);
  page.cleanup();
}
