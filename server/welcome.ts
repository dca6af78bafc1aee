/** What a person needs to know of a server that has just started. */
export interface Welcome {
  url: string;
  tagPath: string;
  /** Null once there is an owner. */
  ownerLink: string | null;
  sites: { id: string; name: string }[];
  extensionFolder: string;
  /** Where the data lie, as a person may see it. */
  database: string;
  demo: { email: string; password: string; tillLink: string; pin: string } | null;
}

const SHOWN_SITES = 5;

/** The lines that `npm start` prints: where everything is, and what to do first. */
export function welcomeText(welcome: Welcome): string {
  const { url, demo } = welcome;
  const lines = [
    ['', 'Backstamp is running'],
    ...ownerLines(welcome),
    ...tagLines(welcome),
    ...tillLines(welcome),
    demo
      ? ['Demo shop', `${url}/demo?utm_source=weibo&utm_medium=social&utm_campaign=autumn`]
      : ['Demo', 'npm run demo  (a furniture shop with simulated shoppers, on a throw-away database)'],
    ['Extension', welcome.extensionFolder],
    ['', 'chrome://extensions → Developer mode → Load unpacked → this folder'],
    ['API', `${url}/docs`],
    ['Data', welcome.database],
  ];
  const width = Math.max(...lines.map(([name]) => name?.length ?? 0));
  const text = lines.map(([name = '', value = '']) => `  ${name.padEnd(width)}  ${value}`).join('\n');
  return `\n${text}\n`;
}

function ownerLines({ url, ownerLink, demo }: Welcome): string[][] {
  if (demo)
    return [
      ['Console', `${url}/`],
      ['', `${demo.email} · ${demo.password}`],
    ];
  if (!ownerLink) return [['Console', `${url}/`]];
  return [
    ['Console', ownerLink],
    ['', 'This link works once: it makes you the owner.'],
  ];
}

function tagLines({ url, tagPath, sites }: Welcome): string[][] {
  const tag = (site: string) => `<script defer src="${url}${tagPath}" data-site="${site}"></script>`;
  if (sites.length === 0) {
    return [
      ['Tag', tag('YOUR-SITE-KEY')],
      ['', 'The console fills in the key once you have made a site there.'],
    ];
  }
  return sites
    .slice(0, SHOWN_SITES)
    .map((site, index) => [index === 0 ? 'Tag' : '', `${tag(site.id)}  ${site.name}`]);
}

function tillLines({ url, demo }: Welcome): string[][] {
  if (!demo) {
    return [
      ['Till', `${url}/till`],
      ['', 'Enrol a device in the console under Stores first.'],
    ];
  }
  return [
    ['Till', demo.tillLink],
    ['', `The clerk’s PIN: ${demo.pin}`],
  ];
}
