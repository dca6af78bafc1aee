import { useEffect, useRef, useState } from 'preact/hooks';
import type { SpendCheck, SpendReading } from '../../../../shared/wire/spend.ts';
import { checkSpend, importSpend } from '../../api.ts';
import { explain } from '../problem.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { CheckView } from './CheckView.tsx';
import { FileDrop } from './FileDrop.tsx';

/** A file on its way: chosen, read by the server, shown to the person. */
interface Checked {
  file: File;
  check: SpendCheck;
}

/** Takes a file, shows how it is read, and imports it once a person agrees. */
export function ImportCard({ onImported }: { onImported: () => void }) {
  const { site } = useSite();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState<{ text: string; isBad: boolean } | null>(null);

  async function run(file: File, work: () => Promise<void>): Promise<void> {
    if (busy !== null) return;
    setBusy(file.name);
    setSaid(null);
    await work().catch((error: unknown) => setSaid({ text: explain(error), isBad: true }));
    setBusy(null);
  }
  const check = (file: File, reading: SpendReading | null) =>
    run(file, async () => setChecked({ file, check: await checkSpend(site.id, file, reading) }));
  const bring = ({ file, check: { reading } }: Checked) =>
    run(file, async () => {
      const { unchanged, rows } = await importSpend(site.id, file, reading);
      setChecked(null);
      setSaid({ text: unchanged ? t('check.same') : t('check.done', { count: rows }), isBad: false });
      onImported();
    });

  return (
    <section class="card import-card" aria-labelledby="import">
      <h2 id="import">{checked ? t('check.title', { file: checked.file.name }) : t('drop.title')}</h2>
      {checked ? (
        <Result>
          <CheckView
            key={JSON.stringify(checked.check.reading)}
            check={checked.check}
            busy={busy !== null}
            onCheck={(reading) => void check(checked.file, reading)}
            onImport={() => void bring(checked)}
            onClose={() => setChecked(null)}
          />
        </Result>
      ) : (
        <FileDrop busy={busy} onFile={(file) => void check(file, null)} />
      )}
      <p class={said?.isBad ? 'failure' : 'good'} role="status">
        {said?.text}
      </p>
    </section>
  );
}

/** What came of the file gets the focus: whoever cannot see it is told. */
function Result({ children }: { children: preact.ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} class="check-result">
      {children}
    </div>
  );
}
