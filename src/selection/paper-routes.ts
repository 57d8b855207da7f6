/** GET of a dossier as a printed paper: it holds no more than its page would show this reader. */
import { refusalText } from '../../views/i18n/index.ts';
import { signedIn } from '../auth/guard.ts';
import { sessionsAbout } from '../committee/session-queries.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { PrintRefusal } from '../print/refusal.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { drawDossier } from './dossier-paper.ts';
import { comparatorsOf, stateOf } from './dossier-queries.ts';
import { dossierOf, requireReading, seesCosts } from './reading.ts';
import { meansOf, reviewsFor } from './review-queries.ts';
import { NAMED } from './rules.ts';

/** A PDF in the browser's own viewer, never kept by it. */
async function pdf(c: AppContext, name: string, draw: () => Promise<Buffer>): Promise<Response> {
  try {
    return c.body(new Uint8Array(await draw()), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${name}.pdf"`,
      'Cache-Control': 'no-store',
    });
  } catch (error) {
    if (!(error instanceof PrintRefusal)) throw error;
    throw new WebError(422, 'refused', refusalText(wordsFor(c), error));
  }
}

export function paperRoutes(services: Services): Router {
  const router = createRouter();
  router.get(paths.dossierPaper(':number'), requireReading(), async (c) => {
    const record = await dossierOf(c, services);
    const viewer = signedIn(c);
    const db = services.db.read;
    const { number } = record.document;
    const reviews = await reviewsFor(db, record, viewer);
    // One's own scores are for the screen: a paper that lies about must not break the blindness
    const opened = record.dossier.scoreHalf !== null;
    const named = NAMED.includes(stateOf(record));
    const seen = opened ? reviews.seen.map((review) => ({ ...review, name: named ? review.name : null })) : [];
    const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
    const head = await headOrganisation(db);
    const paper = {
      record,
      reviews: seen,
      means: meansOf(seen),
      comparators: await comparatorsOf(db, record.dossier.id),
      sessions: await sessionsAbout(db, record.document.id),
      withCosts: seesCosts(viewer),
      issuer: head?.name ?? record.organisation.name,
      printedAt: services.clock.now(),
      printedBy: viewer.name,
      checkUrl: new URL(paths.dossier(number), origin).toString(),
    };
    return pdf(c, number, () => drawDossier(paper, wordsFor(c)));
  });
  return router;
}
