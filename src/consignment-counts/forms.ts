/** What the pages of counts of shelves send. */
import { z } from 'zod';
import { keyInput, many, optionalText, seenInputs, textInput, wholeNumber } from '../web/inputs.ts';
import { LINE_TABS } from './list-queries.ts';
import { MOST_UNITS, SHELF_COUNT_STATES } from './rules.ts';

export const listQuery = z.object({
  state: z.enum(SHELF_COUNT_STATES).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const linesQuery = z.object({
  tab: z.enum(LINE_TABS).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  page: z.string().max(10).optional().catch(undefined),
});

const id = () => wholeNumber(1, Number.MAX_SAFE_INTEGER);

export const openForm = z.object({ idempotency_key: keyInput(), shelf: optionalText(60) });

export const scanForm = z.object({
  idempotency_key: keyInput(),
  /** As scanners send it: the separator inside is a control character, and reading the code judges every other. */
  code: z.string({ error: 'field_required' }).trim().min(1, 'field_required').max(200),
  shelf: optionalText(60),
  note: optionalText(200),
});

export const unscanForm = z.object({ idempotency_key: keyInput(), line: id() });
export const strayForm = z.object({ idempotency_key: keyInput(), code: textInput(200), note: textInput(200) });
export const strayBackForm = z.object({ idempotency_key: keyInput(), position: id() });
export const moveForm = z.object({ ...seenInputs(), why: optionalText(200) });
export const cancelForm = z.object({ ...seenInputs(), why: textInput(200) });
export const closeForm = z.object({ ...seenInputs(), missing: many(id(), MOST_UNITS) });
