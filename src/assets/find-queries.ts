/** The card that a scan or a typed number means: its own number, the code of its plate, its serial or former number. */
import { and, eq, inArray, or, type SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { readScan, type ScannedCode } from '../kernel/codes/scan.ts';
import { assetsInScope } from './list-queries.ts';

/** Shorter texts are words or parts of numbers. */
const SHORTEST_SERIAL = 6;

function meaning(scanned: ScannedCode): SQL | undefined {
  const { kind, label, documentNumber, serial, itemCodes, text } = scanned;
  if (label?.kind === 'asset') return eq(asset.id, label.id);
  if (documentNumber?.startsWith('SB-')) return eq(asset.number, documentNumber);
  if (kind === 'gs1' && serial !== null) {
    const written = itemCodes.map(({ value }) => value);
    return written.length === 0 ? undefined : and(inArray(asset.udiDi, written), eq(asset.serialNumber, serial));
  }
  if (kind !== 'text' || text.length < SHORTEST_SERIAL || !/\d/.test(text)) return undefined;
  return or(eq(asset.serialNumber, text), eq(asset.formerNumber, text));
}

/** Number of the one card within the person's reach that `typed` names whole; undefined for none or several. */
export async function assetMeant(
  db: Db,
  viewer: Pick<Viewer, 'roles' | 'scopePath'>,
  typed: string,
): Promise<string | undefined> {
  if (!may(viewer.roles, 'asset.read')) return undefined;
  const read = readScan(typed);
  const named = read.ok ? meaning(read.value) : undefined;
  if (named === undefined) return undefined;
  const rows = await db
    .select({ number: asset.number })
    .from(asset)
    .where(and(named, assetsInScope(viewer.scopePath)))
    .limit(2);
  return rows.length === 1 ? rows[0]?.number : undefined;
}
