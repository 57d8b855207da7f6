/** What a member was told and answers: a page for a phone in the store. */
import { RecallMemberPage } from '../../views/recalls/member-page.tsx';
import { attachmentsOf } from '../attachments/queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { answerRecall } from './answer-commands.ts';
import { answerForm } from './forms.ts';
import { memberView } from './page-queries.ts';

const MEMBER = '/recalls/:number{ZH-[0-9]{8}-[0-9]{4,}}/members/:organisation{[A-Z0-9]+}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const codeOf = (c: AppContext) => c.req.param('organisation') ?? '';

export function memberRoutes(services: Services): Router {
  const router = createRouter();
  router.get(MEMBER, requirePermission('stock.read'), (c) => showMember(c, services));
  router.post(`${MEMBER}/answer`, requirePermission('recall.answer'), (c) => {
    const page = paths.recallMember(numberOf(c), codeOf(c));
    const show = (back: FormBack) => showMember(c, services, back);
    return actOnPage(c, {
      name: 'answer',
      schema: answerForm,
      page,
      show,
      work: async (actor, value) => {
        const { idempotency_key: key, sent: sentAt, found, used, patients, note = '' } = value;
        const given = { key, number: numberOf(c), organisationCode: codeOf(c), sentAt };
        const done = await answerRecall(services, actor, given, { found, used, patients, note });
        return done.ok ? wordsFor(c).recalls.answerKept(done.value.late) : done;
      },
    });
  });
  return router;
}

async function showMember(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const view = await memberView(db, signedIn(c), numberOf(c), codeOf(c));
  if (view === undefined) throw new WebError(404, 'notFound');
  const subject = `recall ${view.document.number}-${view.mine.place.code}`;
  const now = services.clock.now();
  const shown = {
    t,
    view,
    subject,
    files: await attachmentsOf(db, subject),
    form: back?.state ?? emptyForm(),
    formKey: newFormKey,
    expiry: await expiryOn(db, dayOf(now)),
    now,
  };
  const title = `${view.document.number} ${view.mine.place.shortName}`;
  return c.render(<RecallMemberPage {...shown} />, { title, active: 'recalls' });
}
