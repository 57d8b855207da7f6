/** Kept previews and answered forms, as the pages of imports read them. */
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { importDraft } from '../../db/schema/imports.ts';
import { requestKey } from '../../db/schema/users.ts';
import type { DraftRow, ImportKind } from './commands.ts';

/** A person's own preview of that kind; anyone else's is not there. */
export async function draftOf(db: Db, personId: number, kind: ImportKind, id: number): Promise<DraftRow | undefined> {
  const mine = and(eq(importDraft.id, id), eq(importDraft.personId, personId), eq(importDraft.kind, kind));
  const [row] = await db.select().from(importDraft).where(mine);
  return row;
}

/** The preview that a form with this key has made, also before the process was started again; undefined when none. */
export async function draftMadeBy(db: Db, personId: number, key: string): Promise<number | undefined> {
  const mine = and(eq(requestKey.key, key), eq(requestKey.personId, personId));
  const [row] = await db.select({ answer: requestKey.answer }).from(requestKey).where(mine);
  if (row === undefined || row.answer === '') return undefined;
  const answer: unknown = JSON.parse(row.answer);
  const id = typeof answer === 'object' && answer !== null && 'draftId' in answer ? Number(answer.draftId) : Number.NaN;
  return Number.isSafeInteger(id) ? id : undefined;
}
