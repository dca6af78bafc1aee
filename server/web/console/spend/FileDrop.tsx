import { useRef, useState } from 'preact/hooks';
import { t } from '../texts.ts';

/** A place for a file: dropped on it, or chosen with the button, which keys and screen readers reach. */
export function FileDrop({
  busy,
  text = t('drop.text'),
  accept = '.csv,.tsv,.txt,text/csv',
  onFile,
}: {
  busy: string | null;
  text?: string;
  accept?: string;
  onFile: (file: File) => void;
}) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button is everybody's.
    <div
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <p class="muted" role="status">
        {busy === null ? text : t('drop.busy', { file: busy })}
      </p>
      <button
        type="button"
        class="primary"
        aria-disabled={busy !== null}
        onClick={() => busy === null && input.current?.click()}
      >
        {t('drop.choose')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file, changed meanwhile, may be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
