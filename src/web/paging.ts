/** Pages by key: a cursor holds the sort values of the last row, so page 1000 costs what page 1 costs. */

export type CursorValue = string | number;
export type CursorShape = readonly ('string' | 'number')[];

const LONGEST_CURSOR = 400;

/** The sort values of a row as one token for an address. */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor, or undefined when it is missing, malformed or of another shape: then it is page one. */
export function decodeCursor(text: string | undefined, shape: CursorShape): CursorValue[] | undefined {
  if (text === undefined || text === '' || text.length > LONGEST_CURSOR) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(values) || values.length !== shape.length) return undefined;
  const fits = values.every((value, index) =>
    shape[index] === 'number' ? Number.isSafeInteger(value) : typeof value === shape[index],
  );
  return fits ? (values as CursorValue[]) : undefined;
}

export interface KeysetPage<T> {
  rows: T[];
  /** Cursor of the next page; undefined on the last. */
  next: string | undefined;
}

/** Cuts `size + 1` fetched rows to a page; the extra row only tells that there is a next one. */
export function keysetPage<T>(fetched: T[], size: number, keyOf: (row: T) => readonly CursorValue[]): KeysetPage<T> {
  const rows = fetched.slice(0, size);
  const last = rows.at(-1);
  const more = fetched.length > size && last !== undefined;
  return { rows, next: more ? encodeCursor(keyOf(last)) : undefined };
}

/** Where a page of a list begins, and how many rows it shows; one more is fetched to know of a next page. */
export interface ById {
  /** Id of the last row of the page before; undefined on the first. */
  after: number | undefined;
  size: number;
}

/** The page that an address asks for of a list in the order of its ids, either way. */
export async function pageById<T extends { id: number }>(
  after: string | undefined,
  size: number,
  fetch: (from: ById) => Promise<T[]>,
): Promise<KeysetPage<T> & { paged: boolean }> {
  const [from] = (decodeCursor(after, ['number']) as [number] | undefined) ?? [];
  const page = keysetPage(await fetch({ after: from, size }), size, (row) => [row.id]);
  return { ...page, paged: from !== undefined };
}

/** A page number from an address, from 1 to the last page of `total` rows; nonsense is page 1. */
export function pageNumber(text: string | undefined, total: number, size: number): number {
  const last = Math.max(1, Math.ceil(total / size));
  const page = /^\d{1,6}$/.test(text ?? '') ? Number(text) : 1;
  return Math.min(Math.max(page, 1), last);
}

/** A page of rows that are all there, with what a pager says of it. */
export interface Page<T> {
  rows: T[];
  /** From 1. */
  page: number;
  size: number;
  total: number;
}

/** The rows of the page an address asks for; nonsense is page 1. */
export function pageOf<T>(all: readonly T[], text: string | undefined, size: number): Page<T> {
  const page = pageNumber(text, all.length, size);
  return { rows: all.slice((page - 1) * size, page * size), page, size, total: all.length };
}
