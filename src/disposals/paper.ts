/** The record of a disposal (处置单) on A4: every thing with its appraisal, who agreed, who took it, signatures. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText } from '../../views/ui/format.ts';
import type { Block, Report } from '../print/report.ts';
import type { DisposalView } from './page-queries.ts';

export interface Printing {
  t: Words;
  /** What the code opens. */
  url: string;
  printed: string;
  /** UTC milliseconds. */
  printedAt: number;
}

type Fact = readonly [string, string];

function thingBlocks(view: DisposalView, t: Words): Block[] {
  const words = t.disposals;
  return view.lines.flatMap(({ line, asset }): Block[] => {
    const facts: Fact[] = [
      [t.equipment.model, `${asset.brand} ${asset.model}`],
      [t.equipment.serialNumber, asset.serialNumber ?? ''],
      [words.reason, words.reasons[line.reason]],
      [words.finding, line.appraisal ?? ''],
      [words.erasure, line.erasure ?? ''],
      [words.source, line.sourceHandling ?? ''],
      ...(view.can.prices
        ? [
            [words.price, moneyText(line.priceFen)] as const,
            [words.net, moneyText(line.priceFen - line.accumulatedFen)] as const,
          ]
        : []),
    ];
    return [
      { kind: 'heading', text: `${asset.name} ${asset.number}` },
      { kind: 'facts', facts: facts.filter(([, value]) => value !== '') },
    ];
  });
}

/** The paper as it is drawn. */
export function disposalRecord(view: DisposalView, { t, url, printed, printedAt }: Printing): Report {
  const words = t.disposals;
  const { disposal, place, document } = view;
  const approvers = view.acts
    .filter((act) => act.act === 'approve')
    .map((act) => `${act.actorName} ${fullMoment(act.at)}`);
  const facts: Fact[] = [
    [words.owner, place.name],
    [words.explanation, disposal.explanation],
    [words.state, words.states[document.status as 'done']],
    [words.meetingRecord, disposal.meetingRecord ?? ''],
    [words.approval, approvers.join('、')],
    [words.way, disposal.way === null ? '' : words.ways[disposal.way]],
    [words.takenBy, disposal.takenBy ?? ''],
    [words.certificate, disposal.certificateNumber ?? ''],
    [words.receipt, disposal.incomeReceipt ?? ''],
    [words.income, view.can.prices && disposal.incomeFen !== null ? moneyText(disposal.incomeFen) : ''],
    [words.retainUntil, disposal.retainUntil ?? ''],
  ];
  return {
    issuer: place.name,
    title: words.paperTitle,
    number: document.number,
    barcode: true,
    check: { url, label: t.counts.print.check },
    blocks: [{ kind: 'facts', facts: facts.filter(([, value]) => value !== '') }, ...thingBlocks(view, t)],
    signatures: words.signatures,
    printed,
    printedAt,
    page: t.counts.print.page,
  };
}
