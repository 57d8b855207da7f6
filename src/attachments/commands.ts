/** Keeps files with records, and withdraws them with a reason: nothing is changed or removed afterwards. */
import { createHash } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import { attachment } from '../../db/schema/parties.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result } from '../kernel/result.ts';
import { checkUpload, type Upload } from './rules.ts';

export interface NewAttachment {
  /** What it belongs to, such as `party S012` or `document YS-20261123-0001`. */
  subject: string;
  /** What it is, such as 随货同行单; empty takes the file's own name. */
  title: string;
  file: Upload;
}

/** Keeps the file inside the caller's act. Refuses an empty file, one over 10 MB and content of another format. */
export async function attach(
  tx: Tx,
  actor: Pick<Actor, 'userId'>,
  at: number,
  given: NewAttachment,
): Promise<Result<{ id: number; fileName: string; sha256: string }>> {
  const checked = checkUpload(given.file);
  if (!checked.ok) return checked;
  const { fileName, mediaType } = checked.value;
  const { content } = given.file;
  const sha256 = createHash('sha256').update(content).digest('hex');
  const title = given.title.trim() || fileName;
  const [row] = await tx
    .insert(attachment)
    .values({
      subject: given.subject,
      title,
      fileName,
      mediaType,
      size: content.length,
      sha256,
      content,
      addedBy: actor.userId,
      addedAt: at,
    })
    .returning({ id: attachment.id });
  if (row === undefined) throw new Error(`${fileName} was not kept`);
  return ok({ id: row.id, fileName, sha256 });
}
