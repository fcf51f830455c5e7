// What journeys about cards share: on a phone, to the card page of the stand-in, and what a page then says.
import assert from 'node:assert/strict';

import { accessible } from './axe.mjs';
import { openHouse } from './house.mjs';
import { here } from './people.mjs';

export const PHONE = { viewport: { width: 360, height: 640 } };
const PATIENCE = 15_000;

/** A guest, the weaver and an officer on phones that run no script. */
export async function people(browser, how, walked) {
  const house = await openHouse({ demo: true, cards: true, ...how });
  const contexts = [];
  const person = async (locale) => {
    contexts.push(await browser.newContext({ ...PHONE, locale, javaScriptEnabled: false }));
    return contexts.at(-1).newPage();
  };
  try {
    const [guest, hers, officer] = [await person('en-GB'), await person('id-ID'), await person('id-ID')];
    await walked({ guest, hers, officer, house });
  } finally {
    for (const context of contexts) await context.close();
    await house.close();
  }
}

/** The address of the order on the weaver's side. */
export const studio = async (guest, house) => `${house.origin}/studio/orders/${(await guest.title()).match(/[2-9A-Z]{4}-[2-9A-Z]{2}/)[0]}`;

/** Orders the scanned piece at the stall, to be paid by card; gives the order's address. */
export async function ask(guest, house) {
  await guest.goto(here(house, house.demo.links.scan));
  await guest.locator('a[href*="how=stall"]').first().click();
  await guest.locator('label:has(input[name=method][value=card])').click();
  await guest.locator('main button.main').click();
  assert.match(new URL(guest.url()).pathname, /^\/(en|id)\/o\//);
  return guest.url();
}

/** Taps the way to the card page; gives its address. */
export async function toCard(guest, house) {
  await guest.locator('form[action$="/card"] button.main').click();
  assert.ok(guest.url().startsWith(`${house.stripe.url}/pay/`), guest.url());
  return guest.url();
}

/** The guest's page, looked at once more. */
export const again = (guest) => guest.locator('a', { hasText: 'Look again' }).first().click();

export async function says(page, ...words) {
  const text = await page.locator('body').innerText();
  for (const word of words) assert.ok(text.toLowerCase().includes(word.toLowerCase()), `${word} on ${page.url()}:\n${text.slice(0, 3000)}`);
}

/** Says it within a while, looked at again and again. */
export async function soon(page, look, ...words) {
  for (const end = Date.now() + PATIENCE; ; await new Promise((wake) => setTimeout(wake, 200))) {
    await look();
    try {
      return await says(page, ...words);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** The page as it stands passes axe, which is a script: opened once more by a browser that runs them. */
export async function seen(page) {
  const twin = await page.context().browser().newContext({ ...PHONE, storageState: await page.context().storageState() });
  try {
    const same = await twin.newPage();
    await same.goto(page.url());
    await accessible(same);
    const wide = await same.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(wide, PHONE.viewport.width, `${page.url()} scrolls sideways`);
  } finally {
    await twin.close();
  }
}
