// What follows a payment by card, without script on a phone: the office pays the weaver out, she says that it arrived,
// and only then the guest's bank asks for the money and takes it. And an order cancelled by either side at each point.
import assert from 'node:assert/strict';

import { again, ask, people, says, seen, soon, studio, toCard } from './card.mjs';
import { desk, weaver } from './people.mjs';

export const journeys = {
  'without script a card is paid out, confirmed, and then taken back by the bank on SQLite': async ({ browser }) => walk(browser, {}),
  'without script a card is paid out, confirmed, and then taken back by the bank on PostgreSQL': async ({ browser }) => walk(browser, { postgres: true }),

  'without script an order is cancelled while it is open, while the card page is, and after it is paid': async ({ browser }) =>
    people(browser, {}, async ({ guest, hers, house }) => {
      await weaver(hers, house);
      // Open: the guest; nothing was paid and nothing comes back.
      await ask(guest, house);
      await cancelled(guest);
      assert.equal(await guest.getByText('Money that comes back').count(), 0);
      // With a card page left open in another tab, which then takes no money.
      await ask(guest, house);
      const page = await toCard(guest, house);
      await guest.locator('button[value=leave]').click();
      await cancelled(guest);
      await guest.goto(page);
      await says(guest, 'This page is expired');
      // Paid: the weaver; the money goes back by itself.
      const order = await ask(guest, house);
      await toCard(guest, house);
      await guest.locator('button[value=pay]').click();
      assert.equal(guest.url(), order);
      await hers.goto(await studio(guest, house));
      await hers.locator('a[href$="/cancel"]').first().click();
      await seen(hers);
      await hers.locator('input[name=reason]').first().check();
      await hers.locator('form[action$="/cancel"] button').click();
      await says(hers, 'kembali ke kartu tamu');
      await soon(guest, () => again(guest), 'Rp450.000 went back to your card');
      await seen(guest);
    }),
};

async function walk(browser, how) {
  await people(browser, how, async ({ guest, hers, officer, house }) => {
    await weaver(hers, house);
    const order = await ask(guest, house);
    const session = (await toCard(guest, house)).split('/').pop();
    await guest.locator('button[value=pay]').click();
    assert.equal(guest.url(), order);
    await hers.goto(await studio(guest, house));
    await hers.locator('form[action$="/handed-over"] button').click();
    await paidOut(officer, house);
    await confirmed(hers, house);
    await house.stripe.control({ session, do: 'dispute' });
    await soon(guest, () => again(guest), 'Your bank has asked for this money back');
    await seen(guest);
    await hers.goto(await studio(guest, house));
    await says(hers, 'Bank tamu sedang meminta Rp450.000 kembali', 'Sekarang tidak ada yang perlu dilakukan');
    await seen(hers);
    await house.stripe.control({ session, do: 'lose' });
    await soon(guest, () => again(guest), 'bank decided', 'Rp450.000');
    await seen(guest);
    // She had the money already: what she owes now is said in words, and taken from what comes next.
    await hers.goto(`${house.origin}/studio/money`);
    await says(hers, 'dipotong dari uang berikutnya');
    await seen(hers);
    await officer.goto(`${house.origin}/office/wakatobi/payouts`);
    await says(officer, 'berutang');
    await officer.goto(`${house.origin}/office/wakatobi/alarms`);
    await says(officer, 'Uang diambil kembali oleh bank');
    await seen(officer);
  });
}

async function cancelled(guest) {
  const form = guest.locator('form[action$="/cancel"]').first();
  const fold = guest.locator('details:has(form[action$="/cancel"]) > summary').first();
  if (await fold.count() && !(await form.isVisible())) await fold.click();
  await form.locator('button').click();
  await says(guest, 'cancelled');
}

/** The officer pays out what is owed to the shop in cash, and says that it has left. */
async function paidOut(officer, house) {
  await desk(officer, house, 'officer');
  await officer.goto(`${house.origin}/office/wakatobi/payouts`);
  await seen(officer);
  await officer.locator('button[name=way][value=cash]').click();
  assert.match(new URL(officer.url()).pathname, /^\/office\/wakatobi\/payouts\/./);
  await seen(officer);
  await officer.locator('form[action$="/sent"] button').click();
}

/** She types her PIN: it has arrived. */
async function confirmed(hers, house) {
  await hers.goto(`${house.origin}/studio/money`);
  await seen(hers);
  const form = hers.locator('form[action$="/money/received"]').first();
  await hers.locator('details:has(form[action$="/money/received"]) > summary').first().click();
  await form.locator('input[name=pin]').fill(house.demo.logins.weaver.pin);
  await form.locator('button').click();
  await says(hers, 'sudah diterima');
}
