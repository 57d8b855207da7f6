/** What the pages of selection send: the application, the acts on a dossier, a review, the filters of the lists. */
import { z } from 'zod';
import {
  dayInput,
  flagInput,
  keyInput,
  many,
  optionalText,
  optionalYuan,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { CRITERIA } from './criteria.ts';
import { TABS } from './list-queries.ts';
import { EVIDENCE_MAX, TIERS } from './rules.ts';
import { TRIGGERS } from './trial-queries.ts';

const MOST_FEN = 9_999_999_999;

/** What a course or a day of treatment costs. */
const cost = () =>
  optionalYuan().refine((fen) => fen === null || (fen >= 0 && fen <= MOST_FEN), { error: 'field_yuan' });

const words = (max: number) => optionalText(max).transform((text) => text ?? '');

/** An application, kept as a draft or handed in. */
export const applicationForm = z.object({
  idempotency_key: keyInput(),
  /** Absent on a new application. */
  version: wholeNumber(1, 1_000_000_000).optional(),
  itemCode: z.string().max(80).default(''),
  wish: z
    .object({
      genericName: words(100),
      form: words(60),
      strength: words(100),
      manufacturer: words(100),
      approvalNumber: words(60),
    })
    .optional(),
  indication: words(1000),
  reason: words(2000),
  comparison: words(2000),
  comparators: many(z.string().max(80), 30),
  evidence: words(4000),
  courseYuan: cost(),
  dailyYuan: cost(),
  tiers: many(z.enum(TIERS), 3),
  interests: words(1000),
  again: flagInput(),
  act: z.enum(['draft', 'submit']),
});
export type ApplicationForm = z.infer<typeof applicationForm>;

const act = seenInputs();
const note = z.object({ note: textInput(1000) });

export const returnForm = z.object({ ...act, return: note });
export const withdrawForm = z.object({ ...act, withdraw: note });
export const declineForm = z.object({ ...act, decline: note });
export const signalForm = z.object({ ...act, signal: note });
export const keepForm = z.object({ ...act, keep: note });
export const identifyForm = z.object({ ...act, itemCode: textInput(80) });
export const assignForm = z.object({ ...act, reviewers: many(wholeNumber(1, 1_000_000_000_000), 50) });
export const releaseForm = z.object({
  ...act,
  release: z.object({ person: wholeNumber(1, 1_000_000_000_000), note: textInput(500) }),
});

export const interestForm = z.object({
  idempotency_key: keyInput(),
  interest: z.enum(['none', 'declared']),
  interestText: words(1000),
});

const half = z.preprocess((typed) => (typed === '' ? undefined : typed), wholeNumber(0, 200).optional());

/** Scores come as `score.<criterion>` in half points, and their proof as `evidence.<criterion>`. */
export const reviewForm = z.object({
  idempotency_key: keyInput(),
  score: z.object(Object.fromEntries(CRITERIA.map(({ id }) => [id, half]))).default({}),
  evidence: z.object(Object.fromEntries(CRITERIA.map(({ id }) => [id, words(EVIDENCE_MAX)]))).default({}),
  act: z.enum(['save', 'submit']),
});

export const removalForm = z.object({
  idempotency_key: keyInput(),
  removal: z.object({
    reason: textInput(500),
    useUntil: z.preprocess((typed) => (typed === '' ? undefined : typed), dayInput().optional()),
  }),
});

const seen = wholeNumber(0, 1_000_000);
export const itemSignalForm = z.object({ idempotency_key: keyInput(), seen, signal: note });
export const itemKeepForm = z.object({ idempotency_key: keyInput(), seen, keep: note });

const filterText = z.string().trim().max(100).optional().catch(undefined);
const after = z.string().max(400).optional().catch(undefined);

/** The address of the list; what makes no sense is left out, never refused. */
export const listQuery = z.object({
  state: z.enum(TABS).catch('all'),
  q: filterText,
  organisation: filterText,
  class: filterText,
  mine: z.literal('1').optional().catch(undefined),
  after,
});
export type ListQuery = z.infer<typeof listQuery>;

export const WATCH_TABS = ['trial', 'against', 'listed'] as const;

export const watchQuery = z.object({
  state: z.enum(WATCH_TABS).catch('trial'),
  q: filterText,
  trigger: z.enum(TRIGGERS).optional().catch(undefined),
  page: z.string().max(6).optional().catch(undefined),
});
export type WatchQuery = z.infer<typeof watchQuery>;
