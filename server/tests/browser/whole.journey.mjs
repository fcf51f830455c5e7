// The whole way, walked by a script that knows nothing but the HTTP contract, from an empty database on SQLite and on
// PostgreSQL: administrator, officer, artisan, tourist, and back to the officer's figures.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import { openHouse } from './house.mjs';
import { visitor } from './script.mjs';

const QRIS = '00020101021126680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UMI51440014ID.CO.QRIS.WWW0215ID10260000000120303UMI5204513753033605802ID5912TENUN CONTOH6008WAKATOBI61059379563047BA8';
const REGIONS = `code,name,province,island
74.07,Kabupaten Wakatobi,Sulawesi Tenggara,
74.07.05,Wangi Wangi Selatan,,Wangi-Wangi
74.07.05.2022,Liya Togo,,Wangi-Wangi
`;

export const journeys = {
  'a script that knows the contract walks the whole way on SQLite': async ({ page }) => walk({}, page),
  'a script that knows the contract walks the whole way on PostgreSQL': async ({ page }) => walk({ postgres: true }, page),
};

async function walk(how, page) {
  const house = await openHouse(how);
  try {
    const officer = await foundARegency(house);
    const artisan = await enrol(house, officer);
    const code = await publish(house, artisan, page);
    await sell(house, artisan, code, 'en', 'stall', 'qris');
    await sell(house, artisan, code, 'id', 'keep', 'cash');
    await figures(officer);
  } finally {
    await house.close();
  }
}

/** The first administrator, a regency from a file, who runs it, and its officer; gives the officer's browser. */
async function foundARegency(house) {
  await house.run(['admin', 'create', '--email', 'ketua@contoh.test', '--password-stdin'], 'perahu biru di teluk\n');
  const file = path.join(house.data, 'regions.csv');
  fs.writeFileSync(file, REGIONS);
  await house.run(['regions', 'import', file]);
  await house.run(['regions', 'import', file, '--apply']);

  const admin = visitor(house.origin);
  (await admin.post('/login', { how: 'password', email: 'ketua@contoh.test', password: 'perahu biru di teluk' })).to();
  const regency = (await admin.get('/admin?q=wakatobi')).link(/^\/admin\/regencies\/[0-9a-f-]{36}$/);
  const form = await admin.get(regency);
  (await admin.post(regency, {
    version: form.field('version'), operator_name: 'Koperasi Contoh', operator_address: 'Jalan Contoh 1, Wanci',
    operator_contact: '0812 0000 0199', complaint_days: '7', island: '', zone: 'WITA',
  })).to();
  (await admin.post(`${regency}/open`)).to();
  const officers = await admin.get('/admin/officers');
  const shown = (await admin.post('/admin/officers', {
    key: officers.field('key'), name: 'Petugas Contoh', email: 'petugas@contoh.test', regency: regency.split('/').pop(),
  })).to();
  const link = (await admin.get(shown)).link(/\/invite\/[\w-]+$/);

  const officer = visitor(house.origin);
  const door = await officer.get(link);
  (await officer.post(link, { key: door.field('key'), password: 'jaring ikan tua' })).to();
  (await officer.post('/login', { how: 'password', email: 'petugas@contoh.test', password: 'jaring ikan tua' })).to();
  (await officer.get('/office/wakatobi')).says('Wakatobi');
  assert.equal((await admin.get('/office/wakatobi')).status, 404, 'an administrator has no office');
  return officer;
}

/** The officer invites, the artisan enrols on her phone; gives the phone. */
async function enrol(house, officer) {
  const list = await officer.get('/office/wakatobi/invitations');
  const sheet = (await officer.post('/office/wakatobi/invitations', {
    key: list.field('key'), name: 'Wa Ina Contoh', phone: '0812 0000 0101', village: list.option('village'),
  })).to();
  const link = (await officer.get(sheet)).link(/\/invite\/[\w-]+$/);
  const phone = visitor(house.origin);
  const door = await phone.get(link);
  door.says('Wa Ina Contoh');
  const sent = await phone.post(link, {
    key: door.field('key'), name: 'Wa Ina Contoh', phone: '0812 0000 0101',
    village: door.option('village'), language: 'id', consent: 'yes', pin: '482913',
  });
  assert.equal(sent.to(), '/studio');

  const money = await phone.get('/studio/money/settings');
  const proposed = await phone.upload('/studio/money/settings', fieldsOf(money, { cash: '1', qris: '1', payload: QRIS }), {});
  proposed.says('TENUN CONTOH', 'WAKATOBI');
  const confirmed = await phone.post('/studio/money/settings/confirm', fieldsOf(proposed, { pin: '482913' }));
  confirmed.to();
  const place = await phone.get('/studio/shop/places/new');
  const hours = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].flatMap((day) => [[`day-${day}`, '1'], [`from-${day}-1`, '08.00'], [`to-${day}-1`, '16.00']]));
  (await phone.post('/studio/shop/places', fieldsOf(place, { name: 'Lapak pelabuhan', find: 'dekat dermaga', ...hours }))).to();
  return phone;
}

/** Every hidden field of a page, and these. */
function fieldsOf(page, more) {
  const hidden = [...page.html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [tag.match(/name="([^"]*)"/)[1], (tag.match(/value="([^"]*)"/)?.[1] ?? '').replaceAll('&amp;', '&').replaceAll('&quot;', '"')]);
  return { ...Object.fromEntries(hidden), ...more };
}

/** A real JPEG from the browser's canvas: what a camera sends. */
async function photo(page) {
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    const pen = canvas.getContext('2d');
    for (let y = 0; y < 480; y += 12) {
      pen.fillStyle = ['#9a2436', '#141d3d', '#e0a232', '#f3e7cf'][(y / 12) % 4];
      pen.fillRect(0, y, 640, 12);
    }
    return canvas.toDataURL('image/jpeg', 0.8).split(',')[1];
  });
  return new Blob([Buffer.from(base64, 'base64')], { type: 'image/jpeg' });
}

/** Three of a piece, photographed, published and printed; gives the code on the tag. */
async function publish(house, artisan, page) {
  const add = await artisan.get('/studio/add');
  const sent = await artisan.upload('/studio/add', {
    key: add.field('key'), draft: add.field('draft'), do: 'publish', name: 'Senja di karang', price: '450rb', kind: 'stocked', stock: '3',
  }, { photo: await photo(page) });
  const piece = sent.to();
  const own = await artisan.get(piece);
  own.says('Senja di karang');
  const sheet = await artisan.get('/studio/tags/sheet');
  sheet.says('Senja di karang', 'Rp450.000');
  const code = sheet.html.match(/class="code">([2-9A-Z]{7})</)?.[1];
  assert.ok(code, 'a typed code on the tag');
  const svg = await artisan.get(`/studio/codes/${code}.svg`);
  assert.match(svg.headers.get('content-type'), /svg/);
  return code;
}

/** A tourist scans, orders and pays; the artisan takes the money and hands the piece over. */
async function sell(house, artisan, code, lang, how, method) {
  const tourist = visitor(house.origin, lang);
  const product = (await tourist.get(`/q/${code.toLowerCase()}`)).to();
  assert.equal(product, `/${lang}/p/${code}?via=q`);
  const seen = await tourist.get(product);
  seen.says('Senja di karang', 'Rp450.000');
  assert.ok(!/<script(?![^>]*ld\+json)/.test(seen.html), 'no script on a product page');
  const checkout = await tourist.get(`/${lang}/checkout?p=${code}&how=${how}&via=q`);
  const fields = fieldsOf(checkout, { method, quantity: '1', name: 'Mia' });
  if (how === 'keep') Object.assign(fields, { pickup: checkout.option('pickup'), contact_kind: 'email', contact: 'mia@mail.example' });
  const order = (await tourist.post(`/${lang}/checkout`, fields)).to();
  assert.equal((await tourist.post(`/${lang}/checkout`, fields)).to(), order, 'sent twice, ordered once');

  const list = await artisan.get('/studio/orders');
  const own = list.link(/^\/studio\/orders\/[2-9A-Z]{4}-?[2-9A-Z]{2}$/);
  const tap = async (who, from, action, more = {}) => {
    const shown = await who.get(from);
    const key = shown.html.split(`action="${action}"`)[1]?.match(/name="key"[^>]*value="([^"]*)"/)?.[1];
    assert.ok(key, `no form ${action} on ${from}:\n${shown.html.slice(0, 8000)}`);
    return (await who.post(action, { key, ...more })).to();
  };
  if (how === 'keep') await tap(artisan, own, `${own}/accept`);
  if (method === 'qris') {
    const png = await tourist.get(`${order}/qris.png`);
    assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
  }
  await tap(tourist, order, `${order}/paid`);
  await tap(artisan, own, `${own}/arrived`);
  await tap(artisan, own, `${own}/handed-over`);
  (await tourist.get(order)).says('Koperasi Contoh', 'Rp450.000');
  (await artisan.get('/studio/money')).says('Senja di karang');
}

/** One shop alone is under five: no figures, and nothing of buyers anywhere in the office. */
async function figures(officer) {
  const summary = await officer.get('/office/wakatobi');
  assert.ok(!summary.html.includes('Rp450.000'), 'one shop has no figures of its own');
  const csv = await officer.get('/office/wakatobi/figures.csv');
  assert.match(csv.headers.get('content-type'), /csv/);
  for (const answer of [summary, csv, await officer.get('/office/wakatobi/shops')]) {
    answer.says();
    assert.ok(!answer.html.includes('mia@mail.example') && !answer.html.includes('Mia'), 'a buyer in the office');
  }
}
