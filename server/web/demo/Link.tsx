import type { ComponentChildren } from 'preact';
import { goTo, isBrowsersOwn } from './navigation.ts';

interface Props {
  to: string;
  class?: string;
  'data-position'?: string;
  'data-backstamp-intent'?: string;
  children: ComponentChildren;
}

/** A link within the shop: an ordinary `<a>`, followed without a page load. */
export function Link({ to, children, ...rest }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || isBrowsersOwn(event)) return;
    event.preventDefault();
    goTo(to);
  };
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  );
}
