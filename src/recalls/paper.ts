/** The report of a recall on A4: notice, times, each batch from coming in to its end, members, signatures. */
import type { Words } from '../../views/i18n/index.ts';
import { durationText, fullMoment, percentText, quantityText } from '../../views/ui/format.ts';
import { type Block, drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { RecallView } from './page-queries.ts';
import type { ReportedLot } from './report-queries.ts';
import { differenceOf, type Handling, type RecallLevel } from './rules.ts';

export interface Printing {
  t: Words;
  /** What the code opens. */
  url: string;
  printedBy: string;
  /** UTC milliseconds. */
  printedAt: number;
}

const cell = (text: string): Cell => [{ size: 8, weight: 'regular', text }];
const left = (head: string, width: number): Column => ({ head, width, align: 'left' });
const right = (head: string, width: number): Column => ({ head, width, align: 'right' });

type Fact = readonly [string, string];

const moment = (at: number | null) => (at === null ? '' : fullMoment(at));

function factsOf(view: RecallView, t: Words): Fact[] {
  const words = t.recalls;
  const { recall, document, report } = view;
  const { recoveredBase, reachableBase } = report.recovery;
  const spent = report.frozenAt === null ? '' : durationText(t, report.frozenAt - report.registeredAt);
  return [
    [words.kind, recall.drill ? words.drillMark : words.trueRecall],
    [words.level, words.levels[recall.level as RecallLevel]],
    [words.titleField, recall.title],
    [words.source, [recall.source, recall.noticeNumber].filter((text) => text !== '').join(' ')],
    [words.reason, recall.reason],
    [words.handling, words.handlings[recall.handling as Handling]],
    [words.state, words.states[document.status as 'open']],
    [words.received, moment(report.receivedAt)],
    [words.registered, moment(report.registeredAt)],
    [recall.drill ? words.toldAt : words.frozenAt, [moment(report.frozenAt), spent].filter(Boolean).join(' ')],
    [words.lastAnswer, moment(report.lastAnswerAt)],
    [words.closedAt, moment(report.closedAt)],
    [words.answers, words.answersOf(report.answered, report.told, report.late)],
    [words.patients, String(report.patients)],
    [words.rate, reachableBase === 0 ? '' : percentText(t, recoveredBase, reachableBase)],
    ...(report.why === '' ? [] : [[words.leftWhy, report.why] as Fact]),
  ];
}

function lotRows(t: Words, lots: readonly ReportedLot[]): Cell[][] {
  const words = t.recalls;
  return lots.map((lot) => {
    const amount = (base: number) => cell(quantityText(t, base, lot));
    const state = lot.releasedAt === null ? '' : words.releasedFor(lot.releasedReason);
    return [
      cell(`${lot.genericName} ${lot.strength} ${lot.manufacturer}`),
      cell(`${lot.number} ${state}`.trim()),
      amount(lot.receivedBase),
      amount(lot.usedBase),
      amount(lot.onHandBase + lot.inTransitBase),
      amount(lot.returnedBase),
      amount(lot.writtenOffBase),
      amount(lot.destroyedBase),
    ];
  });
}

function memberRows(view: RecallView, t: Words): Cell[][] {
  return view.notices.map(({ place, notice, answeredByName }) => [
    cell(place.name),
    cell(moment(notice.dueAt)),
    cell([moment(notice.answeredAt), answeredByName].filter(Boolean).join(' ') || t.recalls.unanswered),
    cell(String(notice.answer?.patients ?? '')),
    cell(notice.answeredAt === null ? '' : t.recalls.differenceText(differenceOf(notice.answer))),
    cell(notice.note),
  ]);
}

/** Draws it. Throws PrintRefusal: characters without a shape. */
export function drawRecall(view: RecallView, printing: Printing): Promise<Buffer> {
  const { t, url, printedBy, printedAt } = printing;
  const words = t.recalls;
  const lotColumns = [
    left(words.item, 40),
    left(words.lot, 32),
    right(words.cameIn, 18),
    right(words.used, 18),
    right(words.there, 18),
    right(words.returned, 18),
    right(words.writtenOff, 18),
    right(words.destroyed, 18),
  ];
  const memberColumns = [
    left(words.member, 42),
    left(words.due, 30),
    left(words.answeredAt, 40),
    right(words.patients, 14),
    right(words.difference, 20),
    left(words.note, 34),
  ];
  const blocks: Block[] = [
    ...(view.recall.drill ? [{ kind: 'text' as const, text: words.drillText, strong: true }] : []),
    { kind: 'facts', facts: factsOf(view, t) },
    { kind: 'heading', text: words.lotsTitle },
    { kind: 'table', columns: lotColumns, rows: lotRows(t, view.report.lots) },
    { kind: 'heading', text: words.membersTitle },
    { kind: 'table', columns: memberColumns, rows: memberRows(view, t) },
  ];
  return drawReport({
    issuer: words.issuer,
    title: view.recall.drill ? words.drillReport : words.report,
    number: view.document.number,
    barcode: true,
    check: { url, label: t.counts.print.check },
    blocks,
    signatures: words.signatures,
    printed: t.counts.print.printed(printedBy, fullMoment(printedAt)),
    printedAt,
    page: t.counts.print.page,
  });
}
