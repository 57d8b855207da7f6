/** What the pages of kept files send, and the file of any form as the commands take it. */
import { z } from 'zod';
import { fileInput, keyInput, optionalText, textInput } from '../web/inputs.ts';
import { LARGEST_BYTES, type Upload } from './upload-rules.ts';

/** Largest form that carries one file: the file and its few fields. A larger one is refused before it is read. */
export const LARGEST_FORM_BYTES = LARGEST_BYTES + 64 * 1024;

/** The record a form or an address is about, such as `party S012`. */
const subjectInput = () => z.string().regex(/^[a-z]{2,20} [A-Z0-9-]{2,40}$/);

export const subjectQuery = z.object({ subject: subjectInput().catch('') });

export const attachmentForm = z.object({
  idempotency_key: keyInput(),
  subject: subjectInput(),
  title: optionalText(60),
  file: fileInput(),
});

export const withdrawalForm = z.object({ idempotency_key: keyInput(), reason: textInput(200) });

/** A chosen file with its bytes, for `attach`. */
export async function readUpload(file: File): Promise<Upload> {
  return { fileName: file.name, content: Buffer.from(await file.arrayBuffer()) };
}
