/** Keeps files with records, and withdraws them with a reason: nothing is changed or removed afterwards. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { attachment } from '../../db/schema/parties.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { type Actor, type Viewer, viewerToActor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { digestOf } from './digest.ts';
import { attachmentById, filesOf } from './queries.ts';
import { checkRoom } from './rules.ts';
import { accessTo } from './subject-queries.ts';
import { checkUpload, type Upload } from './upload-rules.ts';

export interface NewAttachment {
  /** What it belongs to, such as `party S012` or `document YS-20261123-0001`. */
  subject: string;
  /** What it is, such as 随货同行单; empty takes the file's own name. */
  title: string;
  file: Upload;
}

/** A file as an act's input names it: the same key with another content is another input. */
export function namedUpload({ fileName, content }: Upload): { fileName: string; sha256: string } {
  return { fileName, sha256: digestOf(content) };
}

/**
 * Keeps the file inside the caller's act. Refuses an empty file, one over 10 MB, content of another format, and one
 * more than a record may have.
 */
export async function attach(
  tx: Tx,
  actor: Pick<Actor, 'userId'>,
  at: number,
  given: NewAttachment,
): Promise<Result<{ id: number; fileName: string; sha256: string }>> {
  const checked = checkUpload(given.file);
  if (!checked.ok) return checked;
  const room = checkRoom(await filesOf(tx, given.subject));
  if (!room.ok) return room;
  const { fileName, mediaType } = checked.value;
  const { content } = given.file;
  const sha256 = digestOf(content);
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

/** The photo that goes with an act on a document, such as a hand-over. */
export interface ActPhoto {
  /** What it shows, such as 移交照片; empty takes the file's own name. */
  title: string;
  file: Upload;
}

/** A photo beside the other facts of an act's input; nothing where none was taken. */
export const namedPhoto = (photo: ActPhoto | null | undefined) => (photo ? { photo: namedUpload(photo.file) } : {});

/** Keeps the photo with the document inside the act. Refuses what `attach` does, of the field `photo`. */
export async function attachPhoto(
  tx: Tx,
  actor: Pick<Actor, 'userId'>,
  at: number,
  given: { number: string; photo: ActPhoto | null | undefined },
): Promise<Result<undefined>> {
  const { number, photo } = given;
  if (!photo) return ok();
  const kept = await attach(tx, actor, at, { subject: `document ${number}`, ...photo });
  return kept.ok ? ok() : refuse(kept.reason, kept.detail, 'photo');
}

/** `attach` as an act of its own, on the files' page. Refuses people who may not keep files of the record. */
export async function addAttachment(
  services: CommandServices,
  viewer: Viewer,
  request: { key: string | null; input: NewAttachment },
): Promise<Answer<{ id: number; title: string }>> {
  const { key } = request;
  const { subject, title, file } = request.input;
  const sha256 = digestOf(file.content);
  // The content stands in the input as its digest: the same key with another file is another input
  const input = { subject, title, fileName: file.fileName, sha256 };
  const asked = { act: 'attachment.add', key, input, subject };
  return command(services, viewerToActor(viewer), asked, async (tx, at) => {
    const access = await accessTo(tx, viewer, subject);
    if (access?.sees !== true) return refuse('not_found');
    if (!access.keeps) return refuse('forbidden');
    const kept = await attach(tx, viewer, at, request.input);
    if (!kept.ok) return kept;
    const { id, fileName } = kept.value;
    return ok({
      value: { id, title: title || fileName },
      subject,
      after: { title: title || fileName, fileName, sha256 },
    });
  });
}

/** Withdraws a file: it stays, marked with who, when and why. Refuses one that is withdrawn already. */
export async function withdrawAttachment(
  services: CommandServices,
  viewer: Viewer,
  request: { key: string | null; input: { id: number; reason: string } },
): Promise<Answer<{ subject: string; title: string }>> {
  const { key, input } = request;
  const { id, reason } = input;
  const actor = viewerToActor(viewer);
  return command(services, actor, { act: 'attachment.withdraw', key, input }, async (tx, at, about) => {
    const known = await attachmentById(tx, id);
    const access = known && (await accessTo(tx, viewer, known.subject));
    if (known === undefined || access?.sees !== true) return refuse('not_found');
    about(known.subject);
    if (!access.keeps) return refuse('forbidden');
    const [row] = await tx
      .update(attachment)
      .set({ withdrawnAt: at, withdrawnReason: reason })
      .where(and(eq(attachment.id, id), isNull(attachment.withdrawnAt)))
      .returning({ id: attachment.id });
    if (row === undefined) return refuse('attachment_withdrawn', { reason: known.withdrawnReason });
    const { subject, title } = known;
    return ok({ value: { subject, title }, subject, after: { title, fileName: known.fileName, reason } });
  });
}
