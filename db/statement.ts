/**
 * Hot SQL of the kernels: written once with `:name` parameters, compiled for the engine when the module loads,
 * prepared once for each connection. Screens use the query builder instead.
 */
import { dialect } from './engine.ts';

export type Parameter = string | number | null;
type ColumnType = 'int' | 'text';

export interface Statement {
  name: string;
  text: string;
  /** Parameter names in the order the compiled text wants them. */
  order: string[];
}

let statementCount = 0;

/** Compiles `text`; each `:name` is a parameter, and may stand more than once. */
export function statement(text: string): Statement {
  const order: string[] = [];
  const compiled = text.replace(/(?<!:):([a-zA-Z_]+)/g, (_match, name: string) => {
    if (dialect === 'sqlite') return `@${name}`;
    let position = order.indexOf(name) + 1;
    if (position === 0) position = order.push(name);
    return `$${position}`;
  });
  statementCount += 1;
  return { name: `s${statementCount}`, text: compiled, order };
}

/**
 * A set of rows sent as one JSON parameter, to select from: `from ${rowset('lines', { lot_id: 'int' })} as line`.
 * One statement then serves any number of rows on both dialects.
 */
export function rowset(parameter: string, columns: Record<string, ColumnType>): string {
  const names = Object.entries(columns);
  if (dialect === 'sqlite') {
    const picks = names.map(([name]) => `value->>'${name}' as ${name}`).join(', ');
    return `(select ${picks} from json_each(:${parameter}))`;
  }
  const picks = names.map(([name, type]) => `${name} ${type === 'int' ? 'bigint' : 'text'}`).join(', ');
  return `(select * from json_to_recordset(cast(:${parameter} as json)) as given(${picks}))`;
}

/** The clause that locks rows read before a write. SQLite has one writer at a time and needs none. */
export const forUpdate = dialect === 'sqlite' ? '' : 'for update';

/** Locks a whole table until the transaction ends. SQLite has one writer at a time: nothing to do there. */
export function lockTable(name: string, mode: 'row share' | 'exclusive'): string {
  return dialect === 'sqlite' ? 'select 1 where false' : `lock table ${name} in ${mode} mode`;
}

/** True where several transactions write at once, so that rows must be locked in a fixed order first. */
export const writersOverlap = dialect === 'postgres';
