import type { FromPopup, PopupServer, PopupSite, PopupState } from '../messages.ts';
import { dropUnusedGrants, neededOrigins, registerOverlay, tellTabs } from './grants.ts';
import { denyPairing, readPairing, startPairing } from './pairing.ts';
import { isGranted } from './permissions.ts';
import { placementsOf, refreshPlacements } from './placements.ts';
import { readPreferences, setShown } from './preferences.ts';
import { forgetServer, type PairedServer, readServers, refreshServers } from './servers.ts';
import type { Snapshots } from './snapshots.ts';

/** Answers the popup. Every answer is the state as it then is; tokens are not in it. */
export async function answerPopup(message: FromPopup, snapshots: Snapshots): Promise<PopupState> {
  await perform(message, snapshots);
  return popupState(snapshots);
}

async function perform(message: FromPopup, snapshots: Snapshots): Promise<void> {
  switch (message.kind) {
    case 'state':
      return;
    case 'refresh':
      await refreshServers();
      await refreshPlacements(Date.now());
      await registerOverlay();
      return;
    case 'pair':
      return startPairing(message.address, message.code);
    case 'pairingDenied':
      return denyPairing();
    case 'unpair':
      return unpair(message.address, snapshots);
    case 'show':
      await setShown(message.origin, message.shown);
      if (message.shown) await registerOverlay();
      return tellTabs(message.origin, { kind: 'shown', shown: message.shown });
  }
}

async function unpair(address: string, snapshots: Snapshots): Promise<void> {
  const before = await neededOrigins();
  await forgetServer(address);
  await snapshots.forget(address);
  await refreshPlacements(Date.now());
  await registerOverlay();
  await dropUnusedGrants(before);
}

async function popupState(snapshots: Snapshots): Promise<PopupState> {
  const [servers, pairing, { hiddenOrigins }] = await Promise.all([
    readServers(),
    readPairing(),
    readPreferences(),
  ]);
  const described = servers.map(async (server): Promise<PopupServer> => {
    const { address, state } = server;
    const numbersAt = state === 'unreachable' ? await snapshots.newestAt(address).catch(() => null) : null;
    const granted = await isGranted(address);
    return { address, state, granted, numbersAt, sites: await describeSites(server, hiddenOrigins) };
  });
  return { servers: await Promise.all(described), pairing };
}

function describeSites({ address, sites }: PairedServer, hidden: string[]): Promise<PopupSite[]> {
  const described = sites.map(async ({ id, name, origins }): Promise<PopupSite> => {
    const known = origins
      .filter((origin) => URL.canParse(origin))
      .map(async (origin) => ({
        origin,
        granted: await isGranted(origin),
        shown: !hidden.includes(origin),
      }));
    const placements = await placementsOf(address, id);
    return { id, name, origins: await Promise.all(known), placements };
  });
  return Promise.all(described);
}
