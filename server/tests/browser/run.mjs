// Runs every *.journey.mjs beside it (or those whose name contains an argument): each file with a house of its own, each
// journey with a fresh browser context. The last line is read by `make test`: `journeys: N passed, N failed`.
//
// A journey file exports `journeys`, sentences with what they do: { 'a visitor ...': async ({ house, page, context }) => {} },
// and `demo = true` when it wants the demo's people in it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { openBrowser } from './chromium.mjs';
import { openHouse } from './house.mjs';

const LIMIT = 120_000;
const here = path.dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = fs.readdirSync(here).filter((name) => name.endsWith('.journey.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part))).sort();

let passed = 0, failed = 0;
const browser = await openBrowser();
for (const file of files) await runFile(file);
await browser.close();
console.log(`journeys: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function runFile(file) {
  const { journeys, demo } = await import(pathToFileURL(path.join(here, file)));
  let house;
  try {
    house = await openHouse({ demo });
    for (const [name, walk] of Object.entries(journeys)) await runOne(name, walk, house);
  } catch (error) {
    failed += 1;
    console.log(`${file} ... FAILED\n${error.stack ?? error}`);
  } finally {
    await house?.close();
  }
}

async function runOne(name, walk, house) {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, locale: 'id-ID' });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (![house.origin, 'data:', 'blob:'].some((own) => request.url().startsWith(own))) complaints.push(`third party: ${request.url()}`);
  });
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`over ${LIMIT / 1000} s`)), LIMIT); });
  try {
    await Promise.race([walk({ house, page, context, browser }), late]);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
    passed += 1;
    console.log(`${name} ... ok`);
  } catch (error) {
    failed += 1;
    console.log(`${name} ... FAILED\n${error.stack ?? error}\n${house.log.split('\n').slice(-8).join('\n')}`);
  } finally {
    clearTimeout(timer);
    await context.close();
  }
}
