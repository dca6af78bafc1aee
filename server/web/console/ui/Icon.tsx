const PATHS = {
  funnel: 'M3 5h18M6 12h12M10 19h4',
  attribution:
    'M5 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5 21a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM19 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 5c6 0 4 7 10 7M7 19c6 0 4-7 10-7',
  paths: 'M4 6h5c5 0 4 6 9 6h2M4 18h5c5 0 4-6 9-6M17 9l3 3-3 3',
  platforms:
    'M12 4v16M8 20h8M4 7l8-1.5L20 7M4 7l-2 6a2.6 2.6 0 0 0 4 0L4 7ZM20 7l-2 6a2.6 2.6 0 0 0 4 0L20 7Z',
  campaigns: 'M4 9v6M4 10.5 18 5v14L4 13.5M8 15l1.5 5h2.5l-1.6-4.1M21 10.5v3',
  placements:
    'M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  stores: 'M4 10v10h16V10M3 10l2-6h14l2 6M3 10a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0M10 20v-5h4v5',
  spend:
    'M12 4c4.4 0 8 1.3 8 3s-3.6 3-8 3-8-1.3-8-3 3.6-3 8-3ZM4 7v5c0 1.7 3.6 3 8 3s8-1.3 8-3V7M4 12v5c0 1.7 3.6 3 8 3s8-1.3 8-3v-5',
  exports: 'M12 4v11M7.5 10.5 12 15l4.5-4.5M4 16v4h16v-4',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 20.5a8 8 0 0 1 16 0',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside a word; never alone. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class="icon"
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
