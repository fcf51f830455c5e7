// What axe-core finds on the page that is open, as one line each.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const source = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Throws when something is found. */
export async function accessible(page) {
  // Evaluated over the debugger, so the page's own policy, which forbids inline scripts, stays as it is.
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const lines = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`);
  if (lines.length > 0) throw new Error(`${page.url()}\n${lines.join('\n')}`);
}
