import type { TillState } from '../../../shared/wire/till.ts';
import { t } from './words.ts';

interface Props {
  clerks: TillState['clerks'];
  chosen: string | null;
  choose: (id: string) => void;
  /** A name has been chosen for good: by a tap, or by Enter. */
  goOn: () => void;
}

/** The names of this store's clerks. The arrows walk through them; a tap or Enter goes on to the PIN. */
export function Clerks({ clerks, chosen, choose, goOn }: Props) {
  const first = clerks.find(({ locked }) => !locked)?.id;
  const onClick = (event: MouseEvent, isLocked: boolean) => {
    // The arrow keys click too, but zero times. A frame later the browser's own focus has come and gone.
    if (event.detail > 0 && !isLocked) requestAnimationFrame(goOn);
  };
  const onKeyDown = (event: KeyboardEvent, id: string) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    choose(id);
    goOn();
  };
  return (
    <fieldset>
      <legend class="visually-hidden">{t('sign.title')}</legend>
      {clerks.map(({ id, name, locked }) => (
        <label
          key={id}
          class="clerk"
          onClick={(event) => onClick(event, locked)}
          onKeyDown={(event) => onKeyDown(event, id)}
        >
          <input
            type="radio"
            name="clerk"
            value={id}
            checked={id === chosen}
            disabled={locked}
            autofocus={chosen === null && id === first}
            onChange={() => choose(id)}
          />
          <span>{name}</span>
          {locked && <span class="badge bad">{t('sign.locked')}</span>}
        </label>
      ))}
    </fieldset>
  );
}
