/** What the page of jobs sends. */
import { z } from 'zod';
import { keyInput } from '../web/inputs.ts';

export const runForm = z.object({ idempotency_key: keyInput() });
