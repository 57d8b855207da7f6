/** Files of use as their pages show them: the list, one with its rows by verdict, and the codes that are asked for. */
import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm';
import type { Db } from '../../../db/database.ts';
import { item } from '../../../db/schema/catalogue.ts';
import { document } from '../../../db/schema/documents.ts';
import { useCode, useFile, useRow } from '../../../db/schema/issues.ts';
import { person } from '../../../db/schema/users.ts';
import { findItems } from '../../catalogue/search/search-queries.ts';
import { itemsById } from '../entry-queries.ts';
import type { UseEntry } from './entry.ts';
import type { UseFileRow } from './file-commands.ts';
import { VERDICTS, type Verdict } from './judge.ts';
import * as sql from './use-statements.ts';

export interface ListedFile extends UseFileRow {
  importedByName: string;
}

const MOST_FILES = 60;

/** The files of a member, the newest first. */
export async function filesOf(db: Db, organisationId: number): Promise<ListedFile[]> {
  const rows = await db
    .select({ file: useFile, name: person.name })
    .from(useFile)
    .innerJoin(person, eq(person.id, useFile.importedBy))
    .where(eq(useFile.organisationId, organisationId))
    .orderBy(desc(useFile.importedAt), desc(useFile.id))
    .limit(MOST_FILES);
  return rows.map(({ file, name }) => ({ ...file, importedByName: name }));
}

/** Rows of the file by verdict; verdicts that no row has are left out. */
export async function verdictCounts(db: Db, fileId: number): Promise<{ verdict: Verdict; rows: number }[]> {
  const rows = await db.run<{ verdict: Verdict; rows: number }>(sql.countVerdicts, { fileId });
  const counted = new Map(rows.map((row) => [row.verdict, Number(row.rows)]));
  return VERDICTS.filter((verdict) => counted.has(verdict)).map((verdict) => ({
    verdict,
    rows: counted.get(verdict) ?? 0,
  }));
}

export interface ShownRow {
  position: number;
  row: number;
  verdict: Verdict;
  entry: UseEntry;
  documentNumber: string | null;
}

/** Rows after a position, in the order in which they are posted; one more than `size`, for the pager. */
export async function rowsOfFile(
  db: Db,
  asked: { fileId: number; verdicts?: readonly Verdict[]; after?: number | undefined; size: number },
): Promise<ShownRow[]> {
  const { fileId, verdicts, after, size } = asked;
  const rows = await db
    .select({ row: useRow, number: document.number })
    .from(useRow)
    .leftJoin(document, eq(document.id, useRow.documentId))
    .where(
      and(
        eq(useRow.fileId, fileId),
        verdicts === undefined ? undefined : inArray(useRow.verdict, [...verdicts]),
        after === undefined ? undefined : gt(useRow.position, after),
      ),
    )
    .orderBy(asc(useRow.position))
    .limit(size + 1);
  return rows.map(({ row, number }) => ({
    position: row.position,
    row: row.row,
    verdict: row.verdict as Verdict,
    entry: row.entry as unknown as UseEntry,
    documentNumber: number,
  }));
}

export interface AskedCode {
  code: string;
  unit: string;
  name: string;
  rows: number;
  /** What it might be, by its name. */
  candidates: { code: string; name: string }[];
}

const MOST_CODES = 30;
const CANDIDATES = 4;
const SCANNED_ROWS = 5000;

/** Codes of the file that nobody has explained yet, the most frequent first. */
export async function askedCodes(db: Db, fileId: number): Promise<AskedCode[]> {
  const verdicts = ['code_unknown', 'code_ambiguous', 'unit_unknown'] as const;
  const rows = await rowsOfFile(db, { fileId, verdicts, size: SCANNED_ROWS });
  const asked = new Map<string, AskedCode>();
  for (const { entry } of rows) {
    const key = `${entry.code}\u0000${entry.unit}`;
    const known = asked.get(key);
    if (known === undefined) {
      asked.set(key, { code: entry.code, unit: entry.unit, name: entry.name, rows: 1, candidates: [] });
    } else known.rows += 1;
  }
  const first = [...asked.values()].sort((a, b) => b.rows - a.rows).slice(0, MOST_CODES);
  for (const one of first) {
    const hits = await findItems(db, one.name, { limit: CANDIDATES });
    const items = await itemsById(
      db,
      hits.map((hit) => hit.id),
    );
    one.candidates = hits.flatMap((hit) => {
      const goods = items.get(hit.id);
      return goods === undefined ? [] : [{ code: goods.code, name: `${goods.name} ${goods.detail} ${goods.code}` }];
    });
  }
  return first;
}

export interface KnownCode {
  code: string;
  unit: string;
  unitBase: number;
  itemCode: string;
  itemName: string;
  shape: { packSize: number; packUnit: string; baseUnit: string; scale: number };
}

/** What the member's own codes mean. */
export async function knownCodes(db: Db, organisationId: number): Promise<KnownCode[]> {
  const rows = await db
    .select({ own: useCode, item })
    .from(useCode)
    .innerJoin(item, eq(item.id, useCode.itemId))
    .where(eq(useCode.organisationId, organisationId))
    .orderBy(asc(useCode.code), asc(useCode.unit));
  return rows.map(({ own, item: goods }) => ({
    code: own.code,
    unit: own.unit,
    unitBase: own.unitBase,
    itemCode: goods.code,
    itemName: goods.genericName,
    shape: { packSize: goods.packSize, packUnit: goods.packUnit, baseUnit: goods.baseUnit, scale: goods.scale },
  }));
}
