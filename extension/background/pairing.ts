import browser from 'webextension-polyfill';
import { ProblemError, request } from '../../shared/client.ts';
import type { Paired, PairInput } from '../../shared/wire/account.ts';
import type { PairingFailure, PairingState } from '../messages.ts';
import { serverOrigin } from '../origins.ts';
import { registerAndInject } from './grants.ts';
import { isGranted } from './permissions.ts';
import { refreshPlacements } from './placements.ts';
import { saveServer } from './servers.ts';

const KEY = 'pairing';

/** Kept until it is done: the browser may close the popup, and stop the worker, while it asks for permission. */
interface PendingPairing extends PairingState {
  code: string;
}

export async function readPairing(): Promise<PairingState | null> {
  const pending = await readPending();
  return pending && { address: pending.address, state: pending.state, why: pending.why };
}

/** Trades the code for a token, once the person has let the extension talk to that server. */
export async function startPairing(typed: string, code: string): Promise<void> {
  const address = serverOrigin(typed);
  if (!address) return save({ address: typed, code: '', state: 'failed', why: 'address' });
  await save({ address, code: code.trim(), state: 'waiting', why: null });
  await continuePairing();
}

/** The person said no to the browser's question. */
export async function denyPairing(): Promise<void> {
  const pending = await readPending();
  if (pending?.state === 'waiting') await save({ ...pending, code: '', state: 'failed', why: 'denied' });
}

/** Goes on with a pairing that waits for permission. One at a time: a code works once. */
export async function continuePairing(): Promise<void> {
  await navigator.locks.request(KEY, async () => {
    const pending = await readPending();
    if (pending?.state !== 'waiting' || !(await isGranted(pending.address))) return;
    await save({ ...pending, state: 'asking' });
    const why = await trade(pending.address, pending.code);
    if (why) return save({ ...pending, code: '', state: 'failed', why });
    await browser.storage.session.remove(KEY);
    await refreshPlacements(Date.now());
    await registerAndInject();
  });
}

async function trade(address: string, code: string): Promise<PairingFailure | null> {
  const body: PairInput = { code, label: await label() };
  try {
    const signal = AbortSignal.timeout(15_000);
    const { token, sites } = await request<Paired>(`${address}/v1/pairing`, { method: 'POST', body, signal });
    await saveServer({ address, token, sites, state: 'ready' });
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) return 'unreachable';
    return error.problem.status === 429 ? 'tooMany' : 'code';
  }
}

/** How this browser shows in the console's list: "Chrome, mac". */
async function label(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo();
  const name = /Edg\//.test(navigator.userAgent)
    ? 'Edge'
    : /Firefox\//.test(navigator.userAgent)
      ? 'Firefox'
      : 'Chrome';
  return `${name}, ${os}`;
}

async function readPending(): Promise<PendingPairing | null> {
  const stored = (await browser.storage.session.get(KEY)) as { pairing?: PendingPairing };
  return stored.pairing ?? null;
}

async function save(pending: PendingPairing): Promise<void> {
  await browser.storage.session.set({ [KEY]: pending });
}
