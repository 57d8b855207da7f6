/** The page that a paper's QR code opens: for whoever holds the paper, without a session, for no search engine. */
import type { MiddlewareHandler } from 'hono';
import { CheckPage } from '../../views/print/check-page.tsx';
import { refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import type { FormState } from '../web/form.ts';
import { emptyForm, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { SlidingWindow } from '../web/rate-limit.ts';
import { type AppContext, type AppEnv, createRouter, type Router } from '../web/router.ts';
import { clientAddress } from '../web/security.ts';
import { typedCode } from './check-code.ts';
import { checkForm } from './forms.ts';
import { shownPaper } from './paper.ts';
import { printOf } from './print-queries.ts';
import { stateOfPaper } from './rules.ts';

const WINDOW_MS = 60_000;
/** As at the login: a whole ward may sit behind one address, one paper is in few hands. */
const TRIES_OF_ADDRESS = 60;
const TRIES_OF_NUMBER = 10;
const NUMBER = /^[A-Z]{2}-[0-9]{8}-[0-9]{4,8}$/;

interface Door {
  services: Services;
  byAddress: SlidingWindow;
  byNumber: SlidingWindow;
}

const plainNumber = (typed: string) => typed.normalize('NFKC').trim().toUpperCase().slice(0, 40);

async function show(c: AppContext, shown: { form: FormState; checked?: Parameters<typeof CheckPage>[0]['checked'] }) {
  const t = wordsFor(c);
  // Language is chosen by a form that comes back here; the code is not carried along
  const page = <CheckPage t={t} here={paths.check()} {...shown} />;
  return c.render(page, { title: t.papers.check.title, bare: true });
}

/** One answer for a wrong number and a wrong code: who tries learns nothing from it. */
function unknown(c: AppContext, values: Record<string, string[]>) {
  c.status(404);
  return show(c, { form: refusedForm(c, values, refuse('paper_unknown')) });
}

async function check(c: AppContext, door: Door, given: { number: string; code: string }): Promise<Response> {
  const number = plainNumber(given.number);
  const values = { number: [given.number.slice(0, 40)] };
  // Both are counted: whoever has many addresses tries one paper no oftener
  const seconds = Math.max(door.byAddress.take(clientAddress(c)), door.byNumber.take(number));
  if (seconds > 0) {
    c.header('Retry-After', String(seconds));
    c.status(429);
    return show(c, { form: refusedForm(c, values, refuse('too_many_tries', { seconds })) });
  }
  const known = NUMBER.test(number) ? number : 'XX-00000000-0000';
  const found = await printOf(door.services.db.read, known, typedCode(given.code));
  if (found === undefined) return unknown(c, values);
  door.byNumber.clear(number);
  const { paper, kind, copy, printedAt, printed, latest, now } = found;
  const state = stateOfPaper(printed, now);
  const checked = { paper: shownPaper(paper), kind, copy, printedAt, version: printed.version, latest, state, now };
  return show(c, { form: emptyForm(), checked });
}

/** `render` is the renderer of pages, which the application gives before it asks who is there. */
export function checkRoutes(services: Services, render: MiddlewareHandler<AppEnv>): Router {
  const router = createRouter();
  const door: Door = {
    services,
    byAddress: new SlidingWindow(TRIES_OF_ADDRESS, WINDOW_MS, services.clock),
    byNumber: new SlidingWindow(TRIES_OF_NUMBER, WINDOW_MS, services.clock),
  };
  router.use('/check/*', render, async (c, next) => {
    c.header('X-Robots-Tag', 'noindex, nofollow, noarchive');
    // The address holds the code: no other site is to hear of it
    c.header('Referrer-Policy', 'no-referrer');
    await next();
  });
  router.get(paths.check(), (c) => show(c, { form: emptyForm() }));
  router.post(paths.check(), async (c) => {
    const form = await readForm(c, checkForm);
    if (form.ok) return check(c, door, form.value);
    c.status(422);
    return show(c, { form });
  });
  router.get('/check/:number/:code', (c) =>
    check(c, door, { number: c.req.param('number') ?? '', code: c.req.param('code') ?? '' }),
  );
  return router;
}
