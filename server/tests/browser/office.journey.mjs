// The officer's and the administrator's desks, and every page of the house once through axe: on a phone and on a desktop,
// in both languages, in the light and in the dark.
import assert from 'node:assert/strict';

import { accessible } from './axe.mjs';
import { desk, weaver } from './people.mjs';

export const demo = true;

export const journeys = {
  // First, while nobody has used the links of the start.
  'doors and dead ends pass axe': async ({ house, page, context }) => {
    const link = (path) => new URL(path).pathname;
    await everyPage(page, context, ['/login', link(house.demo.links.invitation), link(house.demo.links.fresh_device)], /^$/, house, 3);
    for (const lost of ['/en/nowhere', '/q/AAAAAAA', '/invite/nonsense']) {
      await page.goto(house.origin + lost);
      await accessible(page);
    }
  },

  'the officer reads the figures, takes them home, and sees who needs help': async ({ house, page }) => {
    await desk(page, house, 'officer');
    assert.equal(new URL(page.url()).pathname, '/office/wakatobi');
    const total = (await page.locator('h1').innerText()).match(/Rp[\d.]+\d/)?.[0];
    assert.ok(total, 'a sentence with the month\'s income');
    const csv = await (await page.request.get(`${house.origin}/office/wakatobi/figures.csv`)).text();
    assert.ok(csv.includes(total.replaceAll(/\D/g, '')), `${total} in the file`);
    await page.locator('a[href="/office/wakatobi/shops"]').first().click();
    assert.ok(await page.locator('main li').count() >= 20);
  },

  'an officer invites, and the link is shown to be scanned': async ({ house, page }) => {
    await desk(page, house, 'officer');
    await page.goto(`${house.origin}/office/wakatobi/invitations`);
    await page.locator('#name').fill('Wa Tamu Rekaan');
    await page.locator('#phone').fill('0812 0000 0555');
    await page.locator('#village').selectOption({ index: 1 });
    await page.locator('form:has(#village) button.main').click();
    assert.ok(await page.locator('main svg').count() > 0, 'a square to scan');
    await accessible(page);
  },

  'every page of the weaver passes axe': async ({ house, page, context }) => {
    await weaver(page, house);
    await everyPage(page, context, ['/studio', '/studio/tags/sheet'], /^\/(studio|account)/, house);
  },

  'every page of the officer passes axe': async ({ house, page, context }) => {
    await desk(page, house, 'officer');
    await everyPage(page, context, ['/office/wakatobi'], /^\/(office|account)/, house);
  },

  'every page of the administrator passes axe': async ({ house, page, context }) => {
    await desk(page, house, 'administrator');
    await everyPage(page, context, ['/admin'], /^\/(admin|account)/, house);
  },

  'every page of a tourist passes axe': async ({ house, page, context }) => {
    await everyPage(page, context, ['/en/', '/id/', '/k', '/en/r/wakatobi', '/demo/whatsapp?text=x'], /^\/(k$|id\/|en\/(?!o\/))/, house);
  },

  'the page with a maker\'s number passes axe': async ({ house, page }) => {
    for (const shop of house.demo.shops) {
      await page.goto(`${house.origin}/en/s/${shop.code}`);
      if (await page.locator('form[action$="/contact"] button').count() === 0) continue;
      await page.locator('form[action$="/contact"] button').first().click();
      await accessible(page);
      return;
    }
    assert.fail('no shop of the demo shows its number');
  },
};

/** Follows the links of the house from `from`, one page of each kind, and looks at it as four readers would. */
async function everyPage(page, context, from, inside, house, least = 5) {
  const [waiting, seen] = [[...from], new Set()];
  while (waiting.length > 0) {
    const path = waiting.shift();
    const kind = path.replace(/\?.*/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '*').replace(/\/(p|s)\/\w+/, '/$1/*')
      .replace(/orders\/[2-9A-Z]{4}-[2-9A-Z]{2}/, 'orders/*').replace(/(\/r\/[\w-]+)\/[\w-]+/, '$1/*') + (path.includes('how=') ? path.match(/how=\w+/)[0] : '');
    if (seen.has(kind) || /\.(csv|svg|png)$/.test(kind)) continue;
    seen.add(kind);
    const answer = await page.goto(house.origin + path);
    assert.ok(answer.status() < 400, `${path} answers ${answer.status()}`);
    for (const [viewport, colorScheme] of [[{ width: 360, height: 640 }, 'dark'], [{ width: 1280, height: 800 }, 'light']]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await accessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${path} is ${wide}px too wide at ${viewport.width}px`);
    }
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    waiting.push(...links.filter((link) => inside.test(link)));
  }
  assert.ok(seen.size >= least, [...seen].join(' '));
}
