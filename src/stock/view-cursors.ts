/** Where the lists of the wider stock pages go on: what their last row sorts by, as one token of the address. */
import { decodeCursor, encodeCursor } from '../web/paging.ts';
import type { NamePoint } from './as-of-list-queries.ts';
import type { NearPoint } from './expiry-board-queries.ts';
import type { ValuePoint } from './value-queries.ts';

export const VIEW_SIZE = 50;
export const VIEW_EXPORT_MAX = 50_000;

export function nearPointOf(cursor: string | undefined): NearPoint | undefined {
  const values = decodeCursor(cursor, ['string', 'number', 'number']);
  if (values === undefined) return undefined;
  return { expiresOn: String(values[0]), locationId: Number(values[1]), lotId: Number(values[2]) };
}

export function nearCursor({ expiresOn, locationId, lotId }: NearPoint): string {
  return encodeCursor([expiresOn, locationId, lotId]);
}

export function valuePointOf(cursor: string | undefined): ValuePoint | undefined {
  const values = decodeCursor(cursor, ['number', 'number', 'number']);
  if (values === undefined) return undefined;
  return { amountFen: Number(values[0]), locationId: Number(values[1]), lotId: Number(values[2]) };
}

export function valueCursor({ amountFen, locationId, lotId }: ValuePoint): string {
  return encodeCursor([amountFen, locationId, lotId]);
}

export function namePointOf(cursor: string | undefined): NamePoint | undefined {
  const values = decodeCursor(cursor, ['string', 'string']);
  return values === undefined ? undefined : { genericName: String(values[0]), code: String(values[1]) };
}

export function nameCursor({ genericName, code }: NamePoint): string {
  return encodeCursor([genericName, code]);
}
