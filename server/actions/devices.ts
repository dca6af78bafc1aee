import type { Device, DeviceInput, TillState } from '../../shared/wire/till.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { loadClerks } from '../store/clerks.ts';
import {
  deleteDevice,
  enrolDevice,
  insertDevice,
  loadDevice,
  loadDevices,
  touchDevice,
} from '../store/devices.ts';
import { isLocked } from './clerks.ts';
import type { ActionContext } from './context.ts';
import { toSiteWire } from './siteWire.ts';

/** How long an enrolling code is good. */
const CODE_MS = 24 * 3_600_000;
/** A device that is there is noted this often. */
const SEEN_EVERY_MS = 10 * 60_000;
const LISTED = 1_000;

export async function listDevices(
  { db }: ActionContext,
  { siteId }: { siteId: string },
): Promise<Outcome<{ devices: Device[] }>> {
  return done({ devices: await loadDevices(db, siteId, LISTED) });
}

/** Makes a device that waits for its code to be used on it. */
export async function createDevice(
  { db, books, chance }: ActionContext,
  { siteId, input, codeHash, now }: { siteId: string; input: DeviceInput; codeHash: string; now: number },
): Promise<Outcome<{ device: Device; expiresAt: number }>> {
  const book = await books.of(db, siteId);
  if (!book?.stores.has(input.storeId)) {
    return failed('invalidInput', 'Choose a store of this site.', {
      errors: [{ field: 'storeId', message: 'must be a store of this site' }],
    });
  }
  if ((await loadDevices(db, siteId, LISTED)).length >= LISTED) {
    return failed('conflict', `A site has at most ${LISTED} devices.`);
  }
  const expiresAt = now + CODE_MS;
  const device = { id: chance.id(), storeId: input.storeId, name: input.name };
  await insertDevice(db, siteId, { ...device, codeHash, codeExpiresAt: expiresAt });
  return done({ device: { ...device, enrolledAt: null, lastSeenAt: null }, expiresAt });
}

/** Signs a device out, and the clerk on it. */
export async function removeDevice(
  { db }: ActionContext,
  { siteId, id }: { siteId: string; id: string },
): Promise<Outcome<null>> {
  return (await deleteDevice(db, siteId, id)) ? done(null) : failed('notFound');
}

/** Trades an enrolling code for a device's token: once. */
export async function enrol(
  context: ActionContext,
  input: { siteId: string; codeHash: string; tokenHash: string; now: number },
): Promise<Outcome<TillState>> {
  const device = await enrolDevice(context.db, input.siteId, input.codeHash, input.tokenHash, input.now);
  if (!device) {
    return failed(
      'wrongCredentials',
      'This code was used, is out of date or wrong: make a new one in the console.',
    );
  }
  return readTill(context, { siteId: input.siteId, deviceId: device.id, clerk: null });
}

/** What a till shows before anything is sold: where it stands, and who may sign in. */
export async function readTill(
  { db, books }: ActionContext,
  {
    siteId,
    deviceId,
    clerk,
  }: { siteId: string; deviceId: string; clerk: { id: string; name: string } | null },
): Promise<Outcome<TillState>> {
  const book = await books.of(db, siteId);
  const device = await loadDevice(db, siteId, deviceId);
  const store = device && book?.stores.get(device.storeId);
  if (!book || !device || !store) return failed('notSignedIn');
  const clerks = await loadClerks(db, siteId, device.storeId, LISTED);
  return done({
    site: toSiteWire(book.settings),
    store,
    device: device.name,
    clerks: clerks.map((one) => ({ id: one.id, name: one.name, locked: isLocked(one) })),
    clerk,
  });
}

/** Notes that a device was there. */
export async function seeDevice(
  { db }: ActionContext,
  { siteId, deviceId, now }: { siteId: string; deviceId: string; now: number },
): Promise<Outcome<null>> {
  await touchDevice(db, siteId, deviceId, now, now - SEEN_EVERY_MS);
  return done(null);
}
