/** Language and theme: the person's own when signed in, a cookie before that, else Chinese and the system's theme. */
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { type Words, wordsOf } from '../../views/i18n/index.ts';
import type { Language, Theme } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import { type AppContext, viewerOf } from './router.ts';
import { cookieName, cookieOptions } from './security.ts';

export interface Preferences {
  language: Language;
  theme: Theme;
}

const YEAR_SECONDS = 31_536_000;
export const languageSchema = z.enum(['zh', 'en']);
export const themeSchema = z.enum(['auto', 'light', 'dark']);

export function preferencesOf(c: AppContext): Preferences {
  const viewer = viewerOf(c);
  if (viewer !== undefined) return { language: viewer.language, theme: viewer.theme };
  const settings = c.get('webSettings');
  const language = languageSchema.safeParse(getCookie(c, cookieName(settings, 'language')));
  const theme = themeSchema.safeParse(getCookie(c, cookieName(settings, 'theme')));
  return { language: language.success ? language.data : 'zh', theme: theme.success ? theme.data : 'auto' };
}

/** The dictionary for this request. */
export function wordsFor(c: AppContext): Words {
  return wordsOf(preferencesOf(c).language);
}

/** A path of this site to go back to; anything else becomes the home page. */
export function safeNext(next: string | undefined): string {
  // Control characters as well: a header that holds one is an error or a second line
  if (next === undefined || !/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(next)) return paths.home();
  return next;
}

/** Keeps the choice in cookies, for pages without a person. */
export function rememberPreferences(c: AppContext, chosen: Partial<Preferences>): void {
  const settings = c.get('webSettings');
  for (const [name, value] of Object.entries(chosen)) {
    if (value !== undefined) setCookie(c, cookieName(settings, name), value, cookieOptions(settings, YEAR_SECONDS));
  }
}
