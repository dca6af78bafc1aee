import { isbot } from 'isbot';
import type { Beacon, BeaconAnswer } from '../../shared/wire/beacon.ts';
import { forgedEvent, isOwnOrigin, type Received } from '../domain/beacon.ts';
import { pseudonym } from '../domain/key.ts';
import { memo } from '../domain/memo.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { SiteBook } from '../domain/site.ts';
import { addToSiteDay } from '../store/siteDays.ts';
import type { ActionContext } from './context.ts';
import { ingest } from './ingest.ts';
import { readBeacon } from './readBeacon.ts';

/** The pattern is long, and most browsers name themselves alike. */
const isBot = memo(2_000, (userAgent) => isbot(userAgent));

/** A beacon as the HTTP server got it: nothing of it is read yet. */
export interface CollectInput {
  /** Null where it is not UTF-8. */
  body: string | null;
  origin: string | undefined;
  userAgent: string | undefined;
  /** The sender's network: the address without its last part. */
  network: string;
  now: number;
  /** Where the body was read already. */
  beacon?: Outcome<Beacon>;
}

/** Takes many beacons at once: each is checked by itself, what is left of each site is ingested as one. */
export async function collect(
  context: ActionContext,
  inputs: readonly CollectInput[],
): Promise<Outcome<BeaconAnswer>[]> {
  const outcomes: (Outcome<BeaconAnswer> | null)[] = [];
  const bySite = new Map<SiteBook, { index: number; received: Received }[]>();
  for (const [index, input] of inputs.entries()) {
    const checked = await check(context, input);
    outcomes.push(checked.ok ? null : checked);
    if (!checked.ok) continue;
    const { book, received } = checked.value;
    const group = bySite.get(book);
    if (group) group.push({ index, received });
    else bySite.set(book, [{ index, received }]);
  }
  for (const [book, group] of bySite) {
    const answers = await ingest(
      context,
      book,
      group.map(({ received }) => received),
    );
    for (const [place, { index }] of group.entries())
      outcomes[index] = done(answers[place] ?? { accepted: 0 });
  }
  return outcomes.map((outcome) => outcome ?? done({ accepted: 0 }));
}

async function check(
  { db, books }: ActionContext,
  input: CollectInput,
): Promise<Outcome<{ book: SiteBook; received: Received }>> {
  const beacon = input.beacon ?? readBeacon(input.body);
  if (!beacon.ok) return beacon;
  const book = await books.of(db, beacon.value.site);
  if (!book) return failed('unknownSite', 'No site has this key: copy the tag again from the console.');
  if (!isOwnOrigin(book.settings, input.origin)) {
    await addToSiteDay(db, book.settings.id, book.dayOf(input.now), {
      foreign_beacons: 1,
      last_foreign_origin: (input.origin ?? 'none').slice(0, 200),
    });
    return failed(
      'foreignOrigin',
      'The page is not on one of this site’s origins: add its origin in the console.',
    );
  }
  const forged = forgedEvent(book.settings, beacon.value);
  if (forged)
    return failed('badSignature', `The signature of the ${forged.type} does not fit the site’s secret.`);
  const bot = beacon.value.robot === true || isBot(input.userAgent ?? '');
  // Only who asks for a code is told from other networks.
  const asks = beacon.value.events.some(({ type }) => type === 'ask');
  const network = asks ? pseudonym(book.settings.keySecret, input.network) : '';
  const { userAgent, now: receivedAt } = input;
  return done({ book, received: { beacon: beacon.value, receivedAt, network, bot, userAgent } });
}
