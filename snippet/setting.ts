/** The tag's own element; null where a loader evaluates the text itself, and then nothing starts. */
const script = document.currentScript as HTMLScriptElement;
const query = new URL(script.src).searchParams;

/** A setting: `data-NAME` on the script tag, or `?NAME=` on its address, for tag managers that strip data-*. */
export function setting(name: string): string | null {
  return script.dataset[name] ?? query.get(name);
}

export const site = setting('site');

/** Where beacons go. The picture of a code lies beside it: `…/v1/collect`, `…/v1/qr/CODE.svg`. */
export const endpoint = new URL(setting('api') || '/v1/collect', script.src);

/** The one name under which this site's tag marks the window and keeps its state. */
export const mark = `backstamp${site}`;
