/** Reads of drafts: their changes as lists show them, one item's standing, counts for the home page. */
import { and, count, desc, eq, ne } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { byCodePoint } from '../../db/order.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { formularyChange, formularyEntry, formularyVersion } from '../../db/schema/formulary.ts';
import { dossier } from '../../db/schema/selection.ts';
import { person } from '../../db/schema/users.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { type ChangeAct, type ChangeOrigin, NO_TIER, type Tiers } from './rules.ts';

export async function countChanges(db: Db, versionId: number): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(formularyChange)
    .where(eq(formularyChange.versionId, versionId));
  return row?.total ?? 0;
}

export interface ChangeRow extends Tiers {
  act: ChangeAct;
  origin: ChangeOrigin;
  reason: string;
  useUntil: string | null;
  proposedAt: number;
  proposedBy: string;
  item: typeof item.$inferSelect;
  /** Number of the dossier it comes from. */
  dossierNumber: string | null;
  /** Where the item stood in the base. */
  before: Tiers | null;
}

export interface ChangeFilters {
  q?: string | undefined;
  act?: ChangeAct | undefined;
  origin?: ChangeOrigin | undefined;
}

/** The changes of a draft, also of an abandoned one, the latest first. */
export async function changesOf(
  db: Db,
  version: { id: number; basedOnId: number | null },
  filters: ChangeFilters = {},
): Promise<ChangeRow[]> {
  const { act, origin } = filters;
  const rows = await db
    .select({
      change: formularyChange,
      item,
      proposedBy: person.name,
      dossierNumber: document.number,
      county: formularyEntry.county,
      township: formularyEntry.township,
      village: formularyEntry.village,
    })
    .from(formularyChange)
    .innerJoin(item, eq(item.id, formularyChange.itemId))
    .leftJoin(person, eq(person.id, formularyChange.proposedBy))
    .leftJoin(dossier, eq(dossier.id, formularyChange.dossierId))
    .leftJoin(document, eq(document.id, dossier.documentId))
    .leftJoin(
      formularyEntry,
      and(eq(formularyEntry.versionId, version.basedOnId ?? 0), eq(formularyEntry.itemId, formularyChange.itemId)),
    )
    .where(
      and(
        eq(formularyChange.versionId, version.id),
        act && eq(formularyChange.act, act),
        origin && eq(formularyChange.origin, origin),
      ),
    )
    .orderBy(desc(formularyChange.proposedAt), byCodePoint(item.code));
  const found = await idsMatching(db, filters.q, { retired: true });
  const ids = found && new Set(found);
  return rows
    .filter((row) => ids === undefined || ids.has(row.item.id))
    .map(({ change, item: of, proposedBy, dossierNumber, county, township, village }) => ({
      ...change,
      item: of,
      proposedBy: proposedBy ?? '',
      dossierNumber,
      before: county === null ? null : { county, township: township ?? false, village: village ?? false },
    }));
}

/** Where one item stands: in the base, and in the draft when it is changed there. */
export async function standingOf(
  db: Db,
  version: { id: number; basedOnId: number | null },
  itemId: number,
): Promise<{ base: Tiers; change: typeof formularyChange.$inferSelect | undefined }> {
  const [base] = await db
    .select({ county: formularyEntry.county, township: formularyEntry.township, village: formularyEntry.village })
    .from(formularyEntry)
    .where(and(eq(formularyEntry.versionId, version.basedOnId ?? 0), eq(formularyEntry.itemId, itemId)));
  const [change] = await db
    .select()
    .from(formularyChange)
    .where(and(eq(formularyChange.versionId, version.id), eq(formularyChange.itemId, itemId)));
  return { base: base ?? NO_TIER, change };
}

export interface VersionRow {
  id: number;
  number: string;
  status: string;
  edition: number | null;
  title: string;
  effectiveOn: string | null;
  basedOnId: number | null;
  changes: number;
  changedAt: number;
}

/** Every version but the open draft: published and abandoned ones, the latest first. */
export async function listVersions(db: Db): Promise<VersionRow[]> {
  const rows = await db
    .select({ version: formularyVersion, document, changes: count(formularyChange.id) })
    .from(formularyVersion)
    .innerJoin(document, eq(document.id, formularyVersion.documentId))
    .leftJoin(formularyChange, eq(formularyChange.versionId, formularyVersion.id))
    .where(ne(document.status, 'draft'))
    .groupBy(formularyVersion.id, document.id)
    .orderBy(desc(formularyVersion.id));
  return rows.map(({ version, document: of, changes }) => ({
    id: version.id,
    number: of.number,
    status: of.status,
    edition: version.edition,
    title: version.title,
    effectiveOn: version.effectiveOn,
    basedOnId: version.basedOnId,
    changes,
    changedAt: of.changedAt,
  }));
}
