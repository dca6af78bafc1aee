import {
  type AdPlatform,
  CONVERSION_FILES,
  type ConversionBatch,
} from '../../../../shared/wire/conversions.ts';
import { conversionFilePath, listConversionBatches } from '../../api.ts';
import { formatExact } from '../../format.ts';
import { useLoad } from '../load.ts';
import { money, number } from '../say.ts';
import { useSite } from '../session.ts';
import { t, texts } from '../texts.ts';
import { When } from '../ui/Notice.tsx';

/** The files that were made for a platform: each can be had again. */
export function BatchTable({ platform, round }: { platform: AdPlatform; round: number }) {
  const { site } = useSite();
  const load = useLoad(JSON.stringify([site.id, platform, round]), (signal) =>
    listConversionBatches(site.id, platform, signal),
  );
  return (
    <>
      <h3 id="batches-title">{t('batches.title')}</h3>
      <When load={load}>
        {({ batches }) =>
          batches.length === 0 ? (
            <p class="muted">{t('batches.none')}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard.
            <section class="scroll" aria-labelledby="batches-title" tabIndex={0}>
              <Batches platform={platform} batches={batches} />
            </section>
          )
        }
      </When>
    </>
  );
}

function Batches({ platform, batches }: { platform: AdPlatform; batches: ConversionBatch[] }) {
  const { site } = useSite();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('batches.at')}</th>
          <th scope="col" class="number">
            {t('conversions.new')}
          </th>
          <th scope="col" class="number">
            {t('conversions.worth')}
          </th>
          <th scope="col" class="number">
            {t('conversions.restated')}
          </th>
          <th scope="col" class="number">
            {t('conversions.retracted')}
          </th>
          <th scope="col">{t('batches.files')}</th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.id}>
            <th scope="row">{formatExact(batch.at, texts.locale(), site.timeZone)}</th>
            <td class="number">{number(batch.counts.conversion)}</td>
            <td class="number">{money(batch.valueMinor, site.currency)}</td>
            <td class="number">{number(batch.counts.restatement)}</td>
            <td class="number">{number(batch.counts.retraction)}</td>
            <td>
              <Files platform={platform} batch={batch} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Files({ platform, batch }: { platform: AdPlatform; batch: ConversionBatch }) {
  const { site } = useSite();
  const { conversion, restatement, retraction } = batch.counts;
  const rows = { conversions: conversion, adjustments: restatement + retraction };
  const at = formatExact(batch.at, texts.locale(), site.timeZone);
  return (
    <div class="buttons">
      {CONVERSION_FILES.filter((file) => rows[file] > 0).map((file) => (
        <a
          key={file}
          class="button small"
          href={conversionFilePath(site.id, platform, batch.id, file)}
          download
          aria-label={t('batches.fileOf', { file: t(`batches.${file}`), at })}
        >
          {t(`batches.${file}`)}
        </a>
      ))}
    </div>
  );
}
