/** Columns of the formulary's lists as files: entries, changes, differences, exceptions. */
import {
  entryDetail,
  fieldName,
  fieldText,
  marksOf,
  packOfEntry,
  tiersText,
} from '../../views/formulary/entry-words.tsx';
import { exceptionState } from '../../views/formulary/exceptions-page.tsx';
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { Difference } from './difference-queries.ts';
import type { ChangeRow } from './draft-queries.ts';
import type { ExceptionRow } from './product-queries.ts';
import type { Entry, EntryDifference } from './snapshot.ts';

const FACTS = ['essential', 'insurance', 'vbp', 'antimicrobial', 'control_class', 'high_alert', 'chronic'] as const;

export function entryColumns(t: Words): Column<Entry>[] {
  const words = t.formulary.fields;
  return [
    { head: words.code, value: ({ snapshot }) => snapshot.code },
    { head: t.formulary.exceptions.name, value: ({ snapshot }) => snapshot.genericName, width: 28 },
    { head: words.form, value: ({ snapshot }) => snapshot.form },
    { head: words.route, value: ({ snapshot }) => fieldText(t, 'route', snapshot.route), width: 10 },
    { head: words.strength, value: ({ snapshot }) => snapshot.strength },
    { head: words.pack, value: ({ snapshot }) => packOfEntry(t, snapshot) },
    { head: words.manufacturer, value: ({ snapshot }) => snapshot.manufacturer, width: 28 },
    { head: words.approval, value: ({ snapshot }) => snapshot.approvalNumber, width: 20 },
    { head: words.class, value: ({ snapshot }) => snapshot.therapeuticClass, width: 20 },
    { head: words.tier, value: (entry) => tiersText(t, entry), width: 20 },
    { head: words.useUntil, value: (entry) => entry.useUntil },
    ...FACTS.map((fact) => ({
      head: t.facts.types[fact],
      value: ({ snapshot }: Entry) => fieldText(t, fact, snapshot[fact]),
    })),
    {
      head: words.exception,
      value: ({ snapshot }) => (snapshot.exception === null ? '' : t.formulary.exceptionTag),
      width: 8,
    },
  ];
}

export function changeColumns(t: Words): Column<ChangeRow>[] {
  const words = t.formulary;
  return [
    { head: words.fields.code, value: (row) => row.item.code },
    { head: words.fields.item, value: (row) => row.item.genericName, width: 28 },
    { head: words.fields.strength, value: (row) => row.item.strength },
    { head: words.fields.manufacturer, value: (row) => row.item.manufacturer, width: 28 },
    { head: words.draft.act, value: (row) => words.draft.acts[row.act] },
    { head: words.draft.before, value: (row) => tiersText(t, row.before), width: 20 },
    { head: words.draft.after, value: (row) => tiersText(t, row), width: 20 },
    { head: words.fields.useUntil, value: (row) => row.useUntil },
    { head: words.draft.origin, value: (row) => [words.draft.origins[row.origin], row.dossierNumber].join(' ').trim() },
    { head: words.draft.reason, value: (row) => row.reason, width: 40 },
    { head: words.draft.by, value: (row) => row.proposedBy },
    { head: words.draft.when, value: (row) => fullMoment(row.proposedAt) },
  ];
}

/** One row a difference; what members have of a leaver stands at its end, for those who may see it. */
export function differenceColumns(
  t: Words,
  difference: Difference,
  can: { stock: boolean; prices: boolean },
): Column<EntryDifference>[] {
  const words = t.formulary;
  const { leaving } = difference;
  const stock: Column<EntryDifference>[] = [
    {
      head: words.difference.stock,
      value: ({ itemId, entry }) => {
        const all = leaving.get(itemId)?.stock ?? [];
        const packs = (base: number) => base / entry.snapshot.packSize;
        return all.map((one) => `${one.shortName} ${Number(packs(one.onHandBase).toFixed(2))}`).join('; ');
      },
      width: 40,
    },
    { head: words.difference.shortages, value: ({ itemId }) => numbersOf(leaving.get(itemId)?.shortages), width: 24 },
    {
      head: words.difference.reservations,
      value: ({ itemId }) => numbersOf(leaving.get(itemId)?.reservations),
      width: 24,
    },
  ];
  const value: Column<EntryDifference> = {
    head: words.difference.amount,
    value: ({ itemId }) => {
      const fen = leaving.get(itemId)?.valueFen;
      return fen === undefined ? null : fen / 100;
    },
  };
  return [
    { head: words.fields.code, value: ({ entry }) => entry.snapshot.code },
    { head: words.fields.item, value: ({ entry }) => entry.snapshot.genericName, width: 28 },
    { head: words.fields.strength, value: ({ entry }) => entryDetail(t, entry.snapshot), width: 40 },
    { head: words.draft.act, value: ({ act }) => words.draft.acts[act] },
    { head: words.draft.before, value: ({ before }) => tiersText(t, before), width: 20 },
    { head: words.draft.after, value: ({ entry }) => tiersText(t, entry), width: 20 },
    { head: words.fields.useUntil, value: ({ act, entry }) => (act === 'remove' ? entry.useUntil : null) },
    {
      head: words.difference.fieldsHead,
      value: ({ fields }) =>
        fields
          .map(({ field, before, after }) =>
            [fieldName(t, field), fieldText(t, field, before), '→', fieldText(t, field, after)].join(' '),
          )
          .join('; '),
      width: 40,
    },
    { head: words.fields.facts, value: ({ entry }) => marksOf(t, entry.snapshot).join(words.join), width: 28 },
    ...(can.stock ? stock : []),
    ...(can.stock && can.prices ? [value] : []),
  ];
}

function numbersOf(papers: readonly { number: string; place: string }[] | undefined): string {
  return (papers ?? []).map((paper) => `${paper.number} ${paper.place}`).join('; ');
}

export function exceptionColumns(t: Words, day: string): Column<ExceptionRow>[] {
  const words = t.formulary.exceptions;
  return [
    { head: words.name, value: (row) => row.genericName, width: 28 },
    { head: words.route, value: (row) => words.routes[row.route] },
    { head: words.most, value: (row) => row.most, width: 10 },
    { head: words.reason, value: (row) => row.reason, width: 40 },
    { head: words.matter, value: (row) => row.sessionNumber, width: 20 },
    { head: words.validFrom, value: (row) => row.validFrom },
    { head: words.validTo, value: (row) => row.validTo },
    { head: words.state, value: (row) => exceptionState(t, row, day).text },
    { head: words.by, value: (row) => row.recordedBy },
    { head: t.lists.asOf, value: () => day },
  ];
}
