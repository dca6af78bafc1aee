import type { ComponentChildren } from 'preact';
import { t } from '../texts.ts';
import type { Form } from './useForm.ts';

/** The end of a form: what failed, the button that sends it, and what stands beside that. */
export function FormFoot<Values>({
  form,
  send,
  children,
}: {
  form: Form<Values>;
  send: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="form-foot">
      <p class="failure" role="alert">
        {form.failure}
      </p>
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled={form.busy}>
          {form.busy ? t('busy') : send}
        </button>
        {children}
      </div>
    </div>
  );
}
