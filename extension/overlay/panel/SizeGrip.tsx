import { useRef } from 'preact/hooks';
import { type Size, sizeWithin } from '../../live/spot.ts';
import { t } from '../../text.ts';

const STEP_PX = 16;

/** The panel hangs by its upper right corner: to the left it grows wider, downwards taller. */
const ARROWS: Record<string, Size> = {
  ArrowLeft: { width: STEP_PX, height: 0 },
  ArrowRight: { width: -STEP_PX, height: 0 },
  ArrowUp: { width: 0, height: -STEP_PX },
  ArrowDown: { width: 0, height: STEP_PX },
};

interface Props {
  size: Size | null;
  /** Null: as large as it needs. */
  onResize: (size: Size | null) => void;
}

/** The handle by which the panel is made larger and smaller, by pointer and by keyboard. */
export function SizeGrip({ size, onResize }: Props) {
  const grip = useRef<HTMLButtonElement>(null);
  const sizeNow = (): Size => {
    const box = grip.current?.parentElement?.getBoundingClientRect();
    return { width: box?.width ?? 0, height: box?.height ?? 0 };
  };
  const grow = (from: Size, by: Size) =>
    onResize(
      sizeWithin(
        { width: from.width + by.width, height: from.height + by.height },
        { width: document.documentElement.clientWidth, height: innerHeight },
      ),
    );
  const drag = (event: PointerEvent) => {
    const { current } = grip;
    if (!current || event.button !== 0) return;
    const { signal, abort } = dragging();
    const { pointerId, clientX, clientY } = event;
    const start = sizeNow();
    current.setPointerCapture(pointerId);
    const follow = (moved: PointerEvent) =>
      grow(start, { width: clientX - moved.clientX, height: moved.clientY - clientY });
    current.addEventListener('pointermove', follow, { signal });
    current.addEventListener('lostpointercapture', abort, { signal });
  };
  const press = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    grow(sizeNow(), arrow);
  };
  return (
    <button
      type="button"
      class="size"
      ref={grip}
      aria-label={t('resize')}
      title={t('resize')}
      onPointerDown={drag}
      onKeyDown={press}
      onDblClick={() => size && onResize(null)}
    />
  );
}

function dragging(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
