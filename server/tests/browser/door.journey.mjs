// The front door: in the visitor's language, without script, and helpful where there is nothing.
import assert from 'node:assert/strict';

import { accessible } from './axe.mjs';

export const journeys = {
  'the front door opens in the language of the phone': async ({ house, page }) => {
    await page.goto(`${house.origin}/`);
    assert.equal(new URL(page.url()).pathname, '/id/');
    assert.equal(await page.locator('html').getAttribute('lang'), 'id');
    assert.equal(await page.locator('h1').count(), 1);
    await accessible(page);
  },

  'a lost address leads back': async ({ house, page }) => {
    const answer = await page.goto(`${house.origin}/en/nothing/here`);
    assert.equal(answer.status(), 404);
    await accessible(page);
    await page.locator('main a').first().click();
    assert.equal(new URL(page.url()).pathname, '/en/');
  },
};
