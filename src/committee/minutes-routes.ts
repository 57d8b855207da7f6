/** GET of a closed session's minutes as a printed paper. */
import { refusalText } from '../../views/i18n/index.ts';
import { signedIn } from '../auth/guard.ts';
import { timelineOf } from '../documents/queries.ts';
import { refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { PrintRefusal } from '../print/refusal.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError } from '../web/refusal.ts';
import { createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { drawMinutes } from './minutes-paper.ts';
import { requireSessionReader } from './reading.ts';
import { agendaFor, seatsOf } from './session-queries.ts';
import { sessionOf } from './session-view.tsx';

export function minutesRoutes(services: Services): Router {
  const router = createRouter();
  router.get(paths.sessionMinutes(':number'), requireSessionReader(), async (c) => {
    const record = await sessionOf(c, services);
    if (record.document.status !== 'closed') throw refusalError(c, refuse('session_not_closed'));
    const viewer = signedIn(c);
    const db = services.db.read;
    const { number } = record.document;
    const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
    const head = await headOrganisation(db);
    const minutes = {
      record,
      seats: await seatsOf(db, record.session.id),
      agenda: await agendaFor(db, record, viewer.userId),
      timeline: await timelineOf(db, record.document.id),
      issuer: head?.name ?? '',
      printedAt: services.clock.now(),
      printedBy: viewer.name,
      checkUrl: new URL(paths.session(number), origin).toString(),
    };
    try {
      return c.body(new Uint8Array(await drawMinutes(minutes, wordsFor(c))), 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="${number}.pdf"`,
        'Cache-Control': 'no-store',
      });
    } catch (error) {
      if (!(error instanceof PrintRefusal)) throw error;
      throw new WebError(422, 'refused', refusalText(wordsFor(c), error));
    }
  });
  return router;
}
