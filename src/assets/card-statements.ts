/** Writing many cards at once: one statement for any number of rows, prepared once. */
import { getTableColumns } from 'drizzle-orm';
import { asset, type assetFund } from '../../db/schema/assets.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';

const GIVEN = Object.entries(getTableColumns(asset)).filter(
  ([property]) => property !== 'id' && property !== 'version',
);
const NAMES = GIVEN.map(([, column]) => column.name);
const TYPES = Object.fromEntries(
  GIVEN.map(([, column]) => [column.name, column.dataType === 'number' ? ('int' as const) : ('text' as const)]),
);

export const insertCards = statement(
  `insert into asset (${NAMES.join(', ')}) select ${NAMES.join(', ')} from ${rowset('cards', TYPES)} as given
   where true returning id, number`,
);

export const insertFunds = statement(
  `insert into asset_fund (asset_id, source, amount_fen) select asset_id, source, amount_fen
   from ${rowset('funds', { asset_id: 'int', source: 'text', amount_fen: 'int' })} as given where true`,
);

/** Whoever writes a part of a file waits for the part before it. */
export const lockDraft = statement(`select id from import_draft where id = :id ${forUpdate}`);

export type CardRow = Omit<typeof asset.$inferInsert, 'id' | 'version'>;
export type FundRow = typeof assetFund.$inferInsert;

/** The row as the statement takes it: by the names of the columns. */
export function cardColumns(row: CardRow): Record<string, unknown> {
  return Object.fromEntries(GIVEN.map(([property, { name }]) => [name, row[property as keyof CardRow] ?? null]));
}
