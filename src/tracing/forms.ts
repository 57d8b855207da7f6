/** What the pages of tracing send. */
import { z } from 'zod';
import { dayFilter, flagInput, keyInput, optionalWholeNumber, textInput, wholeNumber } from '../web/inputs.ts';
import { ALARM_TABS, GROUPINGS } from './list-queries.ts';
import { PACK_VERDICTS } from './packs/judge.ts';
import { TRACE_ACTS } from './rules.ts';

/** Room for more codes than one scan may bring: how many are too many is then said in words. */
const LONGEST_CODES = 240_000;

export const scanForm = z.object({
  idempotency_key: keyInput(),
  codes: z.string({ error: 'field_required' }).max(LONGEST_CODES),
  /** Many at once, beside the scanner's field. */
  paste: z.string().max(LONGEST_CODES).optional(),
  line: optionalWholeNumber(1, 1_000_000),
  part: optionalWholeNumber(1, 1_000_000),
  confirm: flagInput(),
  /** The page it was scanned on, to which it goes back. */
  from: z.enum(['paper', 'document']).catch('paper'),
});

export const undoForm = z.object({ idempotency_key: keyInput(), scan: wholeNumber(1, Number.MAX_SAFE_INTEGER) });

export const closeForm = z.object({ idempotency_key: keyInput(), reason: textInput(300) });

export const removeForm = z.object({ idempotency_key: keyInput(), outer: textInput(20), reason: textInput(200) });

const short = z.string().max(60).optional().catch(undefined);
const act = z.enum(TRACE_ACTS).optional().catch(undefined);

export const rateQuery = z.object({
  from: dayFilter(),
  to: dayFilter(),
  member: short,
  act,
  by: z.enum(GROUPINGS).catch('member'),
  code: short,
});

export const listQuery = z.object({
  from: dayFilter(),
  to: dayFilter(),
  member: short,
  act,
  q: short,
  show: z.enum(['missing', 'all']).catch('missing'),
  after: z.string().max(400).optional().catch(undefined),
});

export const alarmQuery = z.object({
  tab: z.enum(ALARM_TABS).catch('open'),
  q: short,
  after: z.string().max(400).optional().catch(undefined),
});

export const boxQuery = z.object({ q: short, after: z.string().max(400).optional().catch(undefined) });

export const previewQuery = z.object({ verdict: z.enum(PACK_VERDICTS).optional().catch(undefined) });
