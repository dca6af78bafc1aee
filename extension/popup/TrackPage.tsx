import { useState } from 'preact/hooks';
import { matchesAddress, readAddressPattern } from '../../shared/addressPattern.ts';
import type { PlaceFailure, PopupServer } from '../messages.ts';
import { draftOf, type PlacementDraft, placementInput } from '../placements/draft.ts';
import { t } from '../text.ts';
import { PLACE_FAILURE } from './placeFailure.ts';
import { type OwnSite, siteOf, sitesOf } from './siteOf.ts';
import type { PopupSubject } from './subject.ts';
import { TagFields } from './TagFields.tsx';
import { TrackedPage } from './TrackedPage.tsx';
import { useNames } from './useNames.ts';
import { askPlace, requestOrigins } from './worker.ts';

interface Props {
  servers: PopupServer[];
  subject: PopupSubject;
  onSaved: () => void;
}

/** A page elsewhere: tracked already, or to be tracked. Nothing on the person's own storefront. */
export function TrackPage({ servers, subject, onSaved }: Props) {
  const { address } = subject;
  const sites = sitesOf(servers);
  const [first] = sites;
  if (address === null || !first || siteOf(servers, address)) return null;
  if (servers.some((server) => new URL(address).origin === server.address)) return null;
  const tracked = sites
    .flatMap(({ placements }) => placements)
    .find(({ page }) => page !== null && matchesAddress(page, address));
  if (tracked) return <TrackedPage placement={tracked} origin={new URL(address).origin} />;
  return <TrackForm address={address} subject={subject} sites={sites} first={first} onSaved={onSaved} />;
}

interface FormProps {
  address: string;
  subject: PopupSubject;
  sites: OwnSite[];
  first: OwnSite;
  onSaved: () => void;
}

function TrackForm({ address, subject, sites, first, onSaved }: FormProps) {
  const [given] = useState(() => draftOf(address, subject.title));
  const [draft, setDraft] = useState<PlacementDraft>(given);
  const [siteAt, setSiteAt] = useState(0);
  const [failure, setFailure] = useState<PlaceFailure | null>(null);
  const site = sites[siteAt] ?? first;
  const names = useNames(site);
  const page = readAddressPattern(draft.page);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (page === null) return;
    // Told first: the browser's own question may close this popup.
    const saved = askPlace(site.server, site.id, placementInput(draft));
    await requestOrigins(new URL(page).origin);
    setFailure(await saved);
    onSaved();
  };
  return (
    <details class="card track" open={subject.kind === 'track'}>
      <summary>{t('trackTitle')}</summary>
      <form class="fields" onSubmit={(event) => void submit(event)}>
        <p class="hint">{t('trackIntro')}</p>
        {sites.length > 1 ? <SitePicker sites={sites} chosen={siteAt} onChoose={setSiteAt} /> : null}
        <label class="wide">
          {t('trackName')}
          <input
            name="name"
            type="text"
            required
            maxLength={120}
            value={draft.name}
            onInput={({ currentTarget: { value } }) => setDraft({ ...draft, name: value })}
          />
        </label>
        <label class="wide">
          {t('trackPage')}
          <input
            name="page"
            type="text"
            inputMode="url"
            required
            spellcheck={false}
            value={draft.page}
            onInput={({ currentTarget: { value } }) => setDraft({ ...draft, page: value })}
          />
        </label>
        <TagFields
          form="track"
          tags={draft.tags}
          given={given.tags}
          names={names}
          onTags={(tags) => setDraft({ ...draft, tags })}
        />
        {failure ? (
          <p class="problem" role="alert">
            {t(PLACE_FAILURE[failure])}
          </p>
        ) : null}
        <button type="submit" class="primary" disabled={page === null || draft.tags.source.trim() === ''}>
          {t('track')}
        </button>
      </form>
    </details>
  );
}

interface PickerProps {
  sites: OwnSite[];
  chosen: number;
  onChoose: (index: number) => void;
}

function SitePicker({ sites, chosen, onChoose }: PickerProps) {
  return (
    <label class="wide">
      {t('trackSite')}
      <select
        name="site"
        value={String(chosen)}
        onChange={({ currentTarget: { selectedIndex } }) => onChoose(selectedIndex)}
      >
        {sites.map(({ server, id, name }, index) => (
          <option key={`${server} ${id}`} value={String(index)}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
