// Builds what browsers get into <target>/site: wasm and its JavaScript, style sheets and public files, each with a
// brotli copy. Only files that changed are written, because Cargo rebuilds the server when one is. `--dev`: fast, not small.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
const site = path.join(target, 'site');
const work = path.join(target, 'site.work');
const modules = path.join(root, 'server/tests/browser/node_modules');
const dev = process.argv.includes('--dev');

const SHEETS = ['tourist', 'studio', 'sheet'];
const COMPRESSIBLE = /\.(js|wasm|css|svg|json|webmanifest|html|txt|xml)$/;

const wasm = compile();
const key = keyOf(wasm);
const keyFile = path.join(target, 'site.key');
if (fs.existsSync(path.join(site, 'site.hash')) && read(keyFile) === key) {
  console.log('-- site: unchanged');
} else {
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  const files = named({ ...browserCode(wasm), ...styleSheets() }, folder('public'));
  compress(files);
  write(files);
  fs.writeFileSync(keyFile, key);
  fs.rmSync(work, { recursive: true });
  report(files);
}

/** The wasm file as cargo makes it, its features still written in it. */
function compile() {
  const profile = dev ? 'dev' : 'wasm-release';
  run('cargo', ['build', '-p', 'app', '--lib', '--features', 'hydrate', '--target', 'wasm32-unknown-unknown', '--profile', profile]);
  return path.join(target, 'wasm32-unknown-unknown', dev ? 'debug' : profile, 'app.wasm');
}

/** Stands for everything the site is made from. */
function keyOf(wasm) {
  const hash = createHash('sha256').update(dev ? 'dev' : 'release');
  const sources = { wasm: fs.readFileSync(wasm), ...folder('style'), ...folder('public') };
  sources.script = fs.readFileSync(fileURLToPath(import.meta.url));
  sources.tools = fs.readFileSync(path.join(root, 'server/tests/browser/package-lock.json'));
  for (const [name, content] of Object.entries(sources)) hash.update(`\0${name}\0`).update(content);
  return hash.digest('hex');
}

function browserCode(wasm) {
  run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--out-dir', path.join(work, 'js'), '--out-name', 'app', wasm]);
  const bound = path.join(work, 'js/app_bg.wasm');
  // Without --all-features: with it, wasm-opt writes wasm that browsers refuse.
  if (!dev) run(process.execPath, [path.join(modules, 'binaryen/bin/wasm-opt'), '-Oz', bound, '-o', bound]);
  return contents(path.join(work, 'js'));
}

function styleSheets() {
  // The npm wrapper needs an install script; the binary for this machine lies beside it.
  const home = fs.readdirSync(modules).find((name) => name.startsWith('lightningcss-cli-'));
  const lightningcss = path.join(modules, home ?? 'lightningcss-cli', 'lightningcss');
  const sheets = {};
  for (const name of SHEETS) {
    const out = path.join(work, `${name}.css`);
    run(lightningcss, ['--minify', '--bundle', '--targets', '>= 0.25%', path.join(root, `style/${name}.css`), '-o', out]);
    sheets[`${name}.css`] = fs.readFileSync(out);
  }
  return sheets;
}

/** Every file under the name browsers ask for: one hash over all, except in names that may not change. */
function named(built, publicFiles) {
  const sum = createHash('sha256');
  for (const [name, content] of Object.entries({ ...built, ...publicFiles })) sum.update(`\0${name}\0`).update(content);
  const hash = sum.digest('hex').slice(0, 12);
  const files = { 'site.hash': Buffer.from(hash), ...publicFiles };
  for (const [name, content] of Object.entries(built)) {
    if (name === 'tourist.css') files[name] = content; // inlined into pages
    else if (name === 'app.js') files[`pkg/app.${hash}.js`] = Buffer.from(content.toString().replaceAll('app_bg.wasm', `app.${hash}_bg.wasm`));
    else if (name === 'app_bg.wasm') files[`pkg/app.${hash}_bg.wasm`] = content;
    else if (name.endsWith('.css')) files[`pkg/${name.replace('.css', `.${hash}.css`)}`] = content;
    else files[`pkg/${name}`] = content; // JavaScript that crates bring along, its name hashed by wasm-bindgen
  }
  return files;
}

function compress(files) {
  for (const [name, content] of Object.entries(files)) {
    if (name === 'tourist.css' || !COMPRESSIBLE.test(name)) continue;
    const params = { [constants.BROTLI_PARAM_QUALITY]: dev ? 4 : 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    const small = brotliCompressSync(content, { params });
    if (small.length < content.length) files[`${name}.br`] = small;
  }
}

/** Makes the site folder hold exactly these files; what is the same already is left untouched. */
function write(files) {
  fs.mkdirSync(site, { recursive: true });
  for (const name of Object.keys(contents(site))) if (!(name in files)) fs.rmSync(path.join(site, name));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(site, name);
    if (fs.existsSync(file) && fs.readFileSync(file).equals(content)) continue;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
}

function report(files) {
  const size = (name) => `${((files[`${name}.br`] ?? brotliCompressSync(files[name])).length / 1024).toFixed(1)} KB`;
  const parts = Object.keys(files).filter((name) => /^(pkg\/[^/]+\.(js|wasm|css)|tourist\.css)$/.test(name));
  console.log(`-- site ${files['site.hash']}, brotli: ${parts.map((name) => `${path.basename(name)} ${size(name)}`).join(', ')}`);
}

/** `folder/...` of the project, by path. */
function folder(name) {
  return Object.fromEntries(Object.entries(contents(path.join(root, name))).map(([file, content]) => [`${name}/${file}`, content]));
}

/** All files below a folder, by their path in it, in a fixed order. */
function contents(top) {
  const files = {};
  const entries = fs.existsSync(top) ? fs.readdirSync(top, { recursive: true, withFileTypes: true }) : [];
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of paths.sort()) files[path.relative(top, file)] = fs.readFileSync(file);
  return files;
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error || status !== 0) {
    console.error(`homoru: the site could not be built: ${error?.message ?? `${path.basename(command)} failed, the reason stands above`}`);
    process.exit(1);
  }
}
