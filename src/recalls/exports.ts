/** Recalls as files: the list, and of one recall what each member had, found and answered. */
import type { Words } from '../../views/i18n/index.ts';
import { fullMoment, quantityText } from '../../views/ui/format.ts';
import type { Column } from '../web/spreadsheets.ts';
import type { ListedRecall } from './list-queries.ts';
import type { NoticeRow, RecalledLot } from './record-queries.ts';

export function listColumns(t: Words): Column<ListedRecall>[] {
  const words = t.recalls;
  return [
    { head: words.number, value: (row) => row.number, width: 20 },
    { head: words.kind, value: (row) => (row.drill ? words.drill : words.trueRecall) },
    { head: words.level, value: (row) => words.levels[row.level] },
    { head: words.titleField, value: (row) => row.title, width: 30 },
    { head: words.source, value: (row) => row.source, width: 20 },
    { head: words.state, value: (row) => words.states[row.status] },
    { head: words.registered, value: (row) => fullMoment(row.createdAt), width: 20 },
    { head: words.frozenAt, value: (row) => (row.frozenAt === null ? '' : fullMoment(row.frozenAt)), width: 20 },
    { head: words.lots, value: (row) => row.lots },
    { head: words.told, value: (row) => row.told },
    { head: words.answered, value: (row) => row.answered },
    { head: words.late, value: (row) => row.late },
  ];
}

/** One line of the file: a lot at a member. */
export interface MemberLot {
  row: NoticeRow;
  lot: RecalledLot;
}

/** Every lot of every member, in their order. */
export function memberLots(notices: readonly NoticeRow[], lots: readonly RecalledLot[]): MemberLot[] {
  return notices.flatMap((row) =>
    row.notice.books.lots.flatMap((books) => {
      const lot = lots.find((one) => one.lot.id === books.lotId);
      return lot === undefined ? [] : [{ row, lot }];
    }),
  );
}

export function memberColumns(t: Words): Column<MemberLot>[] {
  const words = t.recalls;
  const books = ({ row, lot }: MemberLot) => row.notice.books.lots.find((one) => one.lotId === lot.lot.id);
  const answer = ({ row, lot }: MemberLot) => row.notice.answer?.lots.find((one) => one.lotId === lot.lot.id);
  const quantity = (line: MemberLot, base: number | undefined) =>
    base === undefined ? '' : quantityText(t, base, line.lot.item);
  return [
    { head: words.member, value: ({ row }) => row.place.name, width: 24 },
    { head: words.item, value: ({ lot }) => `${lot.item.genericName} ${lot.item.strength}`, width: 28 },
    { head: words.lot, value: ({ lot }) => lot.lot.number },
    { head: words.expires, value: ({ lot }) => lot.lot.expiresOn },
    { head: words.books, value: (line) => quantity(line, books(line)?.onHandBase) },
    { head: words.inTransit, value: (line) => quantity(line, books(line)?.inTransitBase) },
    { head: words.usedBooks, value: (line) => quantity(line, books(line)?.usedBase) },
    { head: words.found, value: (line) => quantity(line, answer(line)?.foundBase) },
    { head: words.used, value: (line) => quantity(line, answer(line)?.usedBase) },
    { head: words.patients, value: ({ row }) => row.notice.answer?.patients ?? null },
    { head: words.due, value: ({ row }) => fullMoment(row.notice.dueAt), width: 20 },
    {
      head: words.answeredAt,
      value: ({ row }) => (row.notice.answeredAt === null ? '' : fullMoment(row.notice.answeredAt)),
      width: 20,
    },
    { head: words.answeredBy, value: ({ row }) => row.answeredByName ?? '' },
    { head: words.note, value: ({ row }) => row.notice.note, width: 30 },
  ];
}
