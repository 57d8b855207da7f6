/** Small words of selling prices: the markup as percent, where a price comes from, and its state. */

import { documentPath } from '../../src/paths.ts';
import type { SellingState } from '../../src/selling/list-queries.ts';
import { markupBasisPoints } from '../../src/selling/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Status } from '../ui/status.tsx';
import { Code } from '../ui/values.tsx';

interface Sourced {
  origin: 'acceptance' | 'repricing' | 'taken_over' | 'set';
  reason: string;
  document: { kind: Parameters<typeof documentPath>[0]; number: string } | null;
}

/** `0%`, `24.5%`; empty where nothing was paid. */
export function markupText(t: Words, price: { pricePack: number; paidPack: number | null } | null): string {
  const points = price === null ? null : markupBasisPoints(price.pricePack, price.paidPack);
  return points === null ? '' : t.selling.percent(points / 100);
}

/** Where a price comes from, as text. */
export function originText(t: Words, price: Sourced | null): string {
  if (price === null) return '';
  return [t.selling.origins[price.origin], price.document?.number, price.reason].filter(Boolean).join(' ');
}

/** The same with a link to the document. */
export function Origin({ t, price }: { t: Words; price: Sourced }) {
  const { document, reason, origin } = price;
  return (
    <>
      {t.selling.origins[origin]}{' '}
      {document !== null && <Code href={documentPath(document.kind, document.number)}>{document.number}</Code>}
      {reason !== '' && <small>{reason}</small>}
    </>
  );
}

const LOOKS = {
  holds: { icon: 's-done' },
  missing: { icon: 's-near', tone: 'warn' },
  differs: { icon: 's-no', tone: 'danger' },
  waiting: { icon: 's-todo', tone: 'info' },
} as const;

/** What is to be said of a price, one after the other. */
export function SellingStates({ t, states }: { t: Words; states: readonly SellingState[] }) {
  return (
    <>
      {states.map((state) => (
        <Status {...LOOKS[state]}>{t.selling.states[state]}</Status>
      ))}
    </>
  );
}
