/** What the users' pages send: the filters of the list, a person, the acts on one. */
import { z } from 'zod';
import { ROLES } from '../auth/roles.ts';
import { keyInput, many, optionalText, textInput, wholeNumber } from '../web/inputs.ts';
import { normaliseLogin } from './rules.ts';

/** An address with a wrong filter shows the list without it. */
export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  role: z.enum(ROLES).optional().catch(undefined),
  organisation: z
    .string()
    .regex(/^[A-Z0-9]{2,12}$/)
    .optional()
    .catch(undefined),
  state: z.enum(['active', 'disabled']).optional().catch(undefined),
});

const facts = {
  idempotency_key: keyInput(),
  name: textInput(40),
  title: optionalText(60),
  organisationId: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  roles: many(z.enum(ROLES), ROLES.length),
};

export const newPersonForm = z.object({
  ...facts,
  login: z
    .string({ error: 'field_required' })
    .max(100)
    .transform(normaliseLogin)
    .pipe(z.string().min(1, 'field_required')),
});

export const personForm = z.object(facts);

/** Forms that are one button. */
export const actForm = z.object({ idempotency_key: keyInput() });
