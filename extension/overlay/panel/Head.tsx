import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { View } from '../../messages.ts';
import { t } from '../../text.ts';
import type { Actions, Look } from '../choices.ts';
import { Mark } from './Mark.tsx';
import { useMove } from './useMove.ts';

interface Props {
  view: View;
  look: Look;
  actions: Actions;
  docked: boolean;
  children: ComponentChildren;
}

/** The panel's head: what it is about, and the handles by which it is moved, pinned and folded. */
export function Head({ view, look, actions, docked, children }: Props) {
  const head = useRef<HTMLElement>(null);
  const { drag, press } = useMove(head, look.spot, actions.move);
  const { collapsed, pinned } = look;
  if (docked) return <PlainHead view={view}>{children}</PlainHead>;
  return (
    <header class="head" ref={head} onPointerDown={drag}>
      <Title view={view}>{children}</Title>
      {collapsed ? null : (
        <>
          <Tool
            name="grip"
            label={t('move')}
            path="M6 4v.01M10 4v.01M6 8v.01M10 8v.01M6 12v.01M10 12v.01"
            onKeyDown={press}
          />
          <Tool
            name="pin"
            label={t(pinned ? 'unpin' : 'pin')}
            path="M6 2.5h4M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v4.5"
            pressed={pinned}
            onClick={() => actions.pin(!pinned)}
          />
        </>
      )}
      <Tool
        name="fold"
        label={t(collapsed ? 'unfold' : 'fold')}
        path={collapsed ? 'M4 6l4 4 4-4' : 'M4 10l4-4 4 4'}
        expanded={!collapsed}
        onClick={() => actions.collapse(!collapsed)}
      />
    </header>
  );
}

type TitleProps = Pick<Props, 'view' | 'children'>;

function PlainHead({ view, children }: TitleProps) {
  return (
    <header class="head">
      <Title view={view}>{children}</Title>
    </header>
  );
}

function Title({ view, children }: TitleProps) {
  return (
    <>
      <Mark />
      <div class="title">
        <span class="page" title={`${view.site} · ${view.page}`}>
          {view.page}
        </span>
        {children}
      </div>
    </>
  );
}

interface ToolProps {
  name: string;
  label: string;
  path: string;
  pressed?: boolean;
  expanded?: boolean;
  onClick?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

function Tool({ name, label, path, pressed, expanded, onClick, onKeyDown }: ToolProps) {
  return (
    <button
      type="button"
      class={`tool ${name}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}
