/** Kept files as pages list them, without their content; and one with it, for the download. */
import { asc, count, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { attachment } from '../../db/schema/parties.ts';
import { person } from '../../db/schema/users.ts';

const COLUMNS = {
  id: attachment.id,
  subject: attachment.subject,
  title: attachment.title,
  fileName: attachment.fileName,
  mediaType: attachment.mediaType,
  size: attachment.size,
  sha256: attachment.sha256,
  addedBy: attachment.addedBy,
  addedByName: person.name,
  addedAt: attachment.addedAt,
  withdrawnAt: attachment.withdrawnAt,
  withdrawnReason: attachment.withdrawnReason,
};

export interface AttachmentLine {
  id: number;
  subject: string;
  title: string;
  fileName: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  addedBy: number;
  addedByName: string | null;
  addedAt: number;
  withdrawnAt: number | null;
  withdrawnReason: string | null;
}

/** Every file kept with the subject, withdrawn ones too, oldest first. */
export async function attachmentsOf(db: Db, subject: string): Promise<AttachmentLine[]> {
  return db
    .select(COLUMNS)
    .from(attachment)
    .leftJoin(person, eq(person.id, attachment.addedBy))
    .where(eq(attachment.subject, subject))
    .orderBy(asc(attachment.id));
}

/** How many files the subject has, withdrawn ones too. */
export async function filesOf(db: Db, subject: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(attachment).where(eq(attachment.subject, subject));
  return row?.n ?? 0;
}

/** One kept file with who kept it; undefined when there is none. */
export async function attachmentById(db: Db, id: number): Promise<AttachmentLine | undefined> {
  const [row] = await db
    .select(COLUMNS)
    .from(attachment)
    .leftJoin(person, eq(person.id, attachment.addedBy))
    .where(eq(attachment.id, id));
  return row;
}

/** The bytes of a kept file. */
export async function contentOf(db: Db, id: number): Promise<Buffer | undefined> {
  const [row] = await db.select({ content: attachment.content }).from(attachment).where(eq(attachment.id, id));
  return row?.content;
}
