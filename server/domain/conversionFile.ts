import { DateTime } from 'luxon';
import { plainCsvRow } from '../../shared/csv.ts';
import type { AdPlatform, ConversionFile } from '../../shared/wire/conversions.ts';
import type { SentConversion } from './conversion.ts';
import { decimal, type ExportTerms } from './exportCells.ts';

/** A conversion as a file tells it: its redemption's id is the order id, which says nothing of who bought. */
export interface ToldConversion extends SentConversion {
  redemptionId: string;
}

interface FileFormat {
  head(file: ConversionFile, terms: ExportTerms): string[][];
  row(told: ToldConversion, terms: ExportTerms): string[];
}

/** Google Ads' templates for click conversions and for adjustments, which go by the order id. */
const GOOGLE: FileFormat = {
  head: (file, { timeZone }) => [
    [`Parameters:TimeZone=${timeZone}`],
    file === 'conversions'
      ? [
          'Google Click ID',
          'GBRAID',
          'WBRAID',
          'Conversion Name',
          'Conversion Time',
          'Conversion Value',
          'Conversion Currency',
          'Order ID',
        ]
      : [
          'Order ID',
          'Conversion Name',
          'Adjustment Time',
          'Adjustment Type',
          'Adjusted Value',
          'Adjusted Value Currency',
        ],
  ],
  row(told, terms) {
    const { redemptionId, type, click, at, adjustedAt, valueMinor } = told;
    const { name } = told.terms;
    const { currency, timeZone } = terms;
    const value = decimal(valueMinor, currency);
    if (type === 'conversion') {
      const ids = ['gclid', 'gbraid', 'wbraid'].map((each) => (each === click.parameter ? click.id : ''));
      return [...ids, name, googleTime(at, timeZone), value, currency, redemptionId];
    }
    const change = type === 'retraction' ? ['RETRACT', '', ''] : ['RESTATE', value, currency];
    return [redemptionId, name, googleTime(adjustedAt ?? at, timeZone), ...change];
  },
};

function googleTime(at: number, timeZone: string): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm:ssZZZ');
}

const MICROSOFT_HEAD = [
  'Type',
  'Status',
  'Id',
  'Parent Id',
  'Client Id',
  'Name',
  'Conversion Currency Code',
  'Conversion Name',
  'Conversion Time',
  'Conversion Value',
  'Microsoft Click Id',
  'Adjustment Type',
  'Adjustment Value',
  'Adjustment Currency Code',
  'Adjustment Time',
];

/** Microsoft Advertising's bulk file with records of offline conversions; its times are UTC. */
const MICROSOFT: FileFormat = {
  head: () => [
    MICROSOFT_HEAD,
    MICROSOFT_HEAD.map((name) => (name === 'Type' ? 'Format Version' : name === 'Name' ? '6.0' : '')),
  ],
  row(told, { currency }) {
    const { redemptionId, type, click, at, adjustedAt, valueMinor } = told;
    const value = decimal(valueMinor, currency);
    const isNew = type === 'conversion';
    const adjustment = type === 'retraction' ? ['Retract', '', ''] : ['Restate', value, currency];
    return [
      'Offline Conversion',
      '',
      '',
      '',
      redemptionId,
      '',
      isNew ? currency : '',
      told.terms.name,
      microsoftTime(at),
      isNew ? value : '',
      click.id,
      ...(isNew ? ['', '', '', ''] : [...adjustment, microsoftTime(adjustedAt ?? at)]),
    ];
  },
};

function microsoftTime(at: number): string {
  return DateTime.fromMillis(at, { zone: 'utc', locale: 'en-US' }).toFormat('M/d/yyyy h:mm:ss a');
}

const FORMATS: Record<AdPlatform, FileFormat> = { google: GOOGLE, microsoft: MICROSOFT };

export function fileHead(platform: AdPlatform, file: ConversionFile, terms: ExportTerms): string {
  return FORMATS[platform].head(file, terms).map(plainCsvRow).join('');
}

export function fileRows(platform: AdPlatform, told: readonly ToldConversion[], terms: ExportTerms): string {
  return told.map((each) => plainCsvRow(FORMATS[platform].row(each, terms))).join('');
}
