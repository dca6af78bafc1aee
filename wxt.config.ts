import { defineConfig } from 'wxt';

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  modulesDir: 'extension/modules',
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  manifest: ({ browser }) => ({
    default_locale: 'en',
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    // activeTab: the page in front, when the person asks for it. Each is explained in docs/privacy.md.
    permissions: ['storage', 'scripting', 'contextMenus', 'activeTab'],
    // Nothing is granted at install: the person grants their own storefront and their own server, one by one.
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    action: { default_title: '__MSG_extensionName__' },
    commands: {
      'toggle-overlay': {
        suggested_key: { default: 'Alt+Shift+F' },
        description: '__MSG_commandToggle__',
      },
    },
    ...(browser === 'firefox' ? firefox : { minimum_chrome_version: '120' }),
  }),
  zip: {
    // What a reviewer needs to build the same zip again, and nothing else.
    includeSources: [
      ...['package.json', 'package-lock.json', 'tsconfig.json', 'wxt.config.ts', 'LICENSE'],
      // The stores' pictures and texts are not built.
      ...['extension/*', 'extension/!(store)/**', 'shared/**', 'docs/extension.md'],
    ],
  },
});

const firefox = {
  browser_specific_settings: {
    gecko: {
      id: 'extension@backstamp.example',
      strict_min_version: '140.0',
      // The address of the storefront page in front goes to the person's own server, to ask for its numbers.
      data_collection_permissions: { required: ['browsingActivity'] },
    },
    gecko_android: { strict_min_version: '142.0' },
  },
};
