import type { ParticipationReport, ParticipationRow } from '../../../../shared/wire/participation.ts';
import { money, number } from '../say.ts';
import { t } from '../texts.ts';

/** What people call a row: a page’s title, else its path; what a position says, else its key. */
export function subjectName({ page, title, position, label }: ParticipationRow): string {
  return position === null ? title || page : label || position;
}

/** Whose buyers met what, in plain words; never how much of anything it is. */
export function participationAnswer({ rows, by, currency }: ParticipationReport): string {
  const [top] = rows;
  if (!top || top.counts.redemption === 0) return t(`participation.none.${by}`);
  return t(`participation.answer.${by}`, {
    name: subjectName(top),
    page: top.page,
    met: number(top.counts.arrival),
    n: number(top.counts.redemption),
    revenue: money(top.counts.revenueMinor, currency),
  });
}
