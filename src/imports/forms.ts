/** What the pages of every import accept: a sheet, and the one button of a preview. */
import { z } from 'zod';
import { fileInput, keyInput } from '../web/inputs.ts';

/** What a form of any import may say besides its file; each kit's schema decides which of it is asked. */
export interface Uploaded {
  idempotency_key: string;
  file: File;
  /** First day on which what the file says holds. */
  effectiveFrom?: string | undefined;
  /** Year of the edition of a published list. */
  edition?: string | undefined;
  legalBasis?: string | undefined;
}

/** An upload; its size is checked while it arrives. */
export const uploadForm = z.object({ idempotency_key: keyInput(), file: fileInput() });

export const applicationForm = z.object({ idempotency_key: keyInput() });

/** The preview that a run applies; nonsense is none. */
export const runQuery = z.object({ draft: z.coerce.number().int().positive().optional().catch(undefined) });

/** Room for a sheet of 10 MB and the frame of the form. */
export const UPLOAD_BYTES = 11 * 1024 * 1024;
