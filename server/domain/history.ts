import { createHmac } from 'node:crypto';
import { pagePath } from '../../shared/page.ts';
import type { TagEvent } from '../../shared/wire/beacon.ts';
import { HISTORY_TYPES, type HistoryColumn, type HistoryType } from '../../shared/wire/history.ts';
import {
  checkCurrency,
  type Fields,
  HistoryFault,
  type HistoryRecord,
  readFields,
  readVisitor,
} from './historyFields.ts';
import { type HistoryRedemption, readRedemption } from './historyRedemption.ts';
import { customerText, orderText, pseudonym } from './key.ts';
import type { SiteBook, SiteSettings } from './site.ts';

/** A past event, as the tag would have sent it. */
export interface HistoryEvent {
  type: 'event';
  visitor: string;
  adConsent: boolean;
  event: TagEvent;
}

/** A row of history that was checked. */
export type HistoryRow = { at: number } & (HistoryEvent | HistoryRedemption);

/** What marks ids that came with history, and who redeemed there. */
export const HISTORY = 'history';

const EARLIEST = Date.parse('2000-01-01T00:00:00Z');

/** Checks a row by itself. Throws HistoryFault with the field that is wrong. */
export function readHistoryRow(record: HistoryRecord, book: SiteBook, now: number): HistoryRow {
  const fields = readFields(record, book.settings);
  const type = (fields.text('type', 40) ?? 'redemption') as HistoryType;
  if (!HISTORY_TYPES.includes(type)) {
    throw new HistoryFault('type', `“${type}” is none of ${HISTORY_TYPES.join(', ')}`);
  }
  const at = fields.time('at');
  if (at < EARLIEST || at > now) throw new HistoryFault('at', 'lies before 2000 or in the future');
  if (type === 'redemption') return { at, ...readRedemption(fields, book) };
  return { at, ...readEvent(type, at, fields, book.settings) };
}

function readEvent(
  type: Exclude<HistoryType, 'redemption'>,
  at: number,
  fields: Fields,
  settings: SiteSettings,
): HistoryEvent {
  const visitor = readVisitor(fields);
  if (visitor === null) throw new HistoryFault('visitor', 'is missing');
  const url = readUrl(fields, settings);
  const name = fields.text('id', 200) ?? `${visitor}\n${at}\n${type}\n${url}`;
  // The same row sent again has the same id, and changes nothing.
  const id = `${HISTORY}.${pseudonym(settings.keySecret, `event:${name}`)}`;
  const referrer = fields.text('referrer', 2_048);
  const common = { id, at, url };
  const parts = PARTS[type](fields, settings);
  return {
    type: 'event',
    visitor,
    adConsent: fields.flag('ad_consent'),
    event: {
      ...common,
      type,
      ...(type === 'view' && referrer ? { referrer } : {}),
      ...parts,
    } as TagEvent,
  };
}

/** What an event of each type has beside its time and page. */
const PARTS: Record<
  Exclude<HistoryType, 'redemption'>,
  (fields: Fields, settings: SiteSettings) => Record<string, unknown>
> = {
  view: (fields) => optional('title', fields.text('title', 120)),
  product: (fields) => ({ sku: fields.needed('sku', 120), ...optional('name', fields.text('name', 120)) }),
  engagement: (fields) => ({ visibleMs: fields.whole('visible_ms', 86_400_000) ?? 10_000 }),
  click: (fields) => ({
    position: fields.needed('position', 200),
    ...optional('label', fields.text('label', 120)),
    ...optional('intent', fields.text('intent', 120)),
  }),
  intent: (fields) => ({ name: fields.needed('name', 120) }),
  coupon: (fields) => ({ action: 'shown', code: fields.text('code', 16) ?? '' }),
  order: (fields, settings) => orderParts(fields, settings),
  identify: (fields, { signingSecret }) => {
    const customer = fields.needed('customer', 120);
    return { customer, signature: sign(signingSecret, customerText(customer)) };
  },
  event: (fields) => ({ name: fields.needed('name', 120) }),
};

/** The owner brings it, who has the secret: it counts like one that the merchant's server signed. */
function orderParts(fields: Fields, { signingSecret, currency }: SiteSettings) {
  const order = fields.needed('order', 80);
  const amountMinor = fields.money('amount');
  if (amountMinor === null) throw new HistoryFault('amount', 'is missing');
  checkCurrency(fields, currency);
  return {
    order,
    amountMinor,
    currency,
    signature: sign(signingSecret, orderText(order, amountMinor, currency)),
  };
}

function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

function optional(name: string, value: string | null): Record<string, string> {
  return value === null ? {} : { [name]: value };
}

const UTM: readonly HistoryColumn[] = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'];

/** A whole address or a path of the site, with the row's own UTM parameters. */
function readUrl(fields: Fields, { origins, hashRoutes }: SiteSettings): string {
  const given = fields.needed('url', 2_048);
  const base = origins[0];
  if (!URL.canParse(given, base)) throw new HistoryFault('url', 'is no address');
  const url = new URL(given, base);
  if (!origins.includes(url.origin)) throw new HistoryFault('url', `${url.origin} is not this site’s`);
  for (const name of UTM) {
    const value = fields.text(name, 500);
    if (value !== null) url.searchParams.set(name, value);
  }
  const text = url.href;
  if (pagePath(text, hashRoutes) === null) throw new HistoryFault('url', 'is no web page');
  if (text.length > 2_048) throw new HistoryFault('url', 'is longer than 2048 characters');
  return text;
}
