import type { Site } from '../../shared/wire/site.ts';
import type {
  Spend,
  SpendCheck,
  SpendImport,
  SpendImported,
  SpendImportList,
  SpendReading,
} from '../../shared/wire/spend.ts';
import { type Answer, type Caller, makeFounder, makeSite, type Office, openOffice } from './office.ts';

const HEADERS = 'day,source,medium,campaign,content,term,clicks,impressions,cost,kind';

/** A file of our own columns. */
export function table(...lines: string[]): Buffer {
  return Buffer.from([HEADERS, ...lines].join('\n'));
}

/** Where somebody imports what platforms report. */
export interface SpendDesk {
  office: Office;
  owner: Caller;
  /** The site of the claim that is tested. */
  site: Site;
  /** Each claim has a site of its own: what one imports no other sees. */
  freshSite(input?: object): Promise<void>;
  check(file: Buffer | string, reading?: Partial<SpendReading>): Promise<Answer<SpendCheck>>;
  bring(file: Buffer | string, reading?: Partial<SpendReading>): Promise<Answer<SpendImported>>;
  /** What November 2026 cost. */
  spent(): Promise<Spend>;
  imports(): Promise<SpendImport[]>;
  close(): Promise<void>;
}

export async function openSpendDesk(): Promise<SpendDesk> {
  const office = await openOffice();
  const owner = await makeFounder(office);
  const path = (rest: string) => `/v1/sites/${desk.site.id}/spend${rest}`;
  const send = <Body>(what: string, file: Buffer | string, reading?: Partial<SpendReading>) => {
    const query = new URLSearchParams({
      name: 'spend.csv',
      ...(reading ? { reading: JSON.stringify(reading) } : {}),
    });
    const headers = { 'content-type': 'text/csv' };
    return office.ask<Body>(owner, 'POST', path(`/${what}?${query}`), Buffer.from(file), headers);
  };
  const desk: SpendDesk = {
    office,
    owner,
    site: await makeSite(office, owner),
    async freshSite(input = {}) {
      desk.site = await makeSite(office, owner, input);
    },
    check: (file, reading) => send('checks', file, reading),
    bring: (file, reading) => send('imports', file, reading),
    spent: () => office.get<Spend>(owner, path('?from=2026-11-01&to=2026-11-30')),
    imports: async () => (await office.get<SpendImportList>(owner, path('/imports'))).imports,
    close: () => office.close(),
  };
  return desk;
}
