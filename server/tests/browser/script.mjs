// A browser without script, as the HTTP contract (server/README.md) describes one: cookies, an Origin, forms.
import assert from 'node:assert/strict';
import fs from 'node:fs';

/** One visitor. `language` is what it accepts. */
export function visitor(origin, language = 'id') {
  const cookies = new Map();
  const send = async (method, path, body, type) => {
    const headers = { 'accept-language': language, 'user-agent': 'Mozilla/5.0 (Linux; Android 12) Chrome/120 Mobile' };
    if (cookies.size > 0) headers.cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (method === 'POST') headers.origin = origin;
    if (type) headers['content-type'] = type;
    const answer = await fetch(new URL(path, origin), { method, headers, body, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return { status: answer.status, headers: answer.headers, location: answer.headers.get('location'), bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  return {
    cookies,
    get: (path) => send('GET', path).then(page),
    post: (path, fields = {}) => {
      written(path, fields);
      return send('POST', path, new URLSearchParams(pairs(fields)).toString(), 'application/x-www-form-urlencoded').then(page);
    },
    /** A form with files: `files` is { name: Blob }. */
    upload: (path, fields, files) => {
      written(path, { ...fields, ...files });
      const form = new FormData();
      for (const [name, value] of pairs(fields)) form.append(name, value);
      for (const [name, file] of Object.entries(files)) form.append(name, file, 'photo.jpg');
      return send('POST', path, form).then(page);
    },
  };
}

const contract = fs.readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
const names = new Set([...contract.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => text.split(/[\s=]+/)));

/** A field that the contract does not name is one no script could know. `day-{1..7}` stands for its seven. */
function written(path, fields) {
  for (const name of Object.keys(fields)) {
    const spelled = name.replace(/^(day|from|to)-[1-7]/, '$1-{1..7}').replace(/-[12]$/, '-{1,2}').replace(/^(n|q|v|how|method|pickup|shelf)-\w+$/, '$1-{code}');
    assert.ok(names.has(name) || names.has(spelled), `the contract does not name the field ${name} of ${path}`);
  }
}

function pairs(fields) {
  return Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]));
}

function page(answer) {
  const html = answer.bytes.toString('utf8');
  return {
    ...answer,
    html,
    /** The value of the first input of this name. */
    field(name) {
      const tag = html.match(new RegExp(`<input[^>]*\\bname="${name}"[^>]*>`))?.[0];
      assert.ok(tag, `no field ${name} on the page:\n${html.slice(0, 4000)}`);
      return (tag.match(/\bvalue="([^"]*)"/)?.[1] ?? '').replaceAll('&amp;', '&').replaceAll('&quot;', '"');
    },
    /** The first option of a select that has a value. */
    option(name) {
      const select = html.match(new RegExp(`<select[^>]*\\bname="${name}"[^>]*>([\\s\\S]*?)</select>`))?.[1];
      const value = select?.match(/<option[^>]*\bvalue="([^"]+)"/)?.[1];
      assert.ok(value, `no option of ${name}`);
      return value;
    },
    /** Where a 303 leads, as a path. */
    to() {
      assert.equal(answer.status, 303, `${answer.status}:\n${html.slice(0, 6000)}`);
      const url = new URL(answer.location, 'http://here');
      return url.pathname + url.search;
    },
    says(...texts) {
      assert.ok(answer.status < 400, `${answer.status}:\n${html.slice(0, 4000)}`);
      for (const text of texts) assert.ok(html.includes(text), `"${text}" is missing on:\n${html.slice(0, 12000)}`);
      return this;
    },
    /** The first link that matches, as a path. */
    link(pattern) {
      const found = [...html.matchAll(/(?:href|value|action)="([^"]+)"/g)].map(([, url]) => url.replaceAll('&amp;', '&')).find((url) => pattern.test(url));
      assert.ok(found, `no link like ${pattern} on:\n${html.slice(0, 6000)}`);
      const url = new URL(found, 'http://here');
      return url.pathname + url.search;
    },
  };
}
