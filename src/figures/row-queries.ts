/** The rows of the figures with their names: of members and items in reach that the words looked for fit. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import { type By, type Cause, rateOf } from './rules.ts';
import { causeOf, type FigureAsk, type FigureSums, figuresBy } from './sum-queries.ts';

export interface FigureRow extends FigureSums {
  /** What an address names it by: a code, `wish`, or the reason. */
  code: string;
  name: string;
  detail: string;
  /** Of a cause. */
  reason?: string;
  cause?: Cause;
}

const KEYS = rowset('keys', { id: 'int' });
const namesOf = {
  member: statement(
    `select organisation.id, organisation.code, organisation.short_name as name, '' as detail,
       organisation.search_text as words
     from ${KEYS} as given join organisation on organisation.id = given.id`,
  ),
  item: statement(
    `select item.id, item.code, item.generic_name as name, item.strength as detail, '' as words
     from ${KEYS} as given join item on item.id = given.id`,
  ),
};

interface NameRow {
  id: number;
  code: string;
  name: string;
  detail: string | null;
  words: string;
}

/** Late ones first, then the longest without stock, then the most asked. */
function worseFirst(a: FigureRow, b: FigureRow): number {
  return (
    b.answer_late + b.resolve_late - (a.answer_late + a.resolve_late) ||
    b.outDays - a.outDays ||
    b.asked - a.asked ||
    a.code.localeCompare(b.code)
  );
}

/** Members or items with their figures, the worst first; every word looked for must fit. */
async function named(db: Db, by: 'member' | 'item', ask: FigureAsk, q: string | undefined): Promise<FigureRow[]> {
  const found = await figuresBy(db, by, ask);
  const keys = [...found.keys()].filter((key) => key !== '-1').map((key) => ({ id: Number(key) }));
  const rows = await db.run<NameRow>(namesOf[by], { keys });
  const words = (await findByWord(db, q)).map(({ text, itemIds }) => ({ text, items: new Set(itemIds) }));
  const fits = (row: NameRow) =>
    words.every(({ text, items }) => (by === 'item' ? items.has(Number(row.id)) : row.words.includes(text)));
  const shown = rows.filter(fits).flatMap((row): FigureRow[] => {
    const sums = found.get(String(row.id));
    return sums === undefined ? [] : [{ ...sums, code: row.code, name: row.name, detail: row.detail ?? '' }];
  });
  const wishes = found.get('-1');
  if (wishes !== undefined && words.length === 0) shown.push({ ...wishes, code: 'wish', name: '', detail: '' });
  return shown.sort(worseFirst);
}

/** Reasons with what is known of their causes: a reason's own row stands before the rows it is made of. */
async function causes(db: Db, ask: FigureAsk): Promise<FigureRow[]> {
  const found = [...(await figuresBy(db, 'cause', ask))].map(([key, sums]): FigureRow => {
    const told = causeOf(key);
    return { ...sums, ...told, code: key, name: '', detail: '' };
  });
  return found.sort((a, b) => (a.reason ?? '').localeCompare(b.reason ?? '') || b.asked - a.asked);
}

export function figureRows(db: Db, by: By, ask: FigureAsk, q: string | undefined): Promise<FigureRow[]> {
  return by === 'cause' ? causes(db, ask) : named(db, by, ask, q);
}

/** Rates in tenths of a percent, null where nothing can be judged. */
export function ratesOf(sums: FigureSums) {
  return {
    answer: rateOf(sums.answer_in, sums.answer_judged),
    resolve: rateOf(sums.resolve_in, sums.resolve_judged),
    fill: rateOf(sums.collected, sums.settled),
  };
}
