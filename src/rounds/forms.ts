/** What the pages of rounds, ways and carriers send. */
import { z } from 'zod';
import { LARGEST_BYTES } from '../attachments/upload-rules.ts';
import {
  dayFilter,
  dayInput,
  flagInput,
  keyInput,
  many,
  optionalText,
  seenInputs,
  textInput,
  wholeNumber,
} from '../web/inputs.ts';
import { OUTCOMES, ROUND_STATES } from './rules.ts';

const loose = (max: number) => z.string().max(max).optional().catch(undefined);
const idInput = () => wholeNumber(1, 1_000_000_000_000);
const paperInput = () => z.string().regex(/^PS-\d{8}-\d{4,}$/, 'field_wrong');

export const listQuery = z.object({
  state: z.enum(ROUND_STATES).optional().catch(undefined),
  day: dayFilter(),
  q: loose(100),
  after: loose(400),
});

export const planQuery = z.object({ route: z.coerce.number().int().optional().catch(undefined), day: dayFilter() });

export const crewForm = z.object({
  ...seenInputs(),
  driver: idInput(),
  vehicle: idInput(),
  coldBox: many(idInput(), 20),
});

export const planForm = z.object({
  idempotency_key: keyInput(),
  route: idInput(),
  day: dayInput(),
  driver: idInput(),
  vehicle: idInput(),
  coldBox: many(idInput(), 20),
  dispatch: many(paperInput(), 500),
});

export const loadForm = z.object({ ...seenInputs(), dispatch: many(paperInput(), 500) });
export const unloadForm = z.object({ ...seenInputs(), dispatch: paperInput() });
export const whyForm = z.object({ ...seenInputs(), reason: textInput(200) });

/** Degrees as they are typed; read by `readTenths`, so that 5.2, 5,2 and ５．２ are one. */
const degrees = z.record(z.string().regex(/^\d{1,15}$/), z.string().max(20)).default({});

export const departForm = z.object({
  ...seenInputs(),
  seal: optionalText(40),
  chill: degrees,
  without: flagInput(),
  reason: optionalText(200),
});

/** A scan onto the vehicle, or what is taken off again: a load, or one box of it. */
export const loadingForm = z.object({
  idempotency_key: keyInput(),
  code: z.string().max(400).default(''),
  off: z
    .string()
    .regex(/^\d{1,15}(-\d{1,15})?$/, 'field_wrong')
    .optional(),
});
export const endForm = z.object({ ...seenInputs(), chill: degrees });

/** Milliseconds as the phone writes them; without scripts none. */
const instant = z.preprocess(
  (typed) => (typeof typed === 'string' && /^\d{12,14}$/.test(typed) ? Number(typed) : null),
  z.number().nullable(),
);
const picture = z.instanceof(File).optional();

export const stopForm = z.object({
  idempotency_key: keyInput(),
  stop: idInput(),
  outcome: z.enum(OUTCOMES, { error: 'field_choice' }),
  receiver: optionalText(40),
  reason: optionalText(200),
  degrees: z.string().max(20).default(''),
  deviceAt: instant,
  deviceSentAt: instant,
  box: many(idInput(), 500),
  without: flagInput(),
  /** Codes of boxes, scanned where no script ticks them; the button `find` asks which they are. */
  code: z.string().max(400).default(''),
  find: z.string().max(10).optional(),
  signature: picture,
  photo: picture,
});
/** A stop carries a drawn name and a photograph. */
export const LARGEST_STOP_BYTES = 2 * LARGEST_BYTES + 64 * 1024;

export const reopenForm = z.object({ idempotency_key: keyInput(), stop: idInput(), reason: textInput(200) });

export const routeForm = z.object({
  idempotency_key: keyInput(),
  version: wholeNumber(0, 1_000_000_000),
  name: textInput(40),
  weekdays: many(wholeNumber(1, 7), 7),
  leavesAt: textInput(10),
  stops: textInput(4000),
});
export const routeStateForm = z.object({ ...seenInputs(), active: flagInput() });

export const carrierForm = z.object({
  idempotency_key: keyInput(),
  kind: z.enum(['vehicle', 'cold_box'], { error: 'field_choice' }),
  code: textInput(20),
  name: textInput(40),
  cools: flagInput(),
});
export const carrierStateForm = z.object({ idempotency_key: keyInput(), active: flagInput() });
export const carrierQuery = z.object({ q: loose(100) });
