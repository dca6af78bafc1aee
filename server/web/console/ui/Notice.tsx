import './notice.css';
import type { ComponentChildren } from 'preact';
import type { Load } from '../load.ts';
import { explain } from '../problem.ts';
import { t } from '../texts.ts';

/** Nothing here yet: what this is for, and what to do next. */
export function Empty({
  title,
  children,
  next,
}: {
  title: string;
  children?: ComponentChildren;
  next?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <h3>{title}</h3>
      {children && <p class="muted">{children}</p>}
      {next && <div class="buttons">{next}</div>}
    </div>
  );
}

export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div class="empty" role="alert">
      <h3 class="bad">{t('failed')}</h3>
      <p class="muted">{explain(error)}</p>
      <div class="buttons">
        <button type="button" onClick={retry}>
          {t('retry')}
        </button>
      </div>
    </div>
  );
}

/** Lines where the content will be; said aloud once, not shown as words. */
export function Loading() {
  return (
    <div class="loading" role="status">
      <span class="visually-hidden">{t('loading')}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

/** What a load brings, or what it is waiting for or failed at. */
export function When<Data>({
  load,
  children,
}: {
  load: Load<Data>;
  children: (data: Data) => ComponentChildren;
}) {
  const { loaded, reload } = load;
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'failed') return <Failure error={loaded.error} retry={reload} />;
  return <>{children(loaded.data)}</>;
}
