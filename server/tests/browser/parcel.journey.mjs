// "Send it to me", on SQLite and on PostgreSQL, both phones without script: asked from abroad, answered with a service of
// the regency's table, agreed, paid, sent, received.
import assert from 'node:assert/strict';

import { openHouse } from './house.mjs';
import { weaver } from './people.mjs';

const PHONE = { viewport: { width: 360, height: 640 }, javaScriptEnabled: false };

export const journeys = {
  'a piece is asked for from abroad, answered, paid, sent and received without script on SQLite': async ({ browser }) => walk(browser, {}),
  'a piece is asked for from abroad, answered, paid, sent and received without script on PostgreSQL': async ({ browser }) => walk(browser, { postgres: true }),
};

async function walk(browser, how) {
  const house = await openHouse({ demo: true, ...how });
  const contexts = [await browser.newContext({ ...PHONE, locale: 'en-GB' }), await browser.newContext({ ...PHONE, locale: 'id-ID' })];
  try {
    const [guest, hers] = await Promise.all(contexts.map((context) => context.newPage()));
    await weaver(hers, house);
    const order = `${house.origin}/studio/orders/${await ask(guest, house)}`;
    await answer(hers, order);
    await agreeAndPay(guest);
    await hers.goto(order);
    await hers.locator('form[action$="/arrived"] button').click();
    await send(hers, order);
    await again(guest, 'has sent your parcel', 'EX123456789ID');
    await guest.locator('form[action$="/received"] button').click();
    await says(guest, 'In your hands');
    await hers.goto(order);
    await says(hers, 'Sudah diserahkan');
  } finally {
    for (const context of contexts) await context.close();
    await house.close();
  }
}

/** The guest asks from Germany; gives the order's code. */
async function ask(guest, house) {
  await guest.goto(`${house.origin}${new URL(house.demo.links.scan).pathname}`);
  await guest.locator('a[href*="how=send"]').click();
  await guest.locator('label:has(input[name=how][value=send])').click();
  await guest.locator('#wish').fill('It is a present');
  await guest.locator('#to_country').selectOption('DE');
  await guest.locator('#to_name').fill('Mia Example');
  await guest.locator('#to_street').fill('Beispielweg 7\n10999 Musterstadt');
  await guest.locator('label:has(input[name=contact_kind][value=email])').click();
  await guest.locator('#contact').fill('mia@mail.example');
  await guest.locator('main button.main').click();
  assert.match(new URL(guest.url()).pathname, /^\/en\/o\//);
  await says(guest, 'has been asked', 'You have nothing to pay');
  return (await guest.title()).match(/[2-9A-Z]{4}-[2-9A-Z]{2}/)[0];
}

/** She finds it among her orders and answers with the first service of the table. */
async function answer(hers, order) {
  await hers.goto(new URL('/studio/orders', order).href);
  await hers.locator(`a[href="${new URL(order).pathname}"]`).first().click();
  await says(hers, 'It is a present', 'Beispielweg 7');
  await hers.locator('a.main[href$="/answer"]').click();
  await hers.locator('label:has(input[name=service])').first().click();
  await hers.locator('#text').fill('Dikirim hari Jumat');
  await hers.locator('main button.main').click();
  assert.equal(hers.url(), order);
}

/** The guest agrees to what it comes to and says that it is paid. */
async function agreeAndPay(guest) {
  await again(guest, 'has answered', 'Dikirim hari Jumat', 'I agree, pay Rp');
  await guest.locator('label:has(input[name=method][value=qris])').click();
  await guest.locator('form[action$="/agree"] button.main').click();
  await says(guest, 'Waiting for your payment');
  await guest.locator('form[action$="/paid"] button').click();
  await says(guest, 'You said you have paid');
}

/** The parcel is on its way, with a number. */
async function send(hers, order) {
  await hers.locator('a.main[href$="/send"]').click();
  await hers.locator('#tracking').fill('EX123456789ID');
  await hers.locator('main button.main').click();
  assert.equal(hers.url(), order);
}

/** The guest's page, looked at once more. */
async function again(guest, ...words) {
  await guest.locator('a', { hasText: 'Look again' }).first().click();
  await says(guest, ...words);
}

async function says(page, ...words) {
  const text = await page.locator('body').innerText();
  for (const word of words) assert.ok(text.toLowerCase().includes(word.toLowerCase()), `${word} on ${page.url()}:\n${text.slice(0, 3000)}`);
}
