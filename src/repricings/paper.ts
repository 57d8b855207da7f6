/** The repricing as a paper (调价单): items with old and new price, stock by member and lot, values and difference. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, moneyText, priceText, quantityText } from '../../views/ui/format.ts';
import { type Block, BODY, drawReport } from '../print/report.ts';
import type { Cell, Column } from '../print/table.ts';
import type { RepricingView } from './queries.ts';

export interface Printed {
  issuer: string;
  printedBy: string;
  /** UTC milliseconds. */
  printedAt: number;
  checkUrl: string;
}

const cell = (text: string): Cell => [{ ...BODY, size: 8, text }];

function columnsOf(t: Words): Column[] {
  const words = t.prices.repricings;
  return [
    { head: words.item, width: 34, align: 'left' },
    { head: words.member, width: 26, align: 'left' },
    { head: words.lot, width: 30, align: 'left' },
    { head: words.quantity, width: 22, align: 'right' },
    { head: words.oldPrice, width: 18, align: 'right' },
    { head: words.newPrice, width: 18, align: 'right' },
    { head: words.oldValue, width: 19, align: 'right' },
    { head: words.newValue, width: 19, align: 'right' },
  ];
}

function rowsOf(t: Words, view: RepricingView): Cell[][] {
  const lines = new Map(view.lines.map((each) => [each.line.id, each]));
  return view.effects
    .filter((effect) => effect.quantityBase > 0)
    .map((effect) => {
      const found = lines.get(effect.lineId);
      const quantity = found === undefined ? '' : quantityText(t, effect.quantityBase, found.item);
      return [
        cell(`${found?.item.genericName ?? ''} ${found?.item.strength ?? ''}`),
        cell(`${effect.ownerName} ${effect.locationName}`),
        cell(`${effect.lotNumber} ${effect.expiresOn}`),
        cell(quantity),
        cell(priceText(effect.oldPrice)),
        cell(priceText(found?.line.newPrice ?? 0)),
        cell(moneyText(effect.oldFen)),
        cell(moneyText(effect.newFen)),
      ];
    });
}

/** The paper as a PDF. Throws PrintRefusal for characters without a shape. */
export function drawRepricing(t: Words, view: RepricingView, printed: Printed): Promise<Buffer> {
  const words = t.prices.repricings;
  const { document, repricing } = view;
  const posted = document.status === 'posted';
  const blocks: Block[] = [
    {
      kind: 'facts',
      facts: [
        [words.reason, repricing.reason],
        [words.legalBasis, repricing.legalBasis],
        [words.state, words.states[document.status as keyof typeof words.states]],
        [posted ? words.effect : words.effectPlanned, moneyText(view.effectFen)],
      ],
    },
    { kind: 'heading', text: posted ? words.stockPosted : words.stock },
    { kind: 'table', columns: columnsOf(t), rows: rowsOf(t, view) },
  ];
  return drawReport({
    issuer: printed.issuer,
    title: words.exportName,
    number: document.number,
    check: { url: printed.checkUrl, label: words.print.check },
    blocks,
    signatures: words.print.signatures,
    printed: words.print.printed(printed.printedBy, fullMoment(printed.printedAt)),
    printedAt: printed.printedAt,
    page: words.print.page,
  });
}
