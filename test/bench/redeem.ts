import type { BeaconAnswer } from '../../shared/wire/beacon.ts';
import { BROWSER, SHOP } from '../server/testServer.ts';
import { type Bench, checked, headersOf, onStage, ROUNDS, type Stage } from './bench.ts';
import { figureOf } from './figures.ts';
import type { Call } from './wire.ts';

const TILLS = 16;
const CODES_A_ROUND = 8_000;
const CODES_TO_WARM_UP = 500;
const MINTERS = 64;
const SECONDS = 20;
const LEAST_PER_SECOND = 2_000;
const MOST_MS = 20;

/** Redemptions at sixteen tills at once, each answered after commit. */
export const redeem: Bench = (options) =>
  onStage(options, async (stage) => {
    const rates: number[] = [];
    const p99s: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const codes = await mint(stage, round, round === 0 ? CODES_TO_WARM_UP : CODES_A_ROUND);
      const source = { type: 'calls' as const, calls: codes.map((code) => callOf(stage, code)) };
      await stage.loader.prepare({ port: stage.server.port, concurrency: TILLS, seconds: SECONDS, source });
      const result = checked(await stage.loader.go());
      const rate = result.answered / result.seconds;
      options.say(`  round ${round}: ${Math.round(rate)} redemptions/s, p99 ${result.p99.toFixed(1)} ms`);
      if (round === 0) continue;
      rates.push(rate);
      p99s.push(result.p99);
    }
    const rate = figureOf(rates);
    const p99 = figureOf(p99s);
    return [
      {
        what: 'redemption, durable, 16 at once',
        unit: '/s',
        figure: rate,
        target: '≥ 2,000/s',
        isMet: rate.median >= LEAST_PER_SECOND,
        note: '',
      },
      {
        what: 'redemption, p99',
        unit: 'ms',
        figure: p99,
        target: '≤ 20 ms',
        isMet: p99.median <= MOST_MS,
        note: '',
      },
    ];
  });

/** So many visitors' codes, as their pages get them. */
async function mint({ server, site }: Stage, round: number, count: number): Promise<string[]> {
  const codes: string[] = [];
  let next = 0;
  const minter = async () => {
    for (;;) {
      next += 1;
      if (next > count) return;
      const id = `${Date.now().toString(36)}${String(round * CODES_A_ROUND + next).padStart(8, '0')}`;
      const at = Date.now();
      const url = `${SHOP}/?utm_source=weibo`;
      const response = await fetch(`${server.url}/v1/collect`, {
        method: 'POST',
        headers: { origin: SHOP, 'content-type': 'text/plain', 'user-agent': BROWSER },
        body: JSON.stringify({
          site: site.id,
          visitor: `v${id}`,
          sent: at,
          events: [
            { id: `a${id}`, type: 'view', at, url },
            { id: `b${id}`, type: 'ask', at, url },
          ],
        }),
      });
      const answer = (await response.json()) as BeaconAnswer;
      if (!answer.coupon)
        throw new Error(`no coupon was given: ${response.status} ${JSON.stringify(answer)}`);
      codes.push(answer.coupon.code);
    }
  };
  await Promise.all(Array.from({ length: MINTERS }, minter));
  return codes;
}

function callOf({ site, till, server }: Stage, code: string): Call {
  return {
    method: 'POST',
    path: `/v1/sites/${site.id}/redemptions`,
    headers: {
      ...headersOf(till, server.url),
      'content-type': 'application/json',
      'idempotency-key': `order-${code}`,
    },
    body: JSON.stringify({ code, order: `order-${code}`, amountMinor: 25_900 }),
  };
}
