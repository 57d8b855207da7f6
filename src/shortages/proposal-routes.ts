/** POST /shortages/:number/proposal: a wish ends as a proposal, and its dossier opens to be completed. */
import { amountText } from '../../views/shortages/shortage-words.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import type { Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { acceptForm } from './forms.ts';
import { proposeWish } from './proposal-commands.ts';
import { renderRecord } from './record-view.tsx';
import { refusalHere } from './refusals.ts';
import { shortageByNumber } from './shortage-queries.ts';

export function mountProposal(router: Router, services: Services): void {
  router.post(paths.shortageProposal(':number'), requirePermission('stock.read'), async (c) => {
    const viewer = signedIn(c);
    const read = () => shortageByNumber(services.db.read, c.req.param('number') ?? '', viewer.scopePath);
    const record = await read();
    if (record === undefined) throw new WebError(404, 'notFound');
    const t = wordsFor(c);
    const form = await readForm(c, acceptForm);
    if (!form.ok) {
      c.status(422);
      return renderRecord(c, services, record, { refused: { form, of: 'propose' } });
    }
    const { number } = record.document;
    const reason = t.parts.propose.reason(
      number,
      record.organisation.shortName,
      amountText(t, record, record.shortage.quantityBase),
    );
    const input = { number, version: form.value.version, reason };
    const answer = await proposeWish(services, viewerToActor(viewer), form.value.idempotency_key, input);
    if (answer.ok) {
      const { dossier } = answer.value;
      return redirectWith(c, paths.dossierEdit(dossier), { tone: 'accent', title: t.parts.propose.done(dossier) });
    }
    if (answer.reason === 'not_found' || answer.reason === 'forbidden') throw refusalError(c, answer);
    const after = (await read()) ?? record;
    c.status(statusOf(answer));
    const told = refusalHere(t, answer, 'propose', after);
    return renderRecord(c, services, after, { refused: { form: refusedForm(c, form.values, told), of: 'propose' } });
  });
}
