// Prints one page to PDF as the print menu does: on the paper its style asks for, without background graphics.
// node print.mjs URL SESSION OUT.pdf
import { openBrowser } from './chromium.mjs';

const [url, session, out] = process.argv.slice(2);
const browser = await openBrowser();
try {
  const context = await browser.newContext();
  await context.addCookies([{ name: 'session', value: session, url }]);
  const page = await context.newPage();
  const answer = await page.goto(url, { waitUntil: 'load' });
  if (answer.status() !== 200) throw new Error(`${url} answers ${answer.status()}`);
  await page.pdf({ path: out, preferCSSPageSize: true, printBackground: false });
} finally {
  await browser.close();
}
