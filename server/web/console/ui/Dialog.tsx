import './dialog.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { explain } from '../problem.ts';
import { t } from '../texts.ts';

/** A modal dialog: Escape closes it, and the focus goes back to where it was. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

/** Asks before something that cannot be taken back. */
export function Confirm({
  title,
  act,
  danger = true,
  onAct,
  onClose,
  children,
}: {
  title: string;
  /** The word on the button: what will be done. */
  act: string;
  danger?: boolean;
  onAct: () => Promise<void>;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const [failure, setFailure] = useState<string | null>(null);
  const run = () => onAct().then(onClose, (error: unknown) => setFailure(explain(error)));
  return (
    <Dialog title={title} onClose={onClose}>
      <p class="muted">{children}</p>
      <p class="failure" role="alert">
        {failure}
      </p>
      <div class="buttons">
        <button type="button" class={danger ? 'primary danger' : 'primary'} onClick={() => void run()}>
          {act}
        </button>
        <button type="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
