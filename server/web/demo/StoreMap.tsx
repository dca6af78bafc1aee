import type { StoreKey } from '../../demo/catalogue.ts';

/** The water, the streets and the store of each city's map, in a frame of 480 × 260. */
const MAPS: Record<StoreKey, { water: string; streets: string; park: string; at: [number, number] }> = {
  shanghai: {
    water: 'M356-10q-40 70 10 120t4 160h130V-10z',
    streets: 'M-10 70L340 60M-10 160l380-20M-10 220l390-16M70-10l14 280M170-10l10 280M270-10l16 280',
    park: 'M190 82l74-2 4 50-76 4z',
    at: [226, 148],
  },
  hangzhou: {
    water: 'M-10 40q90-20 130 30t10 120-70 90H-10z',
    streets: 'M150 50l340 14M166 130l324 6M120 214l370-6M210-10l-6 280M310-10l6 280M410-10l-4 280',
    park: 'M326 72l72 2-2 52-70-2z',
    at: [258, 134],
  },
};

/** A drawn map with the store's pin: plain, and fetched from nobody. */
export function StoreMap({ store, label }: { store: StoreKey; label: string }) {
  const { water, streets, park, at } = MAPS[store];
  return (
    <svg class="map" viewBox="0 0 480 260" role="img" aria-label={label}>
      <rect width="480" height="260" class="land" />
      <path d={water} class="water" />
      <path d={park} class="park" />
      <path d={streets} class="street" />
      <g transform={`translate(${at[0]} ${at[1]})`}>
        <ellipse cx="0" cy="2" rx="14" ry="5" opacity=".25" />
        <path d="M0 0q-22-24-22-42a22 22 0 0 1 44 0Q22-24 0 0z" class="pin" />
        <circle cy="-42" r="8" class="pin-eye" />
      </g>
    </svg>
  );
}
