import type { Outcome } from '../domain/outcome.ts';
import {
  endSession,
  loadPasswordHash,
  newSetupLink,
  readSession,
  readSetup,
  setUp,
  startSession,
} from './accounts.ts';
import { authenticate } from './authenticate.ts';
import { changeCampaign, createCampaign, listCampaigns, removeCampaign } from './campaigns.ts';
import { endClerkSession, startClerkSession, takeTry } from './clerkSignIn.ts';
import { changeClerk, createClerk, listClerks, removeClerk } from './clerks.ts';
import type { ActionContext } from './context.ts';
import {
  closeConversionBatch,
  listConversionBatches,
  openConversionBatch,
  readConversionFile,
  readConversions,
  readConversionTerms,
  tellConversions,
} from './conversions.ts';
import { countTries } from './countTries.ts';
import { createDevice, enrol, listDevices, readTill, removeDevice, seeDevice } from './devices.ts';
import { readExportPage } from './exportPage.ts';
import { findRedemptions } from './findRedemptions.ts';
import { firstSites } from './firstSites.ts';
import { readFunnel, readPages } from './funnel.ts';
import {
  advanceHistory,
  beginHistory,
  dropHistory,
  listHistory,
  readHistoryBook,
  stageHistory,
} from './history.ts';
import { lookUp } from './lookUp.ts';
import { acceptInvitation, invite, listMembers, loadInvited, removeMember } from './members.ts';
import { changeOffer, createOffer, removeOffer, revokeOffer } from './offers.ts';
import { keepAnswer, recallAnswer } from './once.ts';
import { createPairing, listTokens, pair, removeToken, useToken } from './pairings.ts';
import { changePlacement, createPlacement, listPlacements, removePlacement } from './placements.ts';
import { readPlatforms } from './platforms.ts';
import { readPositionSources } from './positionSources.ts';
import { redeem } from './redeem.ts';
import { listToday } from './redemptionAnswer.ts';
import { listTakenBack, readRedemption } from './redemptionStory.ts';
import { readAttribution } from './report.ts';
import { readParticipation } from './reportParticipation.ts';
import { readRowRedemptions } from './reportRedemptions.ts';
import { dropExpired, listSiteIds, retain } from './retention.ts';
import { listReturns, returnGoods } from './returns.ts';
import { changeSite, createSite, listSites, readInstallation, readSigningSecret, readSite } from './sites.ts';
import { readSpend, readSpendImports, recallSpendMapping, weighSpend } from './spend.ts';
import {
  addSpend,
  beginSpend,
  dropSpend,
  finishSpend,
  removeSpendImport,
  sweepSpend,
} from './spendImport.ts';
import { changeStore, createStore, listStores, removeStore } from './stores.ts';
import { readTopPaths } from './topPaths.ts';
import { undo } from './undo.ts';

type Action = (context: ActionContext, input: never) => Promise<Outcome<unknown> | unknown>;

/** Actions that change something: they run one after another, many to a commit. */
export const WRITES = {
  lookUp,
  redeem,
  undo,
  returnGoods,
  countTries,
  newSetupLink,
  setUp,
  startSession,
  endSession,
  createSite,
  changeSite,
  createStore,
  changeStore,
  removeStore,
  beginSpend,
  addSpend,
  finishSpend,
  dropSpend,
  removeSpendImport,
  sweepSpend,
  createCampaign,
  changeCampaign,
  removeCampaign,
  createOffer,
  changeOffer,
  revokeOffer,
  removeOffer,
  createDevice,
  removeDevice,
  enrol,
  seeDevice,
  createClerk,
  changeClerk,
  removeClerk,
  takeTry,
  startClerkSession,
  endClerkSession,
  invite,
  acceptInvitation,
  removeMember,
  createPairing,
  pair,
  removeToken,
  useToken,
  createPlacement,
  changePlacement,
  removePlacement,
  retain,
  dropExpired,
  openConversionBatch,
  tellConversions,
  closeConversionBatch,
  keepAnswer,
  beginHistory,
  stageHistory,
  dropHistory,
  advanceHistory,
} satisfies Record<string, Action>;

/** Actions that only read: they never wait for a write. */
export const READS = {
  firstSites,
  readFunnel,
  readPages,
  readPositionSources,
  readPlatforms,
  readAttribution,
  readParticipation,
  readRowRedemptions,
  readTopPaths,
  readRedemption,
  listTakenBack,
  readExportPage,
  readConversionTerms,
  readConversions,
  recallAnswer,
  listConversionBatches,
  readConversionFile,
  readHistoryBook,
  listHistory,
  listToday,
  listReturns,
  findRedemptions,
  authenticate,
  readSetup,
  loadPasswordHash,
  readSession,
  listSites,
  readSite,
  readInstallation,
  readSigningSecret,
  listStores,
  readSpend,
  readSpendImports,
  recallSpendMapping,
  weighSpend,
  listCampaigns,
  listDevices,
  readTill,
  listClerks,
  listMembers,
  loadInvited,
  listTokens,
  listPlacements,
  listSiteIds,
} satisfies Record<string, Action>;

/** What requests wait for all the time. Every other read may take long, and never holds these up. */
export const PROMPT_READS: ReadonlySet<keyof Reads> = new Set([
  'firstSites',
  'authenticate',
  'loadPasswordHash',
  'loadInvited',
  'readSetup',
  'readSession',
  'readTill',
  'listToday',
  'readFunnel',
] as const);

export type Writes = typeof WRITES;
export type Reads = typeof READS;

export type Input<A> = A extends (context: ActionContext, input: infer I) => unknown ? I : never;
export type Output<A> = A extends (...parameters: never[]) => Promise<infer O> ? O : never;
