/** Where a time zone's name does not say the currency of its continent. */
const BY_ZONE: Record<string, string> = {
  'Asia/Shanghai': 'CNY',
  'Asia/Urumqi': 'CNY',
  'Asia/Hong_Kong': 'HKD',
  'Asia/Macau': 'MOP',
  'Asia/Taipei': 'TWD',
  'Asia/Singapore': 'SGD',
  'Asia/Kuala_Lumpur': 'MYR',
  'Asia/Tokyo': 'JPY',
  'Asia/Seoul': 'KRW',
  'Asia/Bangkok': 'THB',
  'Asia/Jakarta': 'IDR',
  'Asia/Manila': 'PHP',
  'Asia/Ho_Chi_Minh': 'VND',
  'Asia/Kolkata': 'INR',
  'Asia/Calcutta': 'INR',
  'Asia/Dubai': 'AED',
  'Asia/Riyadh': 'SAR',
  'Asia/Kuwait': 'KWD',
  'Asia/Jerusalem': 'ILS',
  'Europe/London': 'GBP',
  'Europe/Zurich': 'CHF',
  'Europe/Stockholm': 'SEK',
  'Europe/Oslo': 'NOK',
  'Europe/Copenhagen': 'DKK',
  'Europe/Warsaw': 'PLN',
  'Europe/Prague': 'CZK',
  'Europe/Budapest': 'HUF',
  'Europe/Bucharest': 'RON',
  'Europe/Istanbul': 'TRY',
  'America/Toronto': 'CAD',
  'America/Vancouver': 'CAD',
  'America/Mexico_City': 'MXN',
  'America/Sao_Paulo': 'BRL',
  'Pacific/Auckland': 'NZD',
  'Africa/Johannesburg': 'ZAR',
};

const BY_CONTINENT: Record<string, string> = { Europe: 'EUR', Australia: 'AUD' };

/** The likely currency of a merchant in a time zone: only a first value for the field. */
export function guessCurrency(timeZone: string): string {
  return BY_ZONE[timeZone] ?? BY_CONTINENT[timeZone.split('/')[0] ?? ''] ?? 'USD';
}

/** Every time zone that the browser knows, and the one given. */
export function timeZones(current: string): [string, string][] {
  const all = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current]);
  return [...all].map((zone) => [zone, zone.replaceAll('_', ' ')]);
}

/** Every currency that the browser knows, as `CNY · Chinese Yuan`. */
export function currencies(locale: string): [string, string][] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => [code, `${code} · ${names.of(code) ?? code}`]);
}
