/** The columns of the files of purchase cards and of returned ampoules. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, namesComma } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { AmpouleReturn } from './ampoule-queries.ts';
import type { Card } from './card-queries.ts';
import type { CardState } from './rules.ts';

export function cardColumns(t: Words): Column<Card & { state: CardState }>[] {
  const { cards: words, ...of } = t.controlled;
  const comma = namesComma(t);
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: of.place, value: (row) => row.place.shortName },
    { head: words.classes, value: (row) => row.classes.map((one) => of.classes[one]).join(comma), width: 28 },
    { head: words.buyers, value: (row) => row.buyers, width: 24 },
    { head: words.validFrom, value: (row) => row.validFrom },
    { head: words.validTo, value: (row) => row.validTo },
    { head: of.state, value: (row) => words.states[row.state] },
    { head: words.recordedBy, value: (row) => row.recordedBy },
    { head: words.recordedAt, value: (row) => fullMoment(row.recordedAt), width: 18 },
  ];
}

export function returnColumns(t: Words): Column<AmpouleReturn>[] {
  const { ampoules: words, ...of } = t.controlled;
  return [
    { head: words.when, value: (row) => fullMoment(row.at), width: 18 },
    { head: of.place, value: (row) => row.place },
    { head: of.item, value: (row) => `${row.itemName} ${row.strength}`, width: 28 },
    { head: of.lot, value: (row) => row.lotNumber },
    { head: words.issue, value: (row) => row.issueNumber, width: 20 },
    { head: words.pieces, value: (row) => row.pieces },
    { head: words.returnedBy, value: (row) => row.returnedBy },
    { head: words.receiver, value: (row) => row.receiver },
    { head: words.witness, value: (row) => row.witness },
    { head: words.destroyed, value: (row) => (row.destroyed === null ? '' : fullMoment(row.destroyed.at)), width: 18 },
    { head: words.destroyer, value: (row) => row.destroyed?.by ?? '' },
    { head: words.destructionWitness, value: (row) => row.destroyed?.witness ?? '' },
  ];
}
