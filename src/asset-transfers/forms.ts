/** What the pages of equipment transfers send. */
import { z } from 'zod';
import { flagInput, keyInput, optionalFile, optionalText, seenInputs, textInput, yuanInput } from '../web/inputs.ts';
import { MOVE_STATES } from './rules.ts';

export const listQuery = z.object({
  state: z.enum(MOVE_STATES).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

export const newQuery = z.object({ asset: z.string().max(40).optional().catch(undefined) });

export const openForm = z.object({
  idempotency_key: keyInput(),
  assetNumber: textInput(40),
  to: textInput(40),
  reason: textInput(200),
  paid: yuanInput(),
  licenceNumber: optionalText(60),
});

export const seenForm = z.object(seenInputs());
export const whyForm = z.object({ ...seenInputs(), why: textInput(200) });
export const fiscalForm = z.object({ ...seenInputs(), fiscalNumber: textInput(60) });
export const handForm = z.object({
  ...seenInputs(),
  condition: textInput(200),
  test: textInput(200),
  safe: flagInput(),
  photo: optionalFile(),
});
export const takeForm = z.object({
  ...seenInputs(),
  condition: textInput(200),
  room: textInput(60),
  photo: optionalFile(),
});
