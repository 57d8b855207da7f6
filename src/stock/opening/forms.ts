/** What the pages of opening stock accept. */
import { z } from 'zod';
import { fileInput, keyInput } from '../../web/inputs.ts';
import { OPENING_VERDICTS } from './report.ts';

export const openingQuery = z.object({ verdict: z.enum(OPENING_VERDICTS).optional().catch(undefined) });

/** An upload; its size is checked while it arrives. */
export const openingUploadForm = z.object({ idempotency_key: keyInput(), file: fileInput() });

/** The one button of a preview. */
export const openingApplicationForm = z.object({ idempotency_key: keyInput() });

/** Room for a sheet of 10 MB and the frame of the form. */
export const UPLOAD_BYTES = 11 * 1024 * 1024;
