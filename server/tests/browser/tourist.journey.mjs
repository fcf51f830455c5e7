// A tourist with a printed tag: without script to the paid order; with script the order's page follows by itself.
import assert from 'node:assert/strict';

import { accessible } from './axe.mjs';
import { here, weaver } from './people.mjs';

export const demo = true;

export const journeys = {
  'without script a tourist scans, orders, pays and sees the money arrive': async ({ house, browser, page }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'en-GB', javaScriptEnabled: false });
    try {
      const phone = await context.newPage();
      await phone.goto(here(house, house.demo.links.scan));
      assert.match(new URL(phone.url()).pathname, /^\/en\/p\//);
      const order = await stall(phone, 'qris');
      await phone.locator('form[action$="/paid"] button').click();
      await arrived(page, house, await code(phone));
      await phone.locator('a', { hasText: 'Look again' }).first().click();
      assert.equal(phone.url(), order);
      assert.ok((await phone.locator('main').innerText()).includes('Money is in'));
    } finally {
      await context.close();
    }
  },

  'pieces of two shops are gathered in a basket and ordered at once': async ({ house, browser }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'en-GB' });
    try {
      const phone = await context.newPage();
      const shops = new Set();
      for (const { code } of house.demo.products) {
        if (shops.size === 2) break;
        await phone.goto(`${house.origin}/en/p/${code}`);
        const shop = await phone.locator('header .shop').innerText();
        const button = phone.locator('form[action$="/cart/add"] button');
        if (shops.has(shop) || (await button.count()) === 0) continue;
        await button.click();
        shops.add(shop);
      }
      assert.equal(shops.size, 2, 'the demo sells pieces of two shops');
      await accessible(phone);
      await phone.locator('button[value="go"]').click();
      await accessible(phone);
      for (const chosen of ['how-', 'method-']) {
        const value = chosen === 'how-' ? 'stall' : 'cash';
        for (const tile of await phone.locator(`label:has(input[name^="${chosen}"][value="${value}"])`).all()) await tile.click();
      }
      await phone.locator('.bar .btn.main').click();
      assert.match(new URL(phone.url()).pathname, /^\/en\/o\//);
      assert.ok((await phone.locator('main').innerText()).includes('Your order at 2 shops'));
      assert.equal(await phone.locator('article.part').count(), 2);
      await accessible(phone);
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth);
      assert.equal(wide, 360, 'nothing scrolls sideways');
    } finally {
      await context.close();
    }
  },

  'a piece weighs at most 88 KB in four requests, without script or wasm, its photo at most 40 KB': async ({ house, browser }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, locale: 'en-GB' });
    try {
      const phone = await context.newPage();
      const seen = [];
      const wire = await context.newCDPSession(phone);
      await wire.send('Network.enable');
      wire.on('Network.responseReceived', ({ requestId, type, response }) => seen.push({ requestId, type, url: response.url }));
      wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        const one = seen.find((one) => one.requestId === requestId);
        if (one) one.bytes = encodedDataLength;
      });
      const [piece] = house.demo.products;
      await phone.goto(`${house.origin}/en/p/${piece.code}`, { waitUntil: 'networkidle' });
      const told = JSON.stringify(seen);
      assert.ok(seen.length >= 2 && seen.length <= 4, told);
      assert.ok(!seen.some(({ type }) => type === 'Script' || type === 'Wasm'), told);
      assert.ok(seen.every(({ bytes }) => bytes > 0), told);
      assert.ok(seen.reduce((sum, { bytes }) => sum + bytes, 0) <= 88_000, told);
      assert.ok(seen.filter(({ type }) => type === 'Image').every(({ bytes }) => bytes <= 40_000), told);
      assert.ok(seen.find(({ type }) => type === 'Document').bytes <= 14_600, told);
    } finally {
      await context.close();
    }
  },

  'with script the order follows by itself, in the dark and in the light': async ({ house, browser, page }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'en-GB', colorScheme: 'dark' });
    try {
      const phone = await context.newPage();
      const shop = house.demo.shops.find((shop) => shop.name === house.demo.logins.weaver.shop);
      await phone.goto(`${house.origin}/en/s/${shop.code}`);
      await accessible(phone);
      for (const link of await phone.locator('main a[href^="/en/p/"]').evaluateAll((links) => links.map((link) => link.href))) {
        await phone.goto(link);
        if (await phone.locator('a[href*="how=stall"]').count()) break;
      }
      await stall(phone, 'cash');
      await phone.locator('form[action$="/paid"] button').click();
      await accessible(phone);
      await phone.emulateMedia({ colorScheme: 'light' });
      await accessible(phone);
      await arrived(page, house, await code(phone));
      await phone.locator('.state.paid').first().waitFor({ timeout: 20_000 });
      await accessible(phone);
    } finally {
      await context.close();
    }
  },
};

/** Orders the piece on the page at the stall; gives the order's address. */
async function stall(phone, method) {
  await phone.locator('a[href*="how=stall"]').first().click();
  await phone.locator(`input[name=method][value=${method}]`).check({ force: true });
  await phone.locator('main button.main').click();
  assert.match(new URL(phone.url()).pathname, /^\/en\/o\//);
  return phone.url();
}

const code = async (phone) => (await phone.title()).match(/[2-9A-Z]{4}-[2-9A-Z]{2}/)[0];

/** The weaver sees the order and taps that its money has arrived. */
async function arrived(page, house, code) {
  if (!page.url().startsWith(`${house.origin}/studio`)) await weaver(page, house);
  await page.goto(`${house.origin}/studio/orders/${code}`);
  await page.locator('form[action$="/arrived"] button').click();
  await page.waitForLoadState();
}
