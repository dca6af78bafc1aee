import type { Formats } from '../../format.ts';
import { MARK_MODES, type MarkMode } from '../../live/markMode.ts';
import type { Status } from '../../messages.ts';
import { type TextKey, t } from '../../text.ts';
import type { Actions, Look } from '../choices.ts';
import type { OverlayState } from '../overlayState.ts';
import type { TagTrouble } from '../tagCheck.ts';
import { Feed } from './Feed.tsx';
import { FunnelBars } from './FunnelBars.tsx';
import { Head } from './Head.tsx';
import { MissingPositions } from './MissingPositions.tsx';
import { RangePicker } from './RangePicker.tsx';
import { SizeGrip } from './SizeGrip.tsx';
import { SourcePicker } from './SourcePicker.tsx';
import { SourceTable } from './SourceTable.tsx';
import { Sparkline } from './Sparkline.tsx';
import { LiveDot, Trouble } from './StatusLine.tsx';
import { TagNote } from './TagNote.tsx';

export interface PanelProps {
  state: OverlayState;
  formats: Formats;
  look: Look;
  actions: Actions;
  /** The keys of the positions that the page does not have now. */
  missing: ReadonlySet<string>;
  /** The clock, so that ages are as old as the reader's. */
  now: number;
  /** What keeps the page from being counted; null: nothing that is known. */
  tag: TagTrouble | null;
  /** It stands beside the page: there is nothing to move, to fold or to mark. */
  docked?: boolean;
}

/** This page's funnel, as a panel that floats over the page. */
export function Panel(props: PanelProps) {
  const { state, formats, look, actions, now, docked = false } = props;
  const { view, status, snapshot } = state;
  if (!view) return null;
  const revenue = snapshot?.funnel.counts.revenueMinor;
  return (
    <section
      class={look.collapsed ? 'panel folded' : 'panel'}
      style={docked ? {} : boxStyle(look)}
      aria-label={t('panelLabel')}
      data-status={status.kind}
    >
      <Head view={view} look={look} actions={actions} docked={docked}>
        <LiveDot status={status} formats={formats} now={now} />
      </Head>
      {look.collapsed ? null : (
        <div class="body">
          <RangePicker
            view={view}
            formats={formats}
            before={state.before}
            onRange={actions.chooseRange}
            onCompare={actions.compare}
          />
          <div class="filters">
            <SourcePicker chosen={view.source} sources={state.sources} onSource={actions.chooseSource} />
            {docked ? null : <MarkPicker mode={look.mode} onMark={actions.mark} />}
          </div>
          <Trouble status={status} formats={formats} now={now} />
          <TagNote trouble={props.tag} />
          {snapshot ? <Numbers {...props} snapshot={snapshot} /> : <Waiting status={status} />}
          <a class="console" href={view.console} target="_blank" rel="noopener noreferrer">
            {t('openConsole')}
          </a>
        </div>
      )}
      {look.collapsed ? null : (
        <footer class="foot">
          <span class="label">
            {t('revenue')}
            <Growth now={revenue} before={state.before?.counts.revenueMinor} formats={formats} />
          </span>
          <output class="revenue">{revenue === undefined ? '–' : formats.money(revenue)}</output>
        </footer>
      )}
      {look.collapsed || docked ? null : <SizeGrip size={look.size} onResize={actions.resize} />}
    </section>
  );
}

interface GrowthProps {
  now: number | undefined;
  before: number | undefined;
  formats: Formats;
}

/** How the revenue has changed, where it is known and there was any. */
function Growth({ now, before, formats }: GrowthProps) {
  if (now === undefined || before === undefined || before <= 0) return null;
  return (
    <span class="growth" title={t('countBefore', formats.money(before))}>
      {formats.growth(now, before)}
    </span>
  );
}

/** A transform moves nothing else, so that the page's own figures of layout shift stay as they are. */
function boxStyle({ spot: { right, top }, size, collapsed }: Look): Record<string, string> {
  const spot = { '--from-right': `${right}px`, '--from-top': `${top}px` };
  return size && !collapsed ? { ...spot, '--width': `${size.width}px`, height: `${size.height}px` } : spot;
}

const MODE_NAME: Record<MarkMode, TextKey> = {
  badges: 'markBadges',
  heatClicks: 'markHeatClicks',
  heatRevenue: 'markHeatRevenue',
  off: 'markOff',
};

function MarkPicker({ mode, onMark }: { mode: MarkMode; onMark: (mode: MarkMode) => void }) {
  return (
    <select
      name="mark"
      aria-label={t('mark')}
      title={t('mark')}
      value={mode}
      onChange={({ currentTarget }) => onMark(MARK_MODES[currentTarget.selectedIndex] ?? mode)}
    >
      {MARK_MODES.map((each) => (
        <option key={each} value={each}>
          {t(MODE_NAME[each])}
        </option>
      ))}
    </select>
  );
}

interface NumbersProps extends PanelProps {
  snapshot: NonNullable<OverlayState['snapshot']>;
}

function Numbers({ state, snapshot: { funnel, feed }, formats, missing, tag, now }: NumbersProps) {
  const nothing = funnel.counts.arrival === 0 && funnel.sources.length === 0;
  return (
    <>
      {nothing ? (
        <p class="quiet">{t(nothingText(state.view, tag))}</p>
      ) : (
        <>
          <div class="sparks">
            <Sparkline days={funnel.days} measure="arrival" formats={formats} />
            <Sparkline days={funnel.days} measure="revenueMinor" formats={formats} />
          </div>
          <FunnelBars counts={funnel.counts} before={state.before?.counts ?? null} formats={formats} />
          {funnel.immatureFrom === null ? null : (
            <p class="note">{t('immature', formats.day(funnel.immatureFrom))}</p>
          )}
        </>
      )}
      <SourceTable sources={funnel.sources} formats={formats} />
      <MissingPositions positions={funnel.positions} missing={missing} formats={formats} />
      <Feed feed={feed} formats={formats} now={now} />
    </>
  );
}

/** Where the tag is at fault, its note says what to do: to wait is not it. */
function nothingText(view: OverlayState['view'], tag: PanelProps['tag']): TextKey {
  if (view?.placement) return 'nothingFromHere';
  return tag === null ? 'nothingYet' : 'nothingCounted';
}

/** Before the first numbers; where something is wrong, Trouble says so. */
function Waiting({ status }: { status: Status }) {
  const coming = status.kind === 'connecting' || status.kind === 'live';
  return coming ? <p class="quiet">{t('fetching')}</p> : null;
}
