import { useLayoutEffect, useRef } from 'preact/hooks';
import { caretPastHyphen, groupTyped } from './codeTyping.ts';
import type { Sale, SaleEvent } from './sale.ts';
import { useEnterGuard } from './useEnterGuard.ts';
import { t } from './words.ts';

interface Props {
  sale: Exclude<Sale, { stage: 'order' }>;
  dispatch: (event: SaleEvent) => void;
}

/** The one field: it groups the code as it is typed, and a scanner's characters just as well. */
export function CodeForm({ sale, dispatch }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const text = sale.stage === 'done' ? '' : sale.text;
  const isLateEnter = useEnterGuard(sale.stage);
  useLayoutEffect(() => {
    field.current?.focus();
    // What was refused is replaced by whatever is typed or scanned next.
    if (sale.stage === 'refused' || sale.stage === 'failed') field.current?.select();
  }, [sale.stage]);

  const onInput = (event: InputEvent) => {
    // Rewriting the field while an input method composes would break the composition.
    if (event.isComposing || !field.current) return;
    const typed = groupTyped(field.current.value, field.current.selectionStart ?? 0);
    field.current.value = typed.text;
    field.current.setSelectionRange(typed.caret, typed.caret);
    dispatch({ type: 'typed', text: typed.text });
  };
  const onBeforeInput = (event: InputEvent) => {
    const input = field.current;
    if (!input || input.selectionStart !== input.selectionEnd) return;
    const caret = caretPastHyphen(input.value, input.selectionStart ?? 0, event.inputType);
    if (caret !== null) input.setSelectionRange(caret, caret);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isLate = isLateEnter(event);
    if (event.key === 'Escape') dispatch({ type: 'back' });
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    if (isLate) return;
    dispatch(sale.stage === 'done' ? { type: 'back' } : { type: 'ask' });
  };

  return (
    <form class="code-form" onSubmit={(event) => event.preventDefault()}>
      <label for="code">{t('code.label')}</label>
      <input
        id="code"
        ref={field}
        value={text}
        maxLength={40}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        lang="en"
        enterKeyHint="go"
        aria-invalid={sale.stage === 'refused' || (sale.stage === 'code' && sale.mistyped)}
        aria-describedby="code-hint"
        onInput={onInput}
        onCompositionEnd={onInput as never}
        onBeforeInput={onBeforeInput as never}
        onKeyDown={onKeyDown}
      />
      <div class="hints">
        <p id="code-hint" class="muted">
          {t('code.hint')}
        </p>
        {sale.stage === 'failed' && (
          <button type="button" class="primary" onClick={() => dispatch({ type: 'ask' })}>
            {t('code.again')}
          </button>
        )}
        <Keys />
      </div>
    </form>
  );
}

function Keys() {
  return (
    <p class="keys muted" aria-hidden="true">
      <kbd>Enter</kbd> {t('keys')} · <kbd>Esc</kbd> {t('keys.back')}
    </p>
  );
}
