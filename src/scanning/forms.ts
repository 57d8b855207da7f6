/** What the label page is sent. */
import { z } from 'zod';
import { keyInput, optionalWholeNumber, wholeNumber } from '../web/inputs.ts';
import { LABEL_KINDS, LABEL_SIZE_NAMES, MOST_BOXES, MOST_COPIES, MOST_SKIPPED } from './rules.ts';

export const labelForm = z.object({
  idempotency_key: keyInput(),
  size: z.enum(LABEL_SIZE_NAMES, { error: 'field_choice' }),
  copies: wholeNumber(1, MOST_COPIES),
  boxes: optionalWholeNumber(1, MOST_BOXES),
  skip: optionalWholeNumber(0, MOST_SKIPPED),
});

export const labelKind = z.enum(LABEL_KINDS);
