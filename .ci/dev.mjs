// Builds and serves the demo, and again after every change. A change while building starts the next build.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
const WATCHED = ['app/src', 'server/src', 'server/locales', 'server/migrations', 'server/seed', 'style', 'public', 'Cargo.toml', 'app/Cargo.toml', 'server/Cargo.toml'];
const QUIET_MS = 300; // an editor saves in several steps

let server;
let step;
let building = false;
let changed = true;
let timer;

for (const name of WATCHED) {
  const place = path.join(root, name);
  if (fs.existsSync(place)) fs.watch(place, { recursive: true }, () => soon());
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
  step?.kill();
  stop().then(() => process.exit(0));
});
build();

function soon() {
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(build, QUIET_MS);
}

async function build() {
  if (building) return;
  building = true;
  while (changed) {
    changed = false;
    const good = (await run(process.execPath, ['.ci/site.mjs', '--dev'])) && (await run('cargo', ['build', '-p', 'server']));
    if (good && !changed) await restart();
    if (!good) console.log('-- waiting for a change');
  }
  building = false;
}

async function restart() {
  await stop();
  server = spawn(path.join(target, 'debug/homoru'), ['serve', '--demo'], { cwd: root, stdio: 'inherit' });
}

function stop() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill('SIGTERM');
  });
}

function run(command, args) {
  return new Promise((resolve) => {
    step = spawn(command, args, { cwd: root, stdio: 'inherit' });
    step.on('error', (error) => { console.error(`homoru: ${error.message}`); resolve(false); });
    step.on('exit', (code) => resolve(code === 0));
  });
}
