import browser from 'webextension-polyfill';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isShownMessage } from '../../messages.ts';
import { createOverlay } from '../../overlay/overlay.tsx';

export default defineContentScript({
  // No pages of its own: the worker registers it for the storefronts that the person grants.
  matches: [],
  registration: 'runtime',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  main(context) {
    const overlay = createOverlay(context);
    browser.runtime.onMessage.addListener((message: unknown) => {
      if (!isShownMessage(message) || context.isInvalid) return undefined;
      if (message.shown) overlay.show();
      else overlay.hide();
      return undefined;
    });
    overlay.show();
  },
});
