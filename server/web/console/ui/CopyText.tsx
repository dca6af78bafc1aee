import './copy.css';
import { useRef, useState } from 'preact/hooks';
import { t } from '../texts.ts';

/** A text to take along, with a button that copies it. Without a clipboard it is selected to be copied by hand. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const code = useRef<HTMLTextAreaElement>(null);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No clipboard on a plain-HTTP address.
      code.current?.select();
    }
  }
  return (
    <div class="copy">
      <textarea
        ref={code}
        readOnly
        aria-label={label}
        rows={text.length > 60 ? 2 : 1}
        spellcheck={false}
        value={text}
      />
      <button type="button" class="small" onClick={() => void copy()}>
        {copied ? t('copied') : t('copy')}
      </button>
      <span class="visually-hidden" role="status">
        {copied ? t('copied') : ''}
      </span>
    </div>
  );
}
