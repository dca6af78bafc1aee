import { useState } from 'preact/hooks';
import { qrPng, qrSvg } from '../links/qrFiles.ts';
import type { Tags } from '../links/taggedLink.ts';
import { t } from '../text.ts';

/** The link that was made: to copy, and as a code to print. */
export function LinkResult({ link, tags }: { link: string; tags: Tags }) {
  const [copied, setCopied] = useState('');
  const [copiedCode, setCopiedCode] = useState('');
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(link);
  };
  const copyCode = async () => {
    const png = await qrPng(link);
    await navigator.clipboard.write([new ClipboardItem({ [png.type]: png })]);
    setCopiedCode(link);
  };
  const svg = `data:image/svg+xml,${encodeURIComponent(qrSvg(link))}`;
  const name = fileName(tags);
  return (
    <div class="result">
      <output class="link">{link}</output>
      <button type="button" class="primary" onClick={() => void copy()}>
        {t(copied === link ? 'linkCopied' : 'linkCopy')}
      </button>
      <div class="qr">
        <img src={svg} alt={t('qrAlt')} width="112" height="112" />
        <span>
          <a class="plain" href={svg} download={`${name}.svg`}>
            {t('qrSvg')}
          </a>
          <button
            type="button"
            class="plain"
            onClick={() => void qrPng(link).then((png) => save(png, `${name}.png`))}
          >
            {t('qrPng')}
          </button>
          <button type="button" class="plain" onClick={() => void copyCode()}>
            {t(copiedCode === link ? 'qrCopied' : 'qrCopy')}
          </button>
        </span>
      </div>
    </div>
  );
}

function fileName({ source, campaign, content }: Tags): string {
  const parts = [source, campaign, content].map((part) => part.trim().replace(/[^\p{L}\p{N}.-]+/gu, '-'));
  return parts.filter((part) => part !== '').join('_');
}

function save(file: Blob, name: string): void {
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  // The browser has taken hold of it by the next task.
  setTimeout(() => URL.revokeObjectURL(href));
}
