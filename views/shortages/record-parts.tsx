/** The parts of one request's page that only tell: facts, quantities, dispatches, history, what stands beside it. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { Acting } from '../../src/shortages/actor-queries.ts';
import type { ShortageLine } from '../../src/shortages/board-queries.ts';
import { lostBase, openBase, sentOn } from '../../src/shortages/rules.ts';
import type { ShortageShow } from '../../src/shortages/show-queries.ts';
import { itemDetail } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { clauseComma, dayText, momentText, planDay } from '../ui/format.ts';
import { type Fact, Facts, Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Lot } from '../ui/values.tsx';
import { amountText, nameOf } from './shortage-words.tsx';

export interface ShowProps {
  t: Words;
  now: number;
  today: string;
  expiry: ExpiryView;
  show: ShortageShow;
  /** Who must act, and who was told of a passed limit, by name. */
  acting: Acting;
}

/** What was asked, by when, for whom. */
export function RequestFacts({ t, show, today, now }: ShowProps) {
  const line = show.record;
  const { shortage, organisation } = line;
  const words = t.shortages.facts;
  const facts: (Fact | false)[] = [
    { label: words.needed, value: amountText(t, line, shortage.quantityBase) },
    { label: words.by, value: planDay(t, shortage.neededBy, today) },
    { label: words.urgency, value: t.shortages.urgencies[shortage.urgency] },
    { label: words.reason, value: t.shortages.reasons[shortage.reason] },
    shortage.patients !== null && { label: words.affects, value: t.shortages.patients(shortage.patients) },
    shortage.daysOfUse !== null && { label: words.daysOfUse, value: t.formats.days(shortage.daysOfUse) },
    {
      label: words.substitute,
      value: shortage.substituteAcceptable ? t.shortages.substituteYes : t.shortages.substituteNo,
    },
    shortage.patientReference !== null && { label: words.reference, value: shortage.patientReference },
    line.item !== null && { label: words.stock, value: amountText(t, line, shortage.stockBase) },
    line.item !== null && { label: words.use30, value: amountText(t, line, shortage.use30Base) },
    {
      label: words.from,
      value: organisation.shortName,
      note: t.shortages.reportedAt(momentText(t, line.document.createdAt, now)),
    },
    shortage.wishDetail !== null && { label: t.shortages.wishDetail, value: shortage.wishDetail },
  ];
  return <Facts across facts={facts.filter((fact) => fact !== false)} />;
}

/** Name, strength, maker: what the heading says after the name. */
export function drugDetail(t: Words, line: ShortageLine): string {
  return line.item === null ? t.shortages.wish : itemDetail(t, line.item);
}

/** Asked, allocated, sent, lost on the way, arrived, open, given up: as the timeline tells of them. */
export function ProgressPanel({ t, show }: Pick<ShowProps, 't' | 'show'>) {
  const line = show.record;
  const { quantityBase, answeredBase, shippedBase, arrivedBase, closedBase } = line.shortage;
  const words = t.shortages.progress;
  const lost = lostBase(show.timeline);
  const of = (label: string, base: number): Fact => ({ label, value: amountText(t, line, base) });
  const facts = [
    of(words.asked, quantityBase),
    of(words.answered, answeredBase + lost),
    of(words.shipped, shippedBase + lost),
    ...(lost > 0 ? [of(words.lost, lost)] : []),
    of(words.arrived, arrivedBase),
    ...(openBase(line.shortage) > 0 ? [of(words.open, openBase(line.shortage))] : []),
    ...(closedBase > 0 ? [of(words.closed, closedBase)] : []),
  ];
  return (
    <Panel title={words.title} level="h3" padded={false}>
      <Facts body facts={facts} />
    </Panel>
  );
}

const DISPATCH_ICONS = {
  picking: 's-doing',
  in_transit: 's-go',
  discrepancy: 's-near',
  received: 's-done',
  cancelled: 's-no',
  reversed: 's-no',
} as const;

type Part = ShortageShow['parts'][number];

/** The lots that one dispatch took along for it, together: what left and what arrived is known of them together. */
function byDispatch(parts: readonly Part[]): { number: string; parts: Part[] }[] {
  const groups = new Map<string, Part[]>();
  for (const part of parts) groups.set(part.dispatchNumber, [...(groups.get(part.dispatchNumber) ?? []), part]);
  return [...groups].map(([number, own]) => ({ number, parts: own }));
}

function PartRow({ t, show, expiry, number, parts }: PartRowProps) {
  const words = t.shortages.parts;
  const [first] = parts;
  if (first === undefined) return null;
  const status = first.dispatchStatus;
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);
  const said = (base: number) => amountText(t, show.record, base);
  const sent = sentOn(show.timeline, number);
  const kept = sum((part) => part.quantityBase);
  return (
    <tr>
      <td>
        <Code href={paths.dispatch(number)}>{number}</Code>
      </td>
      <td>
        {parts.map((part) => (
          <div>
            <Lot
              t={t}
              batchNumber={part.lotNumber}
              expiresOn={part.expiresOn}
              expiry={expiry}
              href={paths.lot(part.lotId)}
            />
          </div>
        ))}
      </td>
      <td class="span-2 num" data-label={words.sent}>
        {sent !== undefined ? said(sent) : kept > 0 ? words.notSent(said(kept)) : t.formats.none}
      </td>
      <td class="span-2 num" data-label={words.arrived}>
        {first.receivedAt === null ? t.formats.none : said(sum((part) => part.fulfilledBase))}
      </td>
      <td class="span-2">
        <Status icon={DISPATCH_ICONS[status]} tone={status === 'in_transit' ? 'info' : undefined}>
          {t.shortages.dispatchStates[status]}
        </Status>
      </td>
    </tr>
  );
}

interface PartRowProps extends Pick<ShowProps, 't' | 'show' | 'expiry'> {
  number: string;
  parts: readonly Part[];
}

/** The dispatches that serve it, each with its lots, what left and what arrived. */
export function PartsPanel({ t, show, expiry }: Pick<ShowProps, 't' | 'show' | 'expiry'>) {
  const words = t.shortages.parts;
  return (
    <Panel title={t.shortages.partsTitle} level="h3" padded={show.parts.length === 0 ? undefined : false}>
      {show.parts.length === 0 ? (
        <p class="muted">{t.shortages.partsEmpty}</p>
      ) : (
        <Table
          caption={t.shortages.partsTitle}
          stacks
          head={
            <>
              <Head>{words.dispatch}</Head>
              <Head>{words.lot}</Head>
              <Head num>{words.sent}</Head>
              <Head num>{words.arrived}</Head>
              <Head>{words.state}</Head>
            </>
          }
        >
          {byDispatch(show.parts).map((group) => (
            <PartRow t={t} show={show} expiry={expiry} {...group} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function BesideTable({ t, lines, today }: { t: Words; lines: ShortageLine[]; today: string }) {
  const comma = clauseComma(t);
  return (
    <Table
      caption={t.shortages.caption}
      head={
        <>
          <Head>{t.shortages.columns.item}</Head>
          <Head num>{t.shortages.columns.quantity}</Head>
        </>
      }
    >
      {lines.map((line) => (
        <tr>
          <td>
            <a href={paths.shortage(line.document.number)}>{line.organisation.shortName}</a> {nameOf(line)}
            <small class="tail">
              {[t.shortages.urgencies[line.shortage.urgency], dayText(t, line.shortage.neededBy, today)].join(comma)}
            </small>
          </td>
          <td class="num">{amountText(t, line, line.shortage.quantityBase)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** Other open requests for the same item, and of the same destination: they can go together. */
export function BesidePanels({ t, show, today }: ShowProps) {
  const { sameItem, sameDestination } = show;
  return (
    <>
      {sameItem.length > 0 && (
        <Panel title={t.shortages.sameItem(sameItem.length)} level="h3" padded={false}>
          <BesideTable t={t} lines={sameItem} today={today} />
        </Panel>
      )}
      {sameDestination.length > 0 && (
        <Panel
          title={t.shortages.sameDestination(sameDestination.length)}
          level="h3"
          padded={false}
          foot={t.shortages.sameDestinationText}
        >
          <BesideTable t={t} lines={sameDestination} today={today} />
        </Panel>
      )}
    </>
  );
}
