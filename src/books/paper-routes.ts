/** A member's statement as a PDF in the browser's own viewer. */
import { refusalText } from '../../views/i18n/index.ts';
import { signedIn } from '../auth/guard.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { PrintRefusal } from '../print/refusal.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { drawStatement } from './statement-paper.ts';
import type { MemberStatement } from './statement-queries.ts';

/** Draws the statement for the reader; 422 with the reason when a character has no shape. */
export async function servePaper(c: AppContext, services: Services, statement: MemberStatement): Promise<Response> {
  const { code, month, name } = statement;
  const head = await headOrganisation(services.db.read);
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const paper = {
    statement,
    issuer: head?.name ?? name,
    printedAt: services.clock.now(),
    printedBy: signedIn(c).name,
    checkUrl: new URL(paths.memberBook(code, month), origin).toString(),
  };
  try {
    return c.body(new Uint8Array(await drawStatement(paper, wordsFor(c))), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${code}-${month}.pdf"`,
      'Cache-Control': 'no-store',
    });
  } catch (error) {
    if (!(error instanceof PrintRefusal)) throw error;
    throw new WebError(422, 'refused', refusalText(wordsFor(c), error));
  }
}
