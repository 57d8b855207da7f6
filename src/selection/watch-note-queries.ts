/** What was noted about an item, in its dossiers or without one: signals, and why it was kept. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document, documentAct } from '../../db/schema/documents.ts';
import { dossier, watchNote } from '../../db/schema/selection.ts';
import { person } from '../../db/schema/users.ts';

export const NOTE_ACTS = ['signal', 'keep'] as const;
export type NoteAct = (typeof NOTE_ACTS)[number];

export interface WatchNote {
  act: NoteAct;
  note: string;
  actor: string;
  at: number;
  /** The dossier in whose timeline it stands; null when it was noted without one. */
  dossierNumber: string | null;
}

/** All notes of the item, the oldest first. */
export async function notesOf(db: Db, itemId: number): Promise<WatchNote[]> {
  const inDossiers = await db
    .select({
      act: documentAct.act,
      note: documentAct.note,
      actor: documentAct.actorName,
      at: documentAct.at,
      dossierNumber: document.number,
    })
    .from(dossier)
    .innerJoin(document, eq(document.id, dossier.documentId))
    .innerJoin(documentAct, eq(documentAct.documentId, document.id))
    .where(and(eq(dossier.itemId, itemId), inArray(documentAct.act, [...NOTE_ACTS])))
    .orderBy(asc(documentAct.id));
  const without = await db
    .select({ act: watchNote.act, note: watchNote.note, actor: person.name, at: watchNote.at })
    .from(watchNote)
    .innerJoin(person, eq(person.id, watchNote.personId))
    .where(eq(watchNote.itemId, itemId))
    .orderBy(asc(watchNote.id));
  return [
    ...inDossiers.map((row) => ({ ...row, act: row.act as NoteAct, note: row.note ?? '' })),
    ...without.map((row) => ({ ...row, dossierNumber: null })),
  ].sort((a, b) => a.at - b.at);
}
