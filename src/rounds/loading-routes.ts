/** One scan onto the vehicle, or one piece taken off, sent from the driver's page before it leaves. */
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { loadingForm } from './forms.ts';
import { scanLoad, scanOff } from './loading-commands.ts';

/** Does it and goes back to the page; a refused scan says there why. */
export function handleLoading(
  c: AppContext,
  services: Services,
  show: (back: FormBack) => Promise<Response>,
): Promise<Response> {
  const number = c.req.param('number') ?? '';
  const words = wordsFor(c).packing.loading;
  return actOnPage(c, {
    name: 'loading',
    schema: loadingForm,
    page: `${paths.drive(number)}#loading`,
    show,
    work: async (actor, { idempotency_key: key, code, off }) => {
      if (off !== undefined) {
        const [loadId = 0, boxId = null] = off.split('-').map(Number);
        const taken = await scanOff(services, actor, key, { number, loadId, boxId });
        return taken.ok ? words.offDone(taken.value.name) : taken;
      }
      const done = await scanLoad(services, actor, key, { number, text: code.trim() });
      if (!done.ok) return done;
      const { name, again, left } = done.value;
      return again ? words.again(name) : words.done(name, left);
    },
  });
}
