/** What the pages of levels send. */
import { z } from 'zod';
import { flagInput, keyInput, optionalText, textInput, wholeNumber } from '../web/inputs.ts';
import { LEVEL_SHOWS, PROPOSAL_SHOWS } from './list-queries.ts';

const boxes = z.object({ packs: z.string().max(40).optional(), units: z.string().max(40).optional() }).default({});
const byId = z.string().regex(/^\d{1,12}$/);
const text = z.string().trim().max(100).optional().catch(undefined);
const words = (max: number) => optionalText(max).transform((typed) => typed ?? '');
const line = { least: boxes, most: boxes };

export const levelQuery = z.object({
  member: text,
  q: text,
  show: z.enum(LEVEL_SHOWS).catch('all').default('all'),
});

export const levelForm = z.object({
  idempotency_key: keyInput(),
  member: textInput(40),
  reason: words(200),
  line: z.record(byId, z.object(line)).default({}),
});

export const proposalQuery = z.object({
  member: text,
  q: text,
  show: z.enum(PROPOSAL_SHOWS).catch('differs').default('differs'),
});

export const acceptForm = z.object({
  idempotency_key: keyInput(),
  member: textInput(40),
  reason: words(200),
  line: z
    .record(
      byId,
      z.object({
        ...line,
        chosen: flagInput(),
        seenLeast: wholeNumber(0, Number.MAX_SAFE_INTEGER),
        seenMost: wholeNumber(0, Number.MAX_SAFE_INTEGER),
      }),
    )
    .default({}),
});

export const memberForm = z.object({ idempotency_key: keyInput(), member: textInput(40), reason: words(200) });

export const undoForm = z.object({
  idempotency_key: keyInput(),
  change: wholeNumber(1, 1_000_000_000_000),
  whole: flagInput(),
  reason: textInput(200),
});
