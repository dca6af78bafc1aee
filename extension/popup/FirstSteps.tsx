import type { PopupServer } from '../messages.ts';
import { type TextKey, t } from '../text.ts';

const STEPS: TextKey[] = ['firstCode', 'firstPair', 'firstShow'];

/** How it begins, in three steps, until the overlay stands somewhere: which of them is next. */
export function FirstSteps({ servers }: { servers: PopupServer[] }) {
  const origins = servers.flatMap(({ sites }) => sites).flatMap((site) => site.origins);
  if (origins.some(({ granted }) => granted)) return null;
  const next = servers.length === 0 ? 0 : 2;
  return (
    <ol class="first" aria-label={t('firstSteps')}>
      {STEPS.map((step, at) => (
        <li key={step} aria-current={at === next ? 'step' : undefined} class={at < next ? 'done' : ''}>
          {t(step)}
        </li>
      ))}
    </ol>
  );
}
