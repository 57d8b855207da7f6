/** Packs that come back are scanned one by one: each adds to the line of its lot, as far as that lot was handed out. */
import type { Db } from '../../db/database.ts';
import { type LineScan, scanAmong } from '../scanning/line-queries.ts';
import type { FormState } from '../web/form.ts';
import type { IssueRecordLine } from './record-queries.ts';

export interface ReturnScan extends LineScan<IssueRecordLine> {
  /** The form with the pack added. */
  form: FormState;
  /** Packs of the line by now; null when no more of it can come back. */
  filled: number | null;
}

/** Adds the scanned packs to the one line they mean; undefined when the form was sent by another button. */
export async function scanBack(
  db: Db,
  values: FormState['values'],
  all: readonly IssueRecordLine[],
): Promise<ReturnScan | undefined> {
  const open = all.filter((line) => line.quantityBase > line.returnedBase);
  const scan = await scanAmong(db, values, open, (line) => line);
  if (scan === undefined) return undefined;
  const { code: _code, find: _find, ...kept } = values;
  const [line, ...others] = scan.lines;
  const plain = { ...scan, form: { values: kept, errors: {}, formErrors: [] }, filled: null };
  if (line === undefined || others.length > 0) return plain;
  const name = `back.${line.lineNumber}.packs`;
  const before = Number(values[name]?.[0] ?? '') || 0;
  const filled = before + scan.packs;
  const { packSize, scale } = line.shape;
  const isTooMany = filled * packSize > line.quantityBase - line.returnedBase;
  if (scale !== 1 || isTooMany) return plain;
  return { ...plain, filled, form: { ...plain.form, values: { ...kept, [name]: [String(filled)] } } };
}
