/** One message carried over one redirect, in a cookie that is read once. It is text only: it may not grant anything. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { AppContext } from './router.ts';
import { cookieName, cookieOptions } from './security.ts';

const flashSchema = z.object({
  tone: z.enum(['accent', 'info', 'warn', 'danger']),
  title: z.string().min(1).max(300),
  text: z.string().max(600).optional(),
  link: z
    .object({
      href: z
        .string()
        .regex(/^\/(?!\/)[^\\]*$/)
        .max(300),
      label: z.string().min(1).max(60),
    })
    .optional(),
});

export type Flash = z.infer<typeof flashSchema>;

const NAME = 'flash';
const LONGEST_COOKIE = 3500;

/** Shows `flash` on the next page. A message too long for a cookie loses its text, then is cut. */
export function setFlash(c: AppContext, flash: Flash): void {
  const settings = c.get('webSettings');
  let value = encode(flash);
  if (value.length > LONGEST_COOKIE) value = encode({ tone: flash.tone, title: flash.title.slice(0, 300) });
  setCookie(c, cookieName(settings, NAME), value, cookieOptions(settings, 60));
}

/** The waiting message, once; anything malformed is dropped. */
export function takeFlash(c: AppContext): Flash | undefined {
  const settings = c.get('webSettings');
  const value = getCookie(c, cookieName(settings, NAME));
  if (value === undefined) return undefined;
  deleteCookie(c, cookieName(settings, NAME), { path: '/', secure: cookieOptions(settings).secure });
  return decode(value);
}

function encode(flash: Flash): string {
  return Buffer.from(JSON.stringify(flash)).toString('base64url');
}

function decode(value: string): Flash | undefined {
  if (value.length > LONGEST_COOKIE) return undefined;
  try {
    const parsed = flashSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString()));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The end of a successful act: the message and a 303 to the page that shows the result. */
export function redirectWith(c: AppContext, path: string, flash?: Flash): Response {
  if (flash !== undefined) setFlash(c, flash);
  return c.redirect(path, 303);
}
