/** Kept previews, as their pages read them. */
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { importDraft } from '../../db/schema/imports.ts';
import type { DraftRow, ImportKind } from './commands.ts';

/** A person's own preview of that kind; anyone else's is not there. */
export async function draftOf(db: Db, personId: number, kind: ImportKind, id: number): Promise<DraftRow | undefined> {
  const mine = and(eq(importDraft.id, id), eq(importDraft.personId, personId), eq(importDraft.kind, kind));
  const [row] = await db.select().from(importDraft).where(mine);
  return row;
}
