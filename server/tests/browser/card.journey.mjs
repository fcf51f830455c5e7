// Paying by card at the stand-in for Stripe: without script to the piece in hand and a part of the money back; with
// script a buyer who turns round at the card page and pays in another way.
import assert from 'node:assert/strict';

import { accessible } from './axe.mjs';
import { PHONE, again, ask, people, says, seen, soon, studio, toCard } from './card.mjs';
import { openHouse } from './house.mjs';
import { desk, weaver } from './people.mjs';

export const journeys = {
  'without script a card is declined, then pays, and part of it comes back on SQLite': async ({ browser }) => walk(browser, {}),
  'without script a card is declined, then pays, and part of it comes back on PostgreSQL': async ({ browser }) => walk(browser, { postgres: true }),

  'without script money that was paid for nothing and that no card takes is sent by the office': async ({ browser }) =>
    people(browser, {}, async ({ guest, officer, house }) => {
      await ask(guest, house);
      const session = (await toCard(guest, house)).split('/').pop();
      await guest.locator('button[value=later]').click();
      await says(guest, 'Your bank is working on the payment');
      // It did not come, the guest pays in cash, and then it comes after all.
      await house.stripe.control({ refunds: 'failed', session, do: 'lost' });
      await soon(guest, () => again(guest), 'Cash instead');
      await guest.locator('form:has(input[name=method][value=cash]) button').click();
      await house.stripe.control({ session, do: 'came' });
      await soon(guest, () => again(guest), 'your card did not take it back', 'say how it reaches you');
      await seen(guest);
      await desk(officer, house, 'officer');
      const alarms = `${officer.url().replace(/\/$/, '').split('?')[0]}/alarms`;
      await officer.goto(alarms);
      await says(officer, 'Kirim kepada tamu dengan cara lain', 'Rp450.000');
      await seen(officer);
      const form = officer.locator('li', { hasText: 'Kirim kepada tamu' });
      await form.locator('summary').click();
      await form.locator('input[name=note]').fill('bank transfer');
      await form.locator('button').click();
      assert.equal(officer.url(), alarms);
      assert.equal(await form.count(), 0);
      await again(guest);
      await says(guest, 'was sent to you in another way');
      await seen(guest);
    }),

  'with script a buyer who turns round at the card page pays in cash, and the card page is closed': async ({ browser }) => {
    const house = await openHouse({ demo: true, cards: true });
    const context = await browser.newContext({ ...PHONE, locale: 'id-ID' });
    try {
      const guest = await context.newPage();
      const order = await ask(guest, house);
      await accessible(guest);
      const first = await toCard(guest, house);
      // The page's own history: the debugger's is not there yet while the browser changes over to another site.
      await Promise.all([guest.waitForURL(order), guest.evaluate(() => history.back())]);
      await guest.reload();
      await says(guest, 'Menunggu pembayaran', 'Kembali ke halaman kartu');
      assert.equal(await toCard(guest, house), first, 'the same page is opened again');
      await guest.locator('button[value=leave]').click();
      assert.equal(guest.url(), order, 'leaving leads to the order, and the address keeps nothing of it');
      await guest.locator('form:has(input[name=method][value=cash]) button').click();
      await says(guest, 'Bayar tunai kepada');
      assert.equal(await guest.locator('form[action$="/card"]').count(), 0, 'no way to the card page is left');
      await accessible(guest);
      await guest.goto(first);
      await says(guest, 'This page is expired');
      await guest.locator('button[value=leave]').click();
      assert.equal(guest.url(), order);
      await says(guest, 'Bayar tunai kepada');
    } finally {
      await context.close();
      await house.close();
    }
  },
};

async function walk(browser, how) {
  await people(browser, how, async ({ guest, hers, house }) => {
    await weaver(hers, house);
    await ask(guest, house);
    await says(guest, 'Waiting for your payment', 'Pay by card', 'Test payment: no real card is charged', 'Cash instead');
    await seen(guest);
    const order = await studio(guest, house);
    await pay(guest, house);
    await handOver(hers, guest, order);
    await giveBack(hers, guest, order);
  });
}

/** The first card is declined, the second one pays; the order's page then says so. */
async function pay(guest, house) {
  const order = guest.url();
  await toCard(guest, house);
  await guest.locator('button[value=fail]').click();
  await says(guest, 'Your card was declined', 'Nothing was charged');
  await guest.locator('button[value=pay]').click();
  assert.equal(guest.url(), order, 'paying leads back to the order, and the address keeps nothing of it');
  await says(guest, 'Paid by card', 'Paid. It is yours');
  assert.equal(await guest.locator('.opening .state.paid').count(), 1);
  assert.equal(await guest.locator('form[action$="/card"], form[action$="/method"], form[action$="/paid"]').count(), 0, 'nothing is left to pay');
  await seen(guest);
}

/** She sees that it is paid by card, asks nobody for money, and hands it over. */
async function handOver(hers, guest, studio) {
  await hers.goto(studio);
  await says(hers, 'Uang masuk, serahkan', 'Bayar dengan kartu', 'Pembayaran percobaan');
  assert.equal(await hers.locator('form[action$="/arrived"], form[action$="/not-arrived"]').count(), 0, 'no money is looked for');
  await seen(hers);
  await hers.locator('form[action$="/handed-over"] button').click();
  await says(hers, 'Sudah diserahkan');
  await again(guest);
  await says(guest, 'In your hands');
}

/** For a flaw she gives a little back: first what, then once more; both sides see it on the card. */
async function giveBack(hers, guest, studio) {
  await hers.locator('a[href$="/refund"]').click();
  await seen(hers);
  await hers.locator('#more').fill('25rb');
  await hers.locator('label:has(input[name=reason][value=flaw])').click();
  await hers.locator('#text').fill('Benangnya putus');
  await hers.locator('main button.main').click();
  await says(hers, 'Sudah benar?', 'Rp25.000', 'kembali ke kartu tamu dengan sendirinya');
  await seen(hers);
  await hers.locator('form[action$="/refund/confirm"] button.main').click();
  assert.equal(hers.url(), studio);
  // Stripe is asked by a job: the money is on its way first.
  await soon(hers, () => hers.goto(studio), 'Uang kembali', 'Ada cacat', 'Rp25.000', 'Sudah dikembalikan');
  await seen(hers);
  await again(guest);
  await says(guest, 'In your hands', 'Money that comes back', 'There is a flaw', 'Benangnya putus', 'Rp25.000', 'On your card', 'Paid in the end');
  await seen(guest);
}
