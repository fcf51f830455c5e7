// A weaver at work on her phone, with script: a camera's photo becomes a piece, an order comes in by itself.
import assert from 'node:assert/strict';

import { accessible } from './axe.mjs';
import { photo } from './camera.mjs';
import { weaver } from './people.mjs';
import { visitor } from './script.mjs';

export const demo = true;

export const journeys = {
  'a photo of the camera is made small on the phone, kept in the draft and published upright': async ({ house, page }) => {
    await weaver(page, house);
    const picture = await photo(page);
    const sent = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/studio/photos')) sent.push(request.postDataBuffer()?.length ?? Number(request.headers()['content-length'] ?? 0));
    });
    await page.locator('nav a[href="/studio/add"]').click();
    await page.locator('form.awake').waitFor();
    await page.locator('#camera').setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: picture });
    await page.locator('#sender .state.here').waitFor({ timeout: 30_000 });
    assert.equal(sent.length, 1);
    assert.ok(sent[0] < 400_000 && sent[0] < picture.length / 2, `${sent[0]} of ${picture.length} bytes went over the air`);
    await accessible(page);

    // Nothing but the photo was sent; the draft is there again when she comes back.
    await page.goto(`${house.origin}/studio/add`);
    assert.ok(await page.locator('#shot img').first().getAttribute('src'));
    await page.locator('#name').fill('Ombak merah biru');
    await page.locator('#price').fill('1,25 jt');
    await page.locator('button[value=publish]').click();
    await page.locator('[role=status]').first().waitFor();
    assert.match(new URL(page.url()).pathname, /^\/studio\/products\//);
    await page.locator('a[href^="/id/p/"]').first().click();
    assert.ok((await page.locator('main').innerText()).includes('Rp1.250.000'));
    assert.deepEqual(await corners(page), ['red', 'blue'], 'upright');
    const bytes = await (await page.request.get(house.origin + (await page.locator('main img').first().getAttribute('src')))).body();
    assert.ok(!bytes.includes('Exif'), 'no EXIF');
    await accessible(page);
  },

  'two prices are asked about, and what was typed stays': async ({ house, page }) => {
    await weaver(page, house);
    await page.goto(`${house.origin}/studio/add?new=1`);
    await page.locator('#name').fill('Tanpa harga jelas');
    await page.locator('#price').fill('450');
    await page.locator('button[value=publish]').click();
    assert.equal(await page.locator('#name').inputValue(), 'Tanpa harga jelas');
    assert.ok(await page.locator('.field.bad').count() > 0);
    await accessible(page);
  },

  'an order that comes in shows on the home by itself': async ({ house, page }) => {
    await weaver(page, house);
    const before = await page.locator('h2').first().innerText();
    const shop = house.demo.shops.find((shop) => shop.name === house.demo.logins.weaver.shop);
    const tourist = visitor(house.origin, 'en');
    const code = await orderable(tourist, house.demo.products.filter((piece) => piece.shop === shop.id && piece.state === 'published'));
    const checkout = await tourist.get(`/en/checkout?p=${code}&how=stall`);
    (await tourist.post('/en/checkout', { key: checkout.field('key'), p: code, how: 'stall', v: checkout.field('v'), quantity: 1, method: 'cash' })).to();
    await page.waitForFunction((before) => document.querySelector('h2')?.innerText !== before, before, { timeout: 10_000 });
    await accessible(page);
  },
};

/** The first of these pieces that can be bought at the stall. */
async function orderable(tourist, pieces) {
  for (const { code } of pieces) {
    const page = await tourist.get(`/en/checkout?p=${code}&how=stall`);
    if (page.status === 200 && page.html.includes('value="cash"')) return code;
  }
  throw new Error('nothing to buy');
}

/** The colours at the top and at the bottom of the piece's photo as it is shown. */
function corners(page) {
  return page.locator('main img').first().evaluate(async (image) => {
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 10, height: 10 });
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0, 10, 10);
    return [1, 8].map((y) => {
      const [red, , blue] = pen.getImageData(5, y, 1, 1).data;
      return red > blue ? 'red' : 'blue';
    });
  });
}
