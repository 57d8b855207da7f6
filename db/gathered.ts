/**
 * Long lists of short entries, each column as one value: a row of its own for each entry costs an engine and its
 * driver more than it takes to find them. What is joined to them by id is joined in the program.
 */
import type { Db } from './database.ts';
import { dialect } from './engine.ts';
import { type Parameter, statement } from './statement.ts';

/** The columns of the entries; what stands at one place in each of them belongs together. */
export type Gathered<Entry> = { [Column in keyof Entry]: Entry[Column][] };

function gathers(column: string): string {
  return dialect === 'sqlite' ? `json_group_array(${column})` : `coalesce(json_agg(${column}), '[]')`;
}

/** The columns of every entry of `source`, which begins with `from`, in whatever order the engine finds them. */
export function gathered<Entry>(columns: readonly (keyof Entry & string)[], source: string) {
  const compiled = statement(`select ${columns.map((one) => `${gathers(one)} as ${one}`).join(', ')} ${source}`);
  return async (db: Db, parameters: Record<string, Parameter>): Promise<Gathered<Entry>> => {
    const [row = {}] = await db.run<Record<string, unknown>>(compiled, parameters);
    // PostgreSQL's driver reads JSON itself
    const lists = columns.map((one) => [one, typeof row[one] === 'string' ? JSON.parse(row[one]) : row[one]]);
    return Object.fromEntries(lists) as Gathered<Entry>;
  };
}
