import type { ComponentChildren } from 'preact';
import type { Formats } from '../../format.ts';
import type { Range } from '../../live/range.ts';
import type { Status, View } from '../../messages.ts';
import { t } from '../../text.ts';
import type { OverlayState } from '../overlayState.ts';
import { Feed } from './Feed.tsx';
import { FunnelBars } from './FunnelBars.tsx';
import { Mark } from './Mark.tsx';
import { RangePicker } from './RangePicker.tsx';
import { SourceTable } from './SourceTable.tsx';
import { LiveDot, Trouble } from './StatusLine.tsx';

export interface PanelProps {
  state: OverlayState;
  formats: Formats;
  collapsed: boolean;
  /** The clock, so that ages are as old as the reader's. */
  now: number;
  onCollapse: (collapsed: boolean) => void;
  onRange: (range: Range) => void;
}

/** This page's funnel, as a panel that floats at the right edge. */
export function Panel({ state, formats, collapsed, now, onCollapse, onRange }: PanelProps) {
  const { view, status, snapshot } = state;
  if (!view) return null;
  const revenue = snapshot?.funnel.counts.revenueMinor;
  return (
    <section
      class={collapsed ? 'panel folded' : 'panel'}
      aria-label={t('panelLabel')}
      data-status={status.kind}
    >
      <Head view={view} collapsed={collapsed} onCollapse={onCollapse}>
        <LiveDot status={status} formats={formats} now={now} />
      </Head>
      {collapsed ? null : (
        <div class="body">
          <RangePicker view={view} formats={formats} onRange={onRange} />
          <Trouble status={status} formats={formats} now={now} />
          {snapshot ? (
            <Numbers snapshot={snapshot} formats={formats} now={now} />
          ) : (
            <Waiting status={status} />
          )}
        </div>
      )}
      {collapsed ? null : (
        <footer class="foot">
          <span class="label">{t('revenue')}</span>
          <output class="revenue">{revenue === undefined ? '–' : formats.money(revenue)}</output>
        </footer>
      )}
    </section>
  );
}

interface HeadProps {
  view: View;
  collapsed: boolean;
  onCollapse: (collapsed: boolean) => void;
  children: ComponentChildren;
}

function Head({ view, collapsed, onCollapse, children }: HeadProps) {
  const fold = t(collapsed ? 'unfold' : 'fold');
  return (
    <header class="head">
      <Mark />
      <div class="title">
        <span class="page" title={`${view.site} · ${view.page}`}>
          {view.page}
        </span>
        {children}
      </div>
      <button
        type="button"
        class="fold"
        aria-expanded={!collapsed}
        aria-label={fold}
        title={fold}
        onClick={() => onCollapse(!collapsed)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={collapsed ? 'M4 6l4 4 4-4' : 'M4 10l4-4 4 4'} />
        </svg>
      </button>
    </header>
  );
}

interface NumbersProps {
  snapshot: NonNullable<OverlayState['snapshot']>;
  formats: Formats;
  now: number;
}

function Numbers({ snapshot: { funnel, feed }, formats, now }: NumbersProps) {
  const nothing = funnel.counts.arrival === 0 && funnel.sources.length === 0;
  return (
    <>
      {nothing ? <p class="quiet">{t('nothingYet')}</p> : <FunnelBars funnel={funnel} formats={formats} />}
      <SourceTable sources={funnel.sources} formats={formats} />
      <Feed feed={feed} formats={formats} now={now} />
    </>
  );
}

/** Before the first numbers; where something is wrong, Trouble says so. */
function Waiting({ status }: { status: Status }) {
  const coming = status.kind === 'connecting' || status.kind === 'live';
  return coming ? <p class="quiet">{t('fetching')}</p> : null;
}
