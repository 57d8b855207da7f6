/** The worksheet of a card's rounds (维护执行表) on A4: its checklists, to be filled in by hand where no phone goes. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { AssetCard } from '../assets/record-queries.ts';
import { type Block, drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { PlanRecord } from './record-queries.ts';
import { chosenItems, FOUND } from './rules.ts';

export interface Printing {
  t: Words;
  /** What the code opens. */
  url: string;
  printedBy: string;
  /** UTC milliseconds. */
  printedAt: number;
}

const cell = (text: string): Cell => [{ size: 9, weight: 'regular', text }];
const left = (head: string, width: number): Column => ({ head, width, align: 'left' });

function blocksOf(t: Words, { plan }: PlanRecord): Block[] {
  const words = t.maintenance;
  const columns = [left(words.checklist, 60), left(words.outcome, 62), left(words.value, 30), left(words.note, 30)];
  const answers = FOUND.map((one) => `□${words.found[one]}`).join('  ');
  const rows = chosenItems(plan.kind, plan.items).map(({ code, safety, measured }): Cell[] => [
    cell([words.items[code as keyof typeof words.items], safety && `（${words.safety}）`].filter(Boolean).join('')),
    cell(answers),
    cell(measured ? '________' : ''),
    cell(''),
  ]);
  return [
    {
      kind: 'heading',
      text: `${words.kinds[plan.kind]}　${words.every(plan.cycleMonths)}　${words.dueOn} ${plan.dueOn}`,
    },
    { kind: 'table', columns, rows },
    {
      kind: 'text',
      text: `${words.outcome}：${Object.values(words.outcomes)
        .map((one) => `□${one}`)
        .join('  ')}`,
    },
    { kind: 'text', text: [words.doneOn, words.parts, words.limits].map((one) => `${one}：____________`).join('  ') },
  ];
}

/** Draws it, one part for each open plan. Throws PrintRefusal: characters without a shape. */
export function drawWorksheet(card: AssetCard, records: readonly PlanRecord[], printing: Printing): Promise<Buffer> {
  const { t, url, printedBy, printedAt } = printing;
  const words = t.maintenance;
  const { asset } = card;
  const facts = [
    [words.device, asset.name],
    [words.model, asset.model],
    [words.serialNumber, asset.serialNumber ?? ''],
    [words.user, card.user.shortName],
    [words.room, asset.room],
  ] as const;
  return drawReport({
    issuer: card.user.shortName,
    title: words.worksheet,
    number: asset.number,
    barcode: true,
    check: { url, label: t.counts.print.check },
    blocks: [
      { kind: 'facts', facts },
      ...records.filter(({ plan }) => plan.endedOn === null).flatMap((one) => blocksOf(t, one)),
    ],
    signatures: words.signatures,
    printed: t.counts.print.printed(printedBy, fullMoment(printedAt)),
    printedAt,
    page: t.counts.print.page,
  });
}
