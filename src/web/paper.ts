/** The answer that carries a drawn paper; what cannot be printed is said in words. */
import { refusalText } from '../../views/i18n/index.ts';
import { PrintRefusal } from '../print/refusal.ts';
import { wordsFor } from './preferences.ts';
import type { AppContext } from './router.ts';
import { WebError } from './web-error.ts';

/** Draws the paper and sends it as `<number>.pdf`. Throws WebError 422 for characters that have no shape. */
export async function sendPaper(c: AppContext, number: string, draw: () => Promise<Buffer>): Promise<Response> {
  try {
    return c.body(new Uint8Array(await draw()), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${number}.pdf"`,
      'Cache-Control': 'no-store',
    });
  } catch (error) {
    if (!(error instanceof PrintRefusal)) throw error;
    throw new WebError(422, 'refused', refusalText(wordsFor(c), error));
  }
}
