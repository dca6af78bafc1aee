import type { CohortKey, Scope } from '../domain/funnel.ts';

/** Where a redemption was counted, and whether as a repeat. */
export interface Counted {
  repeat: boolean;
  cohorts: CohortKey[];
}

/** Sources and days are said once, a cohort is four numbers: a path of a hundred cohorts stays small. */
type Packed = [repeat: 0 | 1, sources: number[], days: number[], ...cohorts: number[]];

export function packCounted({ repeat, cohorts }: Counted): string {
  const sources = [...new Set(cohorts.map(({ source }) => source))];
  const days = [...new Set(cohorts.map(({ day }) => day))];
  const packed: Packed = [
    repeat ? 1 : 0,
    sources,
    days,
    ...cohorts.flatMap((cohort) => [
      cohort.scope,
      cohort.subject,
      sources.indexOf(cohort.source),
      days.indexOf(cohort.day),
    ]),
  ];
  return JSON.stringify(packed);
}

/** Empty text: it was counted nowhere that is known. */
export function unpackCounted(text: string): Counted {
  if (text === '') return { repeat: false, cohorts: [] };
  const [repeat, sources, days, ...numbers] = JSON.parse(text) as Packed;
  const cohorts: CohortKey[] = [];
  for (let at = 0; at < numbers.length; at += 4) {
    const [scope = 0, subject = 0, source = 0, day = 0] = numbers.slice(at, at + 4);
    cohorts.push({ scope: scope as Scope, subject, source: sources[source] ?? 0, day: days[day] ?? 0 });
  }
  return { repeat: repeat === 1, cohorts };
}
