import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Redemption } from '../../../shared/wire/till.ts';
import { type AnswerText, answerText } from './answer.ts';
import type { Sale } from './sale.ts';
import { useTongue } from './tongue.ts';
import { UndoButton } from './UndoButton.tsx';

interface Props {
  sale: Sale;
  undone: Redemption | null;
  undo: (redemption: Redemption) => void;
}

/** The upper half of the counter: what the code gives, what to charge, or why not and what to do. */
export function Answer({ sale, undone, undo }: Props) {
  const { tone, title, next, facts } = answerText(sale, undone, useTongue());
  const panel = useRef<HTMLElement>(null);
  // On a phone the form below may have pushed it out of sight.
  useLayoutEffect(() => {
    if (panel.current && panel.current.getBoundingClientRect().top < 0) panel.current.scrollIntoView();
  }, [title]);
  return (
    <section ref={panel} class={`answer ${tone}`}>
      <Shape tone={tone} />
      <p class="title">{title}</p>
      {next && <p class="next">{next}</p>}
      {facts.length > 0 && (
        <ul>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
      {sale.stage === 'done' && <UndoButton redemption={sale.redemption} undo={undo} withTime />}
    </section>
  );
}

const SHAPES: Record<AnswerText['tone'], string> = {
  idle: 'M24 7a17 17 0 1 1-12 5M12 12l5-5',
  good: 'M24 5a19 19 0 1 1 0 38 19 19 0 0 1 0-38zM15 25l6.500 6.500L34 18',
  bad: 'M24 5a19 19 0 1 1 0 38 19 19 0 0 1 0-38zM17 17l14 14M31 17L17 31',
  watch: 'M24 6l20 35H4zM24 18v11M24 34.500v1',
};

/** Never colour alone: a tick, a cross, a warning sign or the open seal goes with it. */
function Shape({ tone }: Pick<AnswerText, 'tone'>) {
  return (
    <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
      <path d={SHAPES[tone]} />
    </svg>
  );
}
