/** What the pages of every import accept: a sheet, and the one button of a preview. */
import { z } from 'zod';
import { fileInput, keyInput } from '../web/inputs.ts';

/** An upload; its size is checked while it arrives. */
export const uploadForm = z.object({ idempotency_key: keyInput(), file: fileInput() });

export const applicationForm = z.object({ idempotency_key: keyInput() });

/** Room for a sheet of 10 MB and the frame of the form. */
export const UPLOAD_BYTES = 11 * 1024 * 1024;
