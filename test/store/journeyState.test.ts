import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCOPE } from '../../server/domain/funnel.ts';
import { type Journey, newJourney } from '../../server/domain/journey.ts';
import { packState, unpackState } from '../../server/store/journeyState.ts';

const key = fc.integer({ min: 0, max: 2 ** 52 - 1 });
const time = fc.integer({ min: 0, max: 4e12 });
const day = fc.constantFrom(20261120, 20261121, 20261122);
const source = fc.oneof(fc.constantFrom(7, 2 ** 52 - 1), key);

const journeys: fc.Arbitrary<Omit<Journey, 'seq'>> = fc.record({
  session: fc.option(
    fc.record({ source, startedAt: time, lastAt: time, page: key, visibleMs: time, engaged: fc.boolean() }),
  ),
  touchpoints: fc.array(
    fc.record({ source, at: time, page: key, clickId: fc.option(fc.string()), adConsent: fc.boolean() }),
  ),
  memberships: fc.array(
    fc.record({
      scope: fc.constantFrom(...Object.values(SCOPE)),
      subject: key,
      source,
      day,
      at: time,
      reached: fc.integer({ min: 0, max: 511 }),
    }),
  ),
  customer: fc.option(fc.string()),
  isStaff: fc.boolean(),
  counted: fc.option(fc.record({ id: key, day })),
  sold: fc.array(fc.record({ sale: fc.string(), at: time })),
});

describe('a journey’s state on disk', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        expect(unpackState(packState({ seq: 1, ...journey }))).toEqual(journey);
      }),
    );
  });

  it('takes little room for a visitor who came once', () => {
    const at = Date.parse('2026-11-21T12:00:00Z');
    const [page, source] = [2 ** 51 + 1, 2 ** 51 + 3];
    const session = { source, startedAt: at, lastAt: at, page, visibleMs: 0, engaged: false };
    const member = { source, day: 20261121, at, reached: 1 };
    const journey: Journey = {
      ...newJourney(),
      session,
      touchpoints: [{ source, at, page, clickId: null, adConsent: false }],
      memberships: [
        { ...member, scope: SCOPE.site, subject: 0 },
        { ...member, scope: SCOPE.page, subject: page },
      ],
    };
    expect(packState(journey).length).toBeLessThan(80);
  });

  it('is read as it was once written, in JSON', () => {
    const written =
      '2[1780000000000,[11,12],[20260601],[0,5,600000,77,12000,1],[[0,0,77,1,"click-1"],[1,5,78,0]],' +
      '[[0,0,0,0,0,5],[1,77,0,0,3,1]],1,"customer-1",[99,0],["sale-1",700000]]';
    const from = 1_780_000_000_000;
    const member = { source: 11, day: 20260601 };
    expect(unpackState(written)).toEqual({
      session: {
        source: 11,
        startedAt: from + 5,
        lastAt: from + 600_000,
        page: 77,
        visibleMs: 12_000,
        engaged: true,
      },
      touchpoints: [
        { source: 11, at: from, page: 77, clickId: 'click-1', adConsent: true },
        { source: 12, at: from + 5, page: 78, clickId: null, adConsent: false },
      ],
      memberships: [
        { ...member, scope: SCOPE.site, subject: 0, at: from, reached: 5 },
        { ...member, scope: SCOPE.page, subject: 77, at: from + 3, reached: 1 },
      ],
      customer: 'customer-1',
      isStaff: true,
      counted: { id: 99, day: 20260601 },
      sold: [{ sale: 'sale-1', at: from + 700_000 }],
    });
  });
});
