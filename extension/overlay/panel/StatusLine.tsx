import type { Formats } from '../../format.ts';
import type { Status } from '../../messages.ts';
import { type TextKey, t } from '../../text.ts';

const WORD: Record<Status['kind'], TextKey> = {
  connecting: 'statusConnecting',
  live: 'statusLive',
  offline: 'statusOffline',
  signedOut: 'statusSignedOut',
  noAccess: 'statusNoAccess',
  noPermission: 'statusNoPermission',
};

const TROUBLE: Partial<Record<Status['kind'], TextKey>> = {
  offline: 'troubleOffline',
  signedOut: 'troubleSignedOut',
  noAccess: 'troubleNoAccess',
  noPermission: 'troubleNoPermission',
};

interface Props {
  status: Status;
  formats: Formats;
  now: number;
}

/** Whether the numbers are live; where they are not, how old they are. */
export function LiveDot({ status, formats, now }: Props) {
  const { kind, contactAt } = status;
  const old = kind !== 'live' && contactAt !== null;
  return (
    <span class={`dot ${kind}`} role="status" title={contactAt === null ? '' : formats.moment(contactAt)}>
      {old ? formats.ago(contactAt, now) : t(WORD[kind])}
    </span>
  );
}

/** What is wrong and what to do about it, in one sentence; nothing while all is well. */
export function Trouble({ status, formats, now }: Props) {
  const trouble = TROUBLE[status.kind];
  if (!trouble) return null;
  return (
    <p class="trouble" role="alert">
      <strong>{t(WORD[status.kind])}.</strong> {t(trouble)}
      {status.contactAt === null ? null : ` ${t('numbersFrom', formats.ago(status.contactAt, now))}`}
    </p>
  );
}
