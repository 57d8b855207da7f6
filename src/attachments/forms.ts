/** What the pages of kept files send. */
import { z } from 'zod';
import { fileInput, keyInput, optionalText, textInput } from '../web/inputs.ts';

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
