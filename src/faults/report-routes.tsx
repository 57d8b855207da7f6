/** Reporting a fault from the card of a thing: what is wrong, a photo, and what may stand in for it. */
import { ReportFaultPage } from '../../views/faults/report-page.tsx';
import { type AssetCard, assetByNumber } from '../assets/record-queries.ts';
import { LARGEST_FORM_BYTES, readUpload } from '../attachments/upload-rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { reportForm } from './forms.ts';
import { loanersFor } from './loaner-queries.ts';
import { reportFault } from './report-commands.ts';
import { usesIt } from './reporter-rules.ts';
import { checkReport } from './rules.ts';

const CARD = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}/faults';

export function reportRoutes(services: Services): Router {
  const router = createRouter();
  const reporters = requirePermission('fault.report');
  router.get(`${CARD}/new`, reporters, async (c) =>
    showReport(c, services, await wantedCard(c, services), emptyForm()),
  );
  router.post(CARD, reporters, (c) => handleReport(c, services));
  return router;
}

/** The card that the address names. Throws 404 when it is not within the person's reach. */
async function wantedCard(c: AppContext, services: Services): Promise<AssetCard> {
  const card = await assetByNumber(services.db.read, signedIn(c).scopePath, c.req.param('number') ?? '');
  if (card === undefined) throw refusalError(c, refuse('not_found'));
  return card;
}

async function showReport(c: AppContext, services: Services, card: AssetCard, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const fit = checkReport(card.asset);
  const may = usesIt(signedIn(c), card) && fit.ok;
  const today = dayOf(services.clock.now());
  const loaners = may ? await loanersFor(services.db.read, card.asset, today) : [];
  const shown = { t, card, may, loaners, form, formKey: newFormKey() };
  return c.render(<ReportFaultPage {...shown} />, { title: t.faults.report, active: 'faults' });
}

async function handleReport(c: AppContext, services: Services): Promise<Response> {
  const card = await wantedCard(c, services);
  const form = await readForm(c, reportForm, { maxBytes: LARGEST_FORM_BYTES });
  if (!form.ok) {
    c.status(422);
    return showReport(c, services, card, form);
  }
  const { idempotency_key: key, photo, loaner = null, what, urgency, usable } = form.value;
  const file = photo === undefined ? null : await readUpload(photo);
  const input = { asset: card.asset.number, what, urgency, usable, loaner, photo: file };
  const reported = await reportFault(services, viewerToActor(signedIn(c)), key, input);
  if (!reported.ok) {
    if (statusOf(reported) === 404) throw refusalError(c, reported);
    c.status(statusOf(reported));
    return showReport(c, services, card, refusedForm(c, form.values, reported));
  }
  const { number } = reported.value;
  return redirectWith(c, paths.fault(number), { tone: 'accent', title: wordsFor(c).faults.reported(number) });
}
