/** What the pages of shortages send: registering, the acts on one request, the filters of the board. */
import { z } from 'zod';
import {
  dayInput,
  flagInput,
  keyInput,
  optionalText,
  optionalWholeNumber,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { TABS } from './board-queries.ts';
import { MANY_WAYS } from './many-rules.ts';
import { OUTCOMES } from './outcome-commands.ts';
import { ENDINGS, PART_WAYS, REASONS, URGENCIES } from './rules.ts';

const packBoxes = z.object({ packs: z.string().max(40).optional(), units: z.string().max(40).optional() });

/** Names are the command's names; the quantity stands in two boxes until the item says how they add up. */
export const registerForm = z.object({
  idempotency_key: keyInput(),
  organisationCode: textInput(40),
  q: z.string().max(200).optional(),
  itemCode: z.string().max(80).optional(),
  wishName: optionalText(100),
  wishDetail: optionalText(200),
  wishUnit: optionalText(10),
  quantity: packBoxes.default({}),
  urgency: z.enum(URGENCIES),
  reason: z.enum(REASONS),
  neededBy: dayInput(),
  runsOutOn: z.preprocess((typed) => (typed === '' ? undefined : typed), dayInput().optional()),
  daysOfUse: optionalWholeNumber(1, 9999),
  patients: optionalWholeNumber(1, 99_999),
  patientReference: optionalText(40),
  substitute: z.enum(['yes', 'no']),
  note: optionalText(500),
  again: flagInput(),
});
export type RegisterForm = z.infer<typeof registerForm>;

/** What the form of every act on a request carries. */
export const actFields = seenInputs();
/** One sentence, under the name of the act it belongs to. */
export const noteField = z.object({ note: z.string().max(2000).default('') }).default({ note: '' });

export const acceptForm = z.object(actFields);
export const messageForm = z.object({
  ...actFields,
  message: z.object({ text: z.string().max(2000).default('') }).default({ text: '' }),
});
export const readingForm = z.object({ ...actFields, read: z.object({ upToId: wholeNumber(1, 1_000_000_000) }) });
export const mergeForm = z.object({
  ...actFields,
  merge: z.object({ into: z.string().regex(/^QY-\d{8}-\d{4,9}$/, 'field_wrong'), adds: z.enum(['all', 'nothing']) }),
});
export const outcomeForm = z.object({
  ...actFields,
  outcome: z.object({ outcome: z.enum(OUTCOMES), note: z.string().max(2000).default(''), issue: flagInput() }),
});
export const identifyForm = z.object({
  ...actFields,
  identify: z.object({ itemCode: textInput(80), q: z.string().max(200).optional(), quantity: packBoxes.default({}) }),
});
export const neighbourForm = z.object({
  ...actFields,
  neighbour: z.object({ from: textInput(40), quantity: packBoxes.default({}) }),
});
const optionalDay = z.preprocess((typed) => (typed === '' ? undefined : typed), dayInput().optional());
export const partForm = z.object({
  ...actFields,
  part: z.object({
    way: z.enum(PART_WAYS),
    quantity: packBoxes.default({}),
    order: z.string().max(40).default(''),
    dueOn: optionalDay,
    item: z.string().max(80).default(''),
    itemPacks: z.preprocess((typed) => (typed === '' ? undefined : typed), wholeNumber(1, 100_000).optional()),
    note: z.string().max(2000).default(''),
  }),
});
export const partBackForm = z.object({
  ...actFields,
  back: z.object({
    part: wholeNumber(1, 1_000_000_000),
    draft: z.enum(['abandon', 'keep']).optional(),
    note: z.string().max(2000).optional(),
  }),
});
export const confirmForm = z.object({
  ...actFields,
  confirm: z.object({
    part: wholeNumber(1, 1_000_000_000),
    agrees: z.enum(['yes', 'no']),
    prescriber: z.string().max(200).default(''),
    note: z.string().max(2000).default(''),
  }),
});
export const settleForm = z.object({
  ...actFields,
  settle: z.object({
    dispatch: z.string().max(40).default(''),
    outcome: z.enum(ENDINGS),
    note: z.string().max(2000).default(''),
    issue: flagInput(),
  }),
});
export const answerForm = z.object({
  ...actFields,
  pick: z.record(z.string().regex(/^\d{1,15}-\d{1,15}$/), packBoxes).default({}),
  overrideReason: z.string().max(500).default(''),
  ownDispatch: z.enum(['yes', 'no']).default('no'),
  /** Only add up what is typed; nothing is written. */
  act: z.enum(['sum', 'answer']).default('answer'),
});
export type AnswerForm = z.infer<typeof answerForm>;

const filterText = z.string().trim().max(100).optional().catch(undefined);

/** The address of the desk. */
export const deskQuery = z.object({
  view: z.enum(['requests', 'items']).catch('items'),
  urgency: z.enum(URGENCIES).optional().catch(undefined),
  late: z.literal('1').optional().catch(undefined),
  q: filterText,
  after: z.string().max(400).optional().catch(undefined),
});
export type DeskQuery = z.infer<typeof deskQuery>;

const shareLine = z.object({
  number: z.string().regex(/^QY-\d{8}-\d{4,9}$/, 'field_wrong'),
  version: wholeNumber(1, 1_000_000_000),
  quantity: packBoxes.default({}),
  reason: z.string().max(500).default(''),
});
/** A line for each request, by its own id: another order of the table changes nothing. */
export const shareForm = z.object({
  idempotency_key: keyInput(),
  line: z.record(z.string().regex(/^\d{1,12}$/), shareLine).default({}),
});

const manyLine = z.object({
  number: z.string().regex(/^QY-\d{8}-\d{4,9}$/, 'field_wrong'),
  version: wholeNumber(1, 1_000_000_000),
  pick: flagInput(),
  quantity: packBoxes.default({}),
  itemPacks: z.preprocess((typed) => (typed === '' ? undefined : typed), wholeNumber(1, 100_000).optional()),
  note: z.string().max(2000).default(''),
});
/** One answer for many requests, each with its own quantity and, where it differs, its own reason. */
export const manyForm = z.object({
  idempotency_key: keyInput(),
  answer: z.preprocess(
    (typed) => typed ?? {},
    z.object({
      way: z.enum(MANY_WAYS, { error: 'many_way_missing' }),
      dueOn: optionalDay,
      order: z.string().max(40).default(''),
      item: z.string().max(80).default(''),
      from: z.string().max(40).default(''),
      note: z.string().max(2000).default(''),
    }),
  ),
  line: z.record(z.string().regex(/^\d{1,12}$/), manyLine).default({}),
});
export type ManyForm = z.infer<typeof manyForm>;

/** The address of a list; what makes no sense is left out, never refused. */
export const boardQuery = z.object({
  state: z.enum(TABS).optional().catch(undefined),
  urgency: z.enum(URGENCIES).optional().catch(undefined),
  campus: filterText,
  organisation: filterText,
  q: filterText,
  after: z.string().max(400).optional().catch(undefined),
  /** The request that stands open beside the list. */
  open: filterText,
});
export type BoardQuery = z.infer<typeof boardQuery>;
