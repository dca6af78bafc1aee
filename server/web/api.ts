import { request } from '../../shared/client.ts';
import type {
  Invitation,
  Member,
  MemberInput,
  Pairing,
  Session,
  SetupInput,
  SetupState,
  SignInInput,
  Token,
} from '../../shared/wire/account.ts';
import type {
  AdPlatform,
  ConversionBatches,
  ConversionFile,
  ConversionTerms,
  MadeConversions,
  PendingConversions,
} from '../../shared/wire/conversions.ts';
import type { ExportName, ExportQuery } from '../../shared/wire/exports.ts';
import type { Funnel, FunnelQuery, PageList } from '../../shared/wire/funnel.ts';
import type { HistoryAnswer, HistoryImport, HistoryList } from '../../shared/wire/history.ts';
import type { ParticipationQuery, ParticipationReport } from '../../shared/wire/participation.ts';
import type { PathsQuery, PathsReport } from '../../shared/wire/paths.ts';
import type { Placement, PlacementInput, PlacementList } from '../../shared/wire/placement.ts';
import type { PlatformQuery, PlatformReport } from '../../shared/wire/platforms.ts';
import type {
  RedemptionQuery,
  RedemptionStory,
  TakenBackList,
  TakenBackQuery,
} from '../../shared/wire/redemptions.ts';
import type {
  AttributionQuery,
  AttributionReport,
  RedemptionsQuery,
  ReportedRedemptions,
} from '../../shared/wire/report.ts';
import type { FoundRedemptions, ReturnAnswer, ReturnInput, ReturnList } from '../../shared/wire/returns.ts';
import type {
  Campaign,
  CampaignInput,
  Installation,
  Offer,
  OfferInput,
  SigningSecret,
  Site,
  SiteInput,
  Store,
  StoreInput,
} from '../../shared/wire/site.ts';
import type {
  Spend,
  SpendCheck,
  SpendImported,
  SpendImportList,
  SpendQuery,
  SpendReading,
} from '../../shared/wire/spend.ts';
import type {
  Clerk,
  ClerkChange,
  ClerkInput,
  ClerkSignIn,
  Device,
  DeviceInput,
  EnrolInput,
  Lookup,
  LookupInput,
  NewDevice,
  Redemption,
  RedemptionInput,
  RedemptionList,
  TillState,
} from '../../shared/wire/till.ts';

/** One function a route; each throws ProblemError or UnreachableError (shared/client.ts). */

type Query = Record<string, string | number | boolean | undefined>;

/** A path with its query; what is undefined is left out. */
function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}

const sitePath = (site: string, rest = '') => `/v1/sites/${encodeURIComponent(site)}${rest}`;
const item = (kind: string, id: string) => `/${kind}/${encodeURIComponent(id)}`;
const post = <Answer>(path: string, body: unknown = {}) => request<Answer>(path, { method: 'POST', body });
const patch = <Answer>(path: string, body: unknown) => request<Answer>(path, { method: 'PATCH', body });
const remove = (path: string) => request<void>(path, { method: 'DELETE' });

// Account
export const getSetup = (signal?: AbortSignal) => request<SetupState>('/v1/setup', signal ? { signal } : {});
export const setUp = (input: SetupInput) => post<Session>('/v1/setup', input);
export const getSession = (signal?: AbortSignal) => request<Session>('/v1/session', signal ? { signal } : {});
export const signIn = (input: SignInInput) => post<Session>('/v1/session', input);
export const signOut = () => remove('/v1/session');
export const acceptInvitation = (input: { secret: string; password: string }) =>
  post<Session>('/v1/invitations/accept', input);

// Sites
export const createSite = (input: SiteInput) => post<Site>('/v1/sites', input);
export const changeSite = (site: string, change: Partial<SiteInput>) => patch<Site>(sitePath(site), change);
export const getInstallation = (site: string, signal?: AbortSignal) =>
  request<Installation>(sitePath(site, '/installation'), signal ? { signal } : {});
export const getSigningSecret = (site: string) => request<SigningSecret>(sitePath(site, '/signing-secret'));

// Stores
export const listStores = (site: string) => request<{ stores: Store[] }>(sitePath(site, '/stores'));
export const createStore = (site: string, input: StoreInput) => post<Store>(sitePath(site, '/stores'), input);
export const changeStore = (site: string, id: string, change: Partial<StoreInput>) =>
  patch<Store>(sitePath(site, item('stores', id)), change);
export const deleteStore = (site: string, id: string) => remove(sitePath(site, item('stores', id)));

// Placements
export const listPlacements = (site: string, signal?: AbortSignal) =>
  request<PlacementList>(sitePath(site, '/placements'), signal ? { signal } : {});
export const createPlacement = (site: string, input: PlacementInput) =>
  post<Placement>(sitePath(site, '/placements'), input);
export const changePlacement = (site: string, id: string, change: Partial<PlacementInput>) =>
  patch<Placement>(sitePath(site, item('placements', id)), change);
export const deletePlacement = (site: string, id: string) => remove(sitePath(site, item('placements', id)));

// Till devices and clerks
export const listDevices = (site: string) => request<{ devices: Device[] }>(sitePath(site, '/devices'));
export const createDevice = (site: string, input: DeviceInput) =>
  post<NewDevice>(sitePath(site, '/devices'), input);
export const revokeDevice = (site: string, id: string) => remove(sitePath(site, item('devices', id)));
export const listClerks = (site: string) => request<{ clerks: Clerk[] }>(sitePath(site, '/clerks'));
export const createClerk = (site: string, input: ClerkInput) => post<Clerk>(sitePath(site, '/clerks'), input);
export const changeClerk = (site: string, id: string, change: ClerkChange) =>
  patch<Clerk>(sitePath(site, item('clerks', id)), change);
export const deleteClerk = (site: string, id: string) => remove(sitePath(site, item('clerks', id)));

// Campaigns and offers
export const listCampaigns = (site: string) =>
  request<{ campaigns: Campaign[] }>(sitePath(site, '/campaigns'));
export const createCampaign = (site: string, input: CampaignInput) =>
  post<Campaign>(sitePath(site, '/campaigns'), input);
export const changeCampaign = (site: string, id: string, change: Partial<CampaignInput>) =>
  patch<Campaign>(sitePath(site, item('campaigns', id)), change);
export const deleteCampaign = (site: string, id: string) => remove(sitePath(site, item('campaigns', id)));
export const createOffer = (site: string, campaign: string, input: OfferInput) =>
  post<Offer>(sitePath(site, `${item('campaigns', campaign)}/offers`), input);
export const changeOffer = (site: string, id: string, change: Partial<OfferInput>) =>
  patch<Offer>(sitePath(site, item('offers', id)), change);
export const revokeOffer = (site: string, id: string) =>
  post<Offer>(sitePath(site, `${item('offers', id)}/revoke`));

// People and paired extensions
export const listMembers = (site: string) => request<{ members: Member[] }>(sitePath(site, '/members'));
export const inviteMember = (site: string, input: MemberInput) =>
  post<Invitation>(sitePath(site, '/members'), input);
export const removeMember = (site: string, id: string) => remove(sitePath(site, item('members', id)));
export const createPairing = (site: string) => post<Pairing>(sitePath(site, '/pairings'));
export const listTokens = (site: string) => request<{ tokens: Token[] }>(sitePath(site, '/tokens'));
export const revokeToken = (site: string, id: string) => remove(sitePath(site, item('tokens', id)));

// Figures
export const getFunnel = (site: string, query: FunnelQuery, signal?: AbortSignal) =>
  request<Funnel>(withQuery(sitePath(site, '/funnel'), query), signal ? { signal } : {});
export const listPages = (
  site: string,
  query: { from?: string; to?: string; offset?: number; limit?: number },
  signal?: AbortSignal,
) => request<PageList>(withQuery(sitePath(site, '/pages'), query), signal ? { signal } : {});
export const readAttribution = (site: string, query: AttributionQuery, signal?: AbortSignal) =>
  request<AttributionReport>(
    withQuery(sitePath(site, '/reports/attribution'), query),
    signal ? { signal } : {},
  );
/** The address of the report as a file, for a link. */
export const attributionCsvPath = (site: string, query: AttributionQuery) =>
  withQuery(sitePath(site, '/reports/attribution.csv'), query);
export const readParticipation = (site: string, query: ParticipationQuery, signal?: AbortSignal) =>
  request<ParticipationReport>(
    withQuery(sitePath(site, '/reports/participation'), query),
    signal ? { signal } : {},
  );
export const readRowRedemptions = (site: string, query: RedemptionsQuery, signal?: AbortSignal) =>
  request<ReportedRedemptions>(
    withQuery(sitePath(site, '/reports/redemptions'), query),
    signal ? { signal } : {},
  );
export const readRedemption = (site: string, id: string, query: RedemptionQuery, signal?: AbortSignal) =>
  request<RedemptionStory>(
    withQuery(sitePath(site, `/reports${item('redemptions', id)}`), query),
    signal ? { signal } : {},
  );
export const listTakenBack = (site: string, query: TakenBackQuery, signal?: AbortSignal) =>
  request<TakenBackList>(withQuery(sitePath(site, '/reports/returns'), query), signal ? { signal } : {});
export const readPaths = (site: string, query: PathsQuery, signal?: AbortSignal) =>
  request<PathsReport>(withQuery(sitePath(site, '/reports/paths'), query), signal ? { signal } : {});
export const readPlatforms = (site: string, query: PlatformQuery, signal?: AbortSignal) =>
  request<PlatformReport>(withQuery(sitePath(site, '/reports/platforms'), query), signal ? { signal } : {});

// Spend
export const getSpend = (site: string, query: SpendQuery, signal?: AbortSignal) =>
  request<Spend>(withQuery(sitePath(site, '/spend'), query), signal ? { signal } : {});
export const listSpendImports = (site: string, query: { offset: number; limit: number }) =>
  request<SpendImportList>(withQuery(sitePath(site, '/spend/imports'), query));
export const checkSpend = (site: string, file: File, reading: SpendReading | null) =>
  request<SpendCheck>(spendFilePath(site, 'checks', file, reading), { method: 'POST', file });
export const importSpend = (site: string, file: File, reading: SpendReading) =>
  request<SpendImported>(spendFilePath(site, 'imports', file, reading), { method: 'POST', file });
export const removeSpendImport = (site: string, id: string) =>
  remove(sitePath(site, item('spend/imports', id)));
const spendFilePath = (site: string, what: string, file: File, reading: SpendReading | null) =>
  withQuery(sitePath(site, `/spend/${what}`), {
    name: file.name.slice(0, 200),
    ...(reading ? { reading: JSON.stringify(reading) } : {}),
  });

/** The address of the live stream of a page, or of the whole site: for an EventSource. */
export const livePath = (site: string, query: FunnelQuery) => withQuery(sitePath(site, '/live'), query);

// Data out and history in
/** The address of a file, for a link. */
export const exportPath = (site: string, what: ExportName, query: ExportQuery) =>
  withQuery(sitePath(site, item('exports', what)), query);
export const getConversions = (
  site: string,
  platform: AdPlatform,
  query: Partial<Pick<ConversionTerms, 'value' | 'model'>>,
  signal?: AbortSignal,
) =>
  request<PendingConversions>(
    withQuery(sitePath(site, item('conversions', platform)), query),
    signal ? { signal } : {},
  );
export const makeConversions = (site: string, platform: AdPlatform, terms: ConversionTerms) =>
  post<MadeConversions>(sitePath(site, item('conversions', platform)), terms);
export const listConversionBatches = (site: string, platform: AdPlatform, signal?: AbortSignal) =>
  request<ConversionBatches>(
    sitePath(site, `${item('conversions', platform)}/batches`),
    signal ? { signal } : {},
  );
/** The address of a file that was made, for a link. */
export const conversionFilePath = (site: string, platform: AdPlatform, batch: string, file: ConversionFile) =>
  sitePath(site, `${item('conversions', platform)}${item('batches', batch)}/${file}`);
export const sendHistory = (site: string, file: File, dryRun: boolean) =>
  request<HistoryAnswer>(withQuery(sitePath(site, '/history'), { name: file.name, dryRun: String(dryRun) }), {
    method: 'POST',
    file,
  });
export const listHistory = (site: string, signal?: AbortSignal) =>
  request<HistoryList>(sitePath(site, '/history'), signal ? { signal } : {});
export const continueHistory = (site: string, id: string) =>
  post<HistoryImport>(sitePath(site, `${item('history', id)}/continue`));

// Till
export const enrolTill = (input: EnrolInput) => post<TillState>('/v1/till/enrolment', input);
export const getTill = (signal?: AbortSignal) => request<TillState>('/v1/till', signal ? { signal } : {});
export const signInClerk = (input: ClerkSignIn) => post<TillState>('/v1/till/session', input);
export const signOutClerk = () => remove('/v1/till/session');
export const lookUp = (site: string, input: LookupInput) => post<Lookup>(sitePath(site, '/lookups'), input);
/** The same `idempotencyKey` again gets the first answer: a clerk may press the button twice. */
export const redeem = (site: string, input: RedemptionInput, idempotencyKey: string) =>
  request<Redemption>(sitePath(site, '/redemptions'), { method: 'POST', body: input, idempotencyKey });
export const voidRedemption = (site: string, id: string) =>
  post<Redemption>(sitePath(site, `${item('redemptions', id)}/void`));
export const findRedemptions = (site: string, find: string) =>
  request<FoundRedemptions>(withQuery(sitePath(site, '/redemptions/search'), { find }));
export const listReturns = (site: string, id: string, signal?: AbortSignal) =>
  request<ReturnList>(sitePath(site, `${item('redemptions', id)}/returns`), signal ? { signal } : {});
/** The same `idempotencyKey` again gets the first answer: nothing is taken back twice. */
export const returnGoods = (site: string, id: string, input: ReturnInput, idempotencyKey: string) =>
  request<ReturnAnswer>(sitePath(site, `${item('redemptions', id)}/returns`), {
    method: 'POST',
    body: input,
    idempotencyKey,
  });
export const listRedemptions = (site: string, query: { day?: string } = {}) =>
  request<RedemptionList>(withQuery(sitePath(site, '/redemptions'), query));
