import { COUNTED_STEPS } from '../../../../shared/steps.ts';
import type { ParticipationReport } from '../../../../shared/wire/participation.ts';
import { toCsv } from '../attribution/csv.ts';
import { typedMoney } from '../say.ts';
import { t } from '../texts.ts';

/** The table as it is shown, as a CSV file that spreadsheets read as UTF-8. There is no total in it. */
export function participationCsv({ rows, by, currency }: ParticipationReport): string {
  const ofPosition = by === 'position';
  const heads = [
    t('participation.page'),
    ...(ofPosition ? [t('participation.position'), t('participation.label')] : [t('participation.title')]),
    ...COUNTED_STEPS.map((step) => (step === 'arrival' ? t(`participation.met.${by}`) : t(`step.${step}`))),
    `${t('measure.revenueMinor')} (${currency})`,
  ];
  const lines = rows.map(({ page, title, position, label, counts }) => [
    page,
    ...(ofPosition ? [position ?? '', label ?? ''] : [title]),
    ...COUNTED_STEPS.map((step) => counts[step]),
    Number(typedMoney(counts.revenueMinor, currency)),
  ]);
  return toCsv([heads, ...lines]);
}
