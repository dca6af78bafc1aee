import type { SourceLabel } from '../../../shared/wire/funnel.ts';
import { sourceName } from '../../live/sourceName.ts';
import { t } from '../../text.ts';

interface Props {
  chosen: number | null;
  sources: SourceLabel[];
  onSource: (source: number | null) => void;
}

/** Which visitors: all, or those of one source. */
export function SourcePicker({ chosen, sources, onSource }: Props) {
  return (
    <select
      name="source"
      aria-label={t('source')}
      title={t('source')}
      value={chosen === null ? '' : String(chosen)}
      onChange={({ currentTarget: { value } }) => onSource(value === '' ? null : Number(value))}
    >
      <option value="">{t('allSources')}</option>
      {sources.map((source) => (
        <option key={source.id} value={String(source.id)}>
          {nameOf(source)}
        </option>
      ))}
    </select>
  );
}

function nameOf(source: SourceLabel): string {
  const { name, detail } = sourceName(source);
  return [name ?? t('direct'), detail, source.content, source.term].filter(Boolean).join(' · ');
}
