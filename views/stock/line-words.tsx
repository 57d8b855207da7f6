/** How a line of the ledger is spoken of: its kind, its document, the other side. */
import { documentPath, paths } from '../../src/paths.ts';
import type { CardLine, LinePlace } from '../../src/stock/card-line-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Icon } from '../ui/icon.tsx';
import { Code } from '../ui/values.tsx';

/** The word for a movement's kind; an unknown kind shows itself. */
export function kindText(t: Words, kind: string): string {
  const kinds: Partial<Record<string, string>> = t.stock.kinds;
  return kinds[kind] ?? kind;
}

/** Why a movement was posted: the finding of a discrepancy in words, any other reason as it was written. */
export function reasonText(t: Words, line: Pick<CardLine, 'kind' | 'documentKind' | 'reason'>): string {
  const reason = line.reason ?? '';
  return line.documentKind === 'discrepancy' ? (t.dispatches.differences.findings[reason] ?? reason) : reason;
}

/** A place by itself: the member and its store, the member it travels to, or what lies outside. */
export function placeText(t: Words, place: LinePlace): string {
  if (place.kind === 'transit') return t.stock.cardPage.onTheWay(place.keeper ?? place.name);
  if (place.kind === 'store') return place.keeper === null ? place.name : `${place.keeper} ${place.name}`;
  const outside: Partial<Record<string, string>> = t.stock.outside;
  return outside[place.kind] ?? place.name;
}

/**
 * The other side of a line as `organisation` sees it. Goods that came out of transit came from the sender that the
 * document names; what went into or out of the own store for rejected goods says so, for it is not usable stock.
 */
export function counterpartText(t: Words, line: CardLine, organisation: { id: number; shortName: string }): string {
  const ownFrom = line.from.kind === 'store' && line.from.keeperId === organisation.id;
  const ownTo = line.to.kind === 'store' && line.to.keeperId === organisation.id;
  if (ownFrom && ownTo) return `${line.from.name} → ${line.to.name}`;
  const [own, other] = ownFrom ? [line.from, line.to] : [line.to, line.from];
  const told = otherText(t, line, other, organisation);
  return (ownFrom || ownTo) && own.zone === 'rejected' ? t.stock.cardPage.inZone(told, t.stock.zones.rejected) : told;
}

function otherText(t: Words, line: CardLine, other: LinePlace, organisation: { id: number; shortName: string }) {
  if (other.kind !== 'transit' || other.keeperId !== organisation.id) return placeText(t, other);
  const members = [line.documentFrom, line.documentTo].filter(
    (name) => name !== null && name !== organisation.shortName,
  );
  return members[0] ?? placeText(t, other);
}

/** Papers that whoever sees the stock may open. */
const OPENED = [
  'dispatch',
  'discrepancy',
  'shortage',
  'issue',
  'issue_return',
  'count',
  'write_off',
  'adjustment',
] as const;

function documentHref(line: CardLine): string | undefined {
  const number = line.documentNumber;
  if (number === null) return undefined;
  const kind = OPENED.find((one) => one === line.documentKind);
  return kind === undefined ? undefined : documentPath(kind, number);
}

export function LineDocument({ line }: { line: CardLine }) {
  if (line.documentNumber === null) return null;
  return <Code href={documentHref(line)}>{line.documentNumber}</Code>;
}

export function LineKind({ t, line }: { t: Words; line: CardLine }) {
  return (
    <>
      {line.kind === 'reversal' && <Icon name="i-undo" kind="inline" />}
      {kindText(t, line.kind)}
    </>
  );
}

/** Lot and expiry in history: what is left of its life today says nothing about that day. */
export function PastLot({ t, line }: { t: Words; line: CardLine }) {
  return (
    <span class="lot">
      <Code href={paths.lot(line.lotId)}>{line.lotNumber}</Code>
      <span class="until">{t.formats.until(line.expiresOn)}</span>
    </span>
  );
}
