import './door.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { LanguageChoice } from '../AccountMenu.tsx';
import { Mark } from '../ui/Mark.tsx';

/** The page of someone who is not in yet: the seal, one card, the language. */
export function Door({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string;
  children: ComponentChildren;
}) {
  useEffect(() => {
    document.title = title ? `${title} · Backstamp` : 'Backstamp';
  });
  return (
    <main class="door">
      <p class="brand">
        <Mark size={32} />
        <span>Backstamp</span>
      </p>
      <section class="card">
        {title && <h1>{title}</h1>}
        {lead && <p class="muted">{lead}</p>}
        {children}
      </section>
      <LanguageChoice />
    </main>
  );
}
