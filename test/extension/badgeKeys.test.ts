// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { createBadgeKeys } from '../../extension/overlay/badges/badgeKeys.ts';

describe('badges under the keyboard', () => {
  let layer: HTMLElement;
  let badges: HTMLElement[];

  beforeEach(() => {
    document.body.innerHTML = `<div>${'<div class="badge" tabindex="-1"></div>'.repeat(4)}</div>`;
    layer = document.querySelector('div') as HTMLElement;
    badges = [...layer.querySelectorAll<HTMLElement>('.badge')];
    for (const badge of badges) badge.style.visibility = 'visible';
    (badges[1] as HTMLElement).style.visibility = 'hidden';
  });
  const stops = () => badges.map(({ tabIndex }) => tabIndex);
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
  const focused = () => badges.indexOf(document.activeElement as HTMLElement);

  it('are one stop of the Tab key, which goes along with what is shown', () => {
    const keys = createBadgeKeys(layer);
    keys.update();
    expect(stops()).toEqual([0, -1, -1, -1]);
    (badges[0] as HTMLElement).style.visibility = 'hidden';
    keys.update();
    expect(stops()).toEqual([-1, -1, 0, -1]);
  });

  it('are walked through by arrow keys, round and round, the hidden left out', () => {
    const keys = createBadgeKeys(layer);
    keys.update();
    badges[0]?.focus();
    const walk = ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowLeft', 'x'].map((key) => {
      press(key);
      return focused();
    });
    expect(walk).toEqual([2, 3, 0, 3, 3]);
    expect(stops()).toEqual([-1, -1, -1, 0]);
    keys.remove();
    press('ArrowLeft');
    expect(focused()).toBe(3);
  });
});
