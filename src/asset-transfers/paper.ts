/** The hand-over note of a piece of equipment (移交单) on A4: the thing, both members, its condition, signatures. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText } from '../../views/ui/format.ts';
import type { Report } from '../print/report.ts';
import type { MoveView } from './page-queries.ts';

export interface Printing {
  t: Words;
  /** What the code opens. */
  url: string;
  printed: string;
  /** UTC milliseconds. */
  printedAt: number;
}

type Fact = readonly [string, string];

function factsOf(view: MoveView, t: Words): Fact[] {
  const words = t.assetTransfers;
  const of = t.equipment;
  const { asset, move, giver, receiver, can } = view;
  const net = move.priceFen - move.accumulatedFen;
  const who = (act: string) => {
    const found = view.acts.filter((one) => one.act === act).at(-1);
    return found === undefined ? '' : `${found.organisationName} ${found.actorName} ${fullMoment(found.at)}`;
  };
  const money: Fact[] = [
    [words.price, moneyText(move.priceFen)],
    [words.accumulated, moneyText(move.accumulatedFen)],
    [words.net, moneyText(net)],
    [words.paidShort, move.paidFen === 0 ? words.free : moneyText(move.paidFen)],
  ];
  const facts: Fact[] = [
    [words.asset, `${asset.name} ${asset.number}`],
    [of.model, `${asset.brand} ${asset.model}`],
    [of.serialNumber, asset.serialNumber ?? ''],
    [of.registrationNumber, asset.registrationNumber ?? ''],
    [words.giver, giver.name],
    [words.receiver, receiver.name],
    [words.reason, move.reason],
    [words.fiscal, move.fiscalNumber ?? ''],
    [words.handedCondition, `${move.handedCondition ?? ''} ${who('hand_over')}`.trim()],
    [words.test, move.handedTest ?? ''],
    [words.takenCondition, `${move.takenCondition ?? ''} ${who('take_over')}`.trim()],
    ...(can.prices ? money : []),
  ];
  return facts.filter(([, value]) => value !== '');
}

/** The paper as it is drawn. */
export function handOverNote(view: MoveView, printing: Printing): Report {
  const { t, url, printed, printedAt } = printing;
  const words = t.assetTransfers;
  return {
    issuer: view.giver.name,
    title: words.paperTitle,
    number: view.document.number,
    barcode: true,
    check: { url, label: t.counts.print.check },
    blocks: [{ kind: 'facts', facts: factsOf(view, t) }],
    signatures: words.signatures,
    printed,
    printedAt,
    page: t.counts.print.page,
  };
}
