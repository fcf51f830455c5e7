// How the demo's people come in.
import assert from 'node:assert/strict';

/** The weaver opens the link of a fresh phone and types her PIN; the link opens once, so the phone is kept. */
export async function weaver(page, house) {
  if (house.phone) {
    await page.context().addCookies(house.phone);
    await page.goto(`${house.origin}/studio`);
    return;
  }
  await page.goto(here(house, house.demo.links.fresh_device));
  await page.locator('input[name=pin]').fill(house.demo.logins.weaver.pin);
  await page.locator('main button.main').click();
  assert.equal(new URL(page.url()).pathname, '/studio');
  house.phone = await page.context().cookies();
}

/** The officer or the administrator signs in with a password. */
export async function desk(page, house, who) {
  await page.goto(`${house.origin}/login`);
  if (!(await page.locator('input[name=email]').isVisible())) await page.locator('details:has(input[name=email]) > summary').click();
  await page.locator('input[name=email]').fill(house.demo.logins[who].email);
  await page.locator('input[name=password]').fill(house.demo.logins[who].password);
  await page.locator('form:has(input[name=email]) button').click();
  assert.notEqual(new URL(page.url()).pathname, '/login');
}

/** An address the seed printed, in the running house. */
export const here = (house, link) => house.origin + new URL(link).pathname;
