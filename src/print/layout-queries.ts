/** Reads layouts: all versions of a place, and the one that counts for a paper of a place on a day. */
import { and, desc, eq, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { paperLayout } from '../../db/schema/papers.ts';
import { contentOf } from '../attachments/queries.ts';
import type { Design } from './design.ts';
import { type PaperKind, type PaperLayout, versionOn } from './rules.ts';

export type LayoutRow = typeof paperLayout.$inferSelect;

/** A layout that counts, and whose it is. */
export interface LayoutInForce {
  id: number;
  version: number;
  effectiveFrom: string;
  layout: PaperLayout;
  place: { id: number; code: string; name: string };
}

/** Every version of a kind at one place, latest first. */
export function versionsOf(db: Db, kind: PaperKind, organisationId: number): Promise<LayoutRow[]> {
  return db
    .select()
    .from(paperLayout)
    .where(and(eq(paperLayout.kind, kind), eq(paperLayout.organisationId, organisationId)))
    .orderBy(desc(paperLayout.version));
}

/**
 * What counts at the place on `day` by kind: its own layout, else that of the nearest place above it, at last the
 * county's. Kinds without any are absent: the house's own layout holds.
 */
export async function layoutsOn(
  db: Db,
  path: string,
  day: string,
  kind?: PaperKind,
): Promise<Map<PaperKind, LayoutInForce>> {
  const above = or(sql`${path} like ${organisation.path} || '%'`, eq(organisation.kind, 'head'));
  const rows = await db
    .select({ row: paperLayout, place: organisation })
    .from(paperLayout)
    .innerJoin(organisation, eq(organisation.id, paperLayout.organisationId))
    .where(and(above, kind === undefined ? undefined : eq(paperLayout.kind, kind)));
  const nearest = [...rows].sort((a, b) => b.place.path.length - a.place.path.length);
  const found = new Map<PaperKind, LayoutInForce>();
  for (const { row, place } of nearest) {
    if (found.has(row.kind)) continue;
    const own = rows.filter((one) => one.row.kind === row.kind && one.place.id === place.id).map((one) => one.row);
    const counts = versionOn(own, day);
    if (counts?.layout == null) continue;
    const { id, version, effectiveFrom, layout } = counts;
    found.set(row.kind, {
      id,
      version,
      effectiveFrom,
      layout,
      place: { id: place.id, code: place.code, name: place.shortName },
    });
  }
  return found;
}

/** The layout as it is drawn, with its picture. */
export async function designOf(db: Db, layout: PaperLayout, version: string): Promise<Design> {
  const { size, title, columns, signatures, footer, logoId } = layout;
  const logo = logoId === null ? null : ((await contentOf(db, logoId)) ?? null);
  return { size, title, columns, signatures, footer, logo, version };
}

export interface DesignInForce {
  layoutId: number | null;
  layout: PaperLayout | null;
  design: Design | undefined;
}

/** What a paper of the place is drawn by on `day`. */
export async function designOn(db: Db, kind: PaperKind, path: string, day: string): Promise<DesignInForce> {
  const found = (await layoutsOn(db, path, day, kind)).get(kind);
  if (found === undefined) return { layoutId: null, layout: null, design: undefined };
  const { id: layoutId, layout, place, version } = found;
  return { layoutId, layout, design: await designOf(db, layout, `${place.name} v${version}`) };
}
