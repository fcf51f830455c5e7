// Opens Debian's Chromium, the one browser all journeys use. Packages never download their own.
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** A headless browser; `HOMORU_CHROMIUM` names another one than `/usr/bin/chromium`. */
export function openBrowser() {
  const executablePath = process.env.HOMORU_CHROMIUM || '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: FLAGS });
}
