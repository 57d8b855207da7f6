/** The minutes of a negotiation as a paper: reference prices, quotes by round, awards, people, statements. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, priceText } from '../../views/ui/format.ts';
import { type Block, BODY, drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { LoadedLine } from './negotiation-record.ts';
import type { NegotiationView } from './queries.ts';

export interface Printed {
  issuer: string;
  printedBy: string;
  /** UTC milliseconds. */
  printedAt: number;
  checkUrl: string;
}

const lineCells = (texts: readonly string[]): Cell =>
  texts.length === 0 ? [{ ...BODY, text: '' }] : texts.map((text) => ({ ...BODY, size: 8, text }));

function columnsOf(t: Words): Column[] {
  const { columns } = t.prices.negotiations.print;
  return [
    { head: columns.item, width: 42, align: 'left' },
    { head: columns.listed, width: 20, align: 'right' },
    { head: columns.references, width: 44, align: 'left' },
    { head: columns.quotes, width: 46, align: 'left' },
    { head: columns.award, width: 34, align: 'left' },
  ];
}

function rowOf(t: Words, view: NegotiationView, { line, item, quotes, listedPack }: LoadedLine): Cell[] {
  const words = t.prices.negotiations;
  const name = (partyId: number) => view.parties.get(partyId) ?? '';
  const references = view.references
    .filter((one) => one.lineId === line.id && one.kind !== 'listed')
    .map((one) => `${words.referenceKinds[one.kind]} ${priceText(one.pricePack)} ${one.source}`);
  const said = quotes.map(
    (quote) => `${words.roundText(quote.round)} ${name(quote.partyId)} ${priceText(quote.pricePack)}`,
  );
  const award =
    line.awardedPartyId === null || line.awardedPrice === null
      ? [words.awardNone, line.awardReason ?? '']
      : [priceText(line.awardedPrice), name(line.awardedPartyId), line.awardReason ?? ''];
  return [
    lineCells([item.genericName, [item.strength, item.manufacturer].join(' '), item.code]),
    lineCells([listedPack === null ? t.prices.unlisted : priceText(listedPack)]),
    lineCells(references),
    lineCells(said),
    lineCells(award.filter((text) => text !== '')),
  ];
}

/** The paper as a PDF. Throws PrintRefusal for characters without a shape. */
export function drawMinutes(t: Words, view: NegotiationView, printed: Printed): Promise<Buffer> {
  const words = t.prices.negotiations;
  const { document, negotiation, people, lines, contracts } = view;
  const stated = people.map(
    (one): Block => ({
      kind: 'text',
      text: words.print.peopleText(one.personName, words.stances[one.stance], one.statement, fullMoment(one.statedAt)),
    }),
  );
  return drawReport({
    issuer: printed.issuer,
    title: words.exportName,
    number: document.number,
    check: { url: printed.checkUrl, label: words.print.check },
    blocks: [
      {
        kind: 'facts',
        facts: [
          [words.name, negotiation.title],
          [words.purpose, negotiation.purpose],
          [words.heldOn, negotiation.heldOn],
          [words.span, words.spanText(negotiation.startsOn, negotiation.endsOn)],
          [words.state, words.states[document.status as keyof typeof words.states]],
          [words.contracts, contracts.join(' ')],
        ],
      },
      { kind: 'heading', text: words.lines },
      { kind: 'table', columns: columnsOf(t), rows: lines.map((line) => rowOf(t, view, line)) },
      { kind: 'heading', text: words.people },
      ...(stated.length === 0 ? [{ kind: 'text' as const, text: words.peopleNone }] : stated),
    ],
    signatures: words.print.signatures,
    printed: words.print.printed(printed.printedBy, fullMoment(printed.printedAt)),
    printedAt: printed.printedAt,
    page: words.print.page,
  });
}
