/** What the pages of stocktakes of equipment send. */
import { z } from 'zod';
import { FUND_SOURCES, PURCHASE_METHODS } from '../assets/rules.ts';
import {
  dayInput,
  flagInput,
  keyInput,
  optionalText,
  seenInputs,
  textInput,
  wholeNumber,
  yuanInput,
} from '../web/inputs.ts';
import { LINE_TABS } from './list-queries.ts';
import { CONDITIONS, DECISIONS, INVENTORY_STATES } from './rules.ts';

export const listQuery = z.object({
  state: z.enum(INVENTORY_STATES).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const linesQuery = z.object({
  tab: z.enum(LINE_TABS).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  page: z.string().max(10).optional().catch(undefined),
});

const condition = z.enum(CONDITIONS, { error: 'field_choice' });
const id = () => wholeNumber(1, 1_000_000_000_000);

export const openForm = z.object({
  idempotency_key: keyInput(),
  organisation: textInput(40),
  title: textInput(80),
  by: z.enum(['owner', 'user', 'keeper'], { error: 'field_choice' }),
  below: flagInput(),
  class: optionalText(40),
  room: optionalText(60),
});

export const foundForm = z.object({
  idempotency_key: keyInput(),
  code: textInput(200),
  at: optionalText(40),
  room: optionalText(60),
  condition,
  note: optionalText(200),
});

export const unfindForm = z.object({ idempotency_key: keyInput(), line: id() });

export const offBookForm = z.object({
  idempotency_key: keyInput(),
  name: textInput(80),
  description: textInput(200),
  serialNumber: optionalText(60),
  at: textInput(40),
  room: optionalText(60),
  condition,
});

export const moveForm = z.object({ ...seenInputs(), why: optionalText(200) });
export const closeForm = z.object(seenInputs());

export const decideForm = z.object({
  idempotency_key: keyInput(),
  line: id(),
  decision: z.enum(DECISIONS, { error: 'field_choice' }),
  why: textInput(200),
});

export const dismissForm = z.object({ idempotency_key: keyInput(), position: id(), why: textInput(200) });

export const cardForm = z.object({
  ...dismissForm.shape,
  classCode: textInput(40),
  price: yuanInput(),
  source: z.enum(FUND_SOURCES, { error: 'field_choice' }),
  acquiredOn: dayInput(),
  purchaseMethod: z.enum(PURCHASE_METHODS, { error: 'field_choice' }),
});
