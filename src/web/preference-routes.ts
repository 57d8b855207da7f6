/** The two small forms of the frame: language and theme. */
import { z } from 'zod';
import { paths } from '../paths.ts';
import { readForm } from './form.ts';
import { languageSchema, type Preferences, rememberPreferences, safeNext, themeSchema } from './preferences.ts';
import { type AppContext, createRouter, type Router, viewerOf } from './router.ts';

const preferencesForm = z.object({
  language: languageSchema.optional(),
  theme: themeSchema.optional(),
  next: z.string().optional(),
});

/** POST /preferences. `save` keeps it with the signed-in person. */
export function preferenceRoutes(save: (c: AppContext, chosen: Partial<Preferences>) => Promise<void>): Router {
  const router = createRouter();
  router.post(paths.preferences(), async (c) => {
    const form = await readForm(c, preferencesForm);
    if (!form.ok) return c.redirect(paths.home(), 303);
    const { next, ...chosen } = form.value;
    rememberPreferences(c, chosen);
    if (viewerOf(c) !== undefined) await save(c, chosen);
    return c.redirect(safeNext(next), 303);
  });
  return router;
}
