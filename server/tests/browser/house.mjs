// A running Homoru of its own for one journey file: an empty data folder, a free port, gone at the end.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { openStandIn } from './stripe.mjs';

const BIN = process.env.HOMORU_BIN || fileURLToPath(new URL('../../../target/release/homoru', import.meta.url));
const STARTS = 30_000;

/** Starts the server. `demo` fills it first; what `seed --demo --json` said is then in `house.demo`. `postgres` gives it
 *  a database of its own in the cluster of HOMORU_TEST_POSTGRES instead of a file. `cards` starts the stand-in for Stripe
 *  beside it, which is then `house.stripe`. */
export async function openHouse({ demo = false, postgres = false, cards = false } = {}) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'homoru-journey-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = { ...process.env, HOMORU_DATA: data, HOMORU_ADDR: `127.0.0.1:${port}`, HOMORU_PUBLIC_URL: origin };
  delete env.DATABASE_URL;
  if (postgres) Object.assign(env, { DATABASE_URL: newDatabase(), HOMORU_SECRET_KEYS: `1:${randomBytes(32).toString('base64url')}` });
  const house = { origin, data, run: (args, input) => command(args, env, input), log: '' };
  if (cards) {
    house.stripe = await openStandIn(BIN, await freePort(), origin, house);
    Object.assign(env, house.stripe.settings);
  }
  if (demo) house.demo = JSON.parse(await house.run(['seed', '--demo', '--small', '--json']));
  const server = spawn(BIN, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => { house.log += text; });
  const gone = new Promise((resolve) => server.once('close', resolve));
  house.close = async () => {
    server.kill('SIGTERM');
    await gone;
    await house.stripe?.close();
    fs.rmSync(data, { recursive: true, force: true });
  };
  await answers(origin, server, house);
  if (demo) Object.assign(house.demo.links, await freshLinks(house));
  return house;
}

/** Runs one `homoru` command in the house and gives what it wrote. */
function command(args, env, input = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(BIN, args, { env });
    let out = '', err = '';
    child.stdout.on('data', (text) => { out += text; });
    child.stderr.on('data', (text) => { err += text; });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`homoru ${args.join(' ')}: ${err || out}`))));
    child.stdin.end(input);
  });
}

/** An empty database in the throw-away cluster; gives its address. */
function newDatabase() {
  const server = process.env.HOMORU_TEST_POSTGRES;
  if (!server) throw new Error('HOMORU_TEST_POSTGRES is not set: run `make test`, or name a throw-away cluster');
  const name = `homoru_journey_${randomBytes(6).toString('hex')}`;
  execFileSync('psql', [server, '-q', '-c', `create database ${name}`]);
  return server.replace(/\/[^/?]*(?=\?|$)/, `/${name}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The invitation and the link of the weaver's phone: each start makes new ones, printed once the pages are open. */
async function freshLinks(house) {
  for (const end = Date.now() + STARTS; Date.now() < end; await new Promise((wake) => setTimeout(wake, 50))) {
    const links = house.log.match(/http\S+\/invite\/[\w-]+/g) ?? [];
    if (links.length >= 2) return { invitation: links[0], fresh_device: links[1] };
  }
  throw new Error(`no link was printed:\n${house.log}`);
}

async function answers(origin, server, house) {
  for (const end = Date.now() + STARTS; Date.now() < end; await new Promise((wake) => setTimeout(wake, 50))) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`${origin}/healthz`).catch(() => null);
    if (answer?.ok) return;
  }
  server.kill('SIGKILL');
  throw new Error(`the server did not start:\n${house.log}`);
}
