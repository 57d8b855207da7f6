/** What the forms at the door send. */
import { z } from 'zod';
import { normaliseLogin } from '../users/rules.ts';

/** A password keeps its spaces; only its size is looked at here. */
function passwordInput() {
  return z.string({ error: 'field_required' }).min(1, 'field_required').max(256);
}

function loginInput() {
  return z
    .string({ error: 'field_required' })
    .max(200)
    .transform(normaliseLogin)
    .pipe(z.string().min(1, 'field_required'));
}

export const loginForm = z.object({ account: loginInput(), password: passwordInput(), next: z.string().optional() });

export const demoForm = z.object({ account: loginInput(), next: z.string().optional() });

export const passwordForm = z
  .object({ current: passwordInput(), password: passwordInput(), again: passwordInput() })
  .refine((given) => given.password === given.again, { error: 'password_differs', path: ['again'] });
