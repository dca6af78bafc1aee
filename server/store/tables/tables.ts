import type {
  InvitationTable,
  MemberTable,
  PairingTable,
  SetupLinkTable,
  SignInTable,
  SiteTable,
  TokenSiteTable,
  TokenTable,
  UserTable,
} from './accounts.ts';
import type {
  ConversionBatchTable,
  ConversionSettingsTable,
  ConversionTable,
  HistoryImportTable,
  HistoryRowTable,
} from './exports.ts';
import type {
  CouponTable,
  CreditTable,
  MintTable,
  RedemptionLineTable,
  RedemptionTable,
  ReturnTable,
} from './ledger.ts';
import type { PathDayTable, PathTable } from './paths.ts';
import type { PlacementTable } from './placements.ts';
import type { JourneyBaseTable, RetentionTable } from './retention.ts';
import type { SiteTurnTable, TriesTable } from './servers.ts';
import type {
  AnswerTable,
  CampaignTable,
  ClerkSignInTable,
  ClerkTable,
  DeviceTable,
  OfferTable,
  StoreTable,
} from './shop.ts';
import type {
  SpendDayTable,
  SpendImportTable,
  SpendMappingTable,
  SpendPartTable,
  SpendTable,
} from './spend.ts';
import type {
  BotArrivalTable,
  CounterTable,
  CustomerVisitorTable,
  EventTable,
  JourneyTable,
  PageTable,
  PositionTable,
  SiteDayTable,
  SourceTable,
} from './traffic.ts';

/**
 * The rows as they lie in the database. `site_id` leads every key of a site's tables; ids are texts made by
 * the program or 52-bit content keys; times are epoch milliseconds, days yyyymmdd, money minor units.
 * Booleans are 0 and 1, lists are JSON text, so that every engine holds them alike.
 */
export interface Tables {
  sites: SiteTable;
  users: UserTable;
  members: MemberTable;
  invitations: InvitationTable;
  setup_links: SetupLinkTable;
  sign_ins: SignInTable;
  pairings: PairingTable;
  tokens: TokenTable;
  token_sites: TokenSiteTable;
  stores: StoreTable;
  devices: DeviceTable;
  clerks: ClerkTable;
  clerk_sign_ins: ClerkSignInTable;
  campaigns: CampaignTable;
  offers: OfferTable;
  coupons: CouponTable;
  mints: MintTable;
  redemptions: RedemptionTable;
  redemption_lines: RedemptionLineTable;
  credits: CreditTable;
  returns: ReturnTable;
  pages: PageTable;
  sources: SourceTable;
  positions: PositionTable;
  events: EventTable;
  journeys: JourneyTable;
  customer_visitors: CustomerVisitorTable;
  journey_bases: JourneyBaseTable;
  retentions: RetentionTable;
  paths: PathTable;
  path_days: PathDayTable;
  counters: CounterTable;
  site_days: SiteDayTable;
  bot_arrivals: BotArrivalTable;
  answers: AnswerTable;
  conversion_settings: ConversionSettingsTable;
  conversion_batches: ConversionBatchTable;
  conversions: ConversionTable;
  history_imports: HistoryImportTable;
  history_rows: HistoryRowTable;
  placements: PlacementTable;
  spend_imports: SpendImportTable;
  spend_parts: SpendPartTable;
  spend: SpendTable;
  spend_days: SpendDayTable;
  spend_mappings: SpendMappingTable;
  site_turns: SiteTurnTable;
  tries: TriesTable;
}
