// The stand-in for Stripe that `make serve` starts as well: payment pages without a card, an account or a network.
import { spawn } from 'node:child_process';
import path from 'node:path';

const SECRET = 'whsec_stand_in';
const STARTS = 10_000;

/** Starts the one built beside the server `bin`; it tells the house at `origin` what happens. `settings` are those the
 *  house needs for it, `control` makes something happen that no buyer can. */
export async function openStandIn(bin, port, origin, house) {
  const url = `http://127.0.0.1:${port}`;
  const args = ['--addr', `127.0.0.1:${port}`, '--webhook', `${origin}/hooks/stripe`, '--secret', SECRET, '--stop-with-parent'];
  const child = spawn(path.join(path.dirname(bin), 'stripe-stand-in'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { house.log += text; });
  const gone = new Promise((resolve) => { child.once('close', resolve); child.once('error', resolve); });
  const close = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  for (const end = Date.now() + STARTS; ; await new Promise((wake) => setTimeout(wake, 50))) {
    if (await fetch(`${url}/pay/none`).catch(() => null)) break;
    if (Date.now() < end && child.pid !== undefined && child.exitCode === null) continue;
    await close();
    throw new Error(`the stand-in for Stripe beside ${bin} did not start: is it built with --features stand-in?\n${house.log}`);
  }
  return {
    url,
    settings: { STRIPE_SECRET_KEY: 'sk_test_stand_in', STRIPE_WEBHOOK_SECRET: SECRET, STRIPE_API_BASE: url },
    close,
    control: async (wish) => {
      const answer = await fetch(`${url}/control`, { method: 'POST', body: new URLSearchParams(wish) });
      if (!answer.ok) throw new Error(`the stand-in answers ${answer.status} to ${JSON.stringify(wish)}`);
    },
  };
}
