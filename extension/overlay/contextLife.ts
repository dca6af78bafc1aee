import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import type { Life } from './connection.ts';

/** The browser's context knows the events of each target; the line needs none of that. */
export function lifeOf(context: ContentScriptContext): Life {
  return {
    get isValid() {
      return context.isValid;
    },
    setTimeout: (run, ms) => context.setTimeout(run, ms),
    setInterval: (run, ms) => context.setInterval(run, ms),
    addEventListener: (target, type, listener) =>
      context.addEventListener(target as Window, type as 'focus', listener),
  };
}
