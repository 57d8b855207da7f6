/** The page of a party's bank details: what is in force, what is proposed, who decided what before. */
import { BankPage } from '../../views/parties/bank-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { decideBank, proposeBank } from './bank-commands.ts';
import { bankForm, decisionForm } from './forms.ts';
import { bankHistory, contactsOf } from './page-queries.ts';
import { bankInForce } from './queries.ts';
import { CODE, wanted } from './wanted.ts';

export function bankRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('bank.propose', 'bank.confirm', 'payment.prepare', 'audit.read');
  router.get(`/parties/${CODE}/bank`, requirePermission('party.read'), readers, (c) =>
    showBank(c, services, { propose: emptyForm(), decide: emptyForm() }),
  );
  router.post(`/parties/${CODE}/bank`, requirePermission('bank.propose'), (c) => handleProposal(c, services));
  router.post(`/parties/${CODE}/bank/:id{[0-9]{1,12}}/decision`, requirePermission('bank.confirm'), (c) =>
    handleDecision(c, services),
  );
  return router;
}

/** Two forms stand on the page; a refused one shows its own sentences. */
interface Forms {
  propose: FormState;
  decide: FormState;
}

async function showBank(c: AppContext, services: Services, forms: Forms) {
  const t = wordsFor(c);
  const db = services.db.read;
  const party = await wanted(c, services);
  const viewer = signedIn(c);
  const history = await bankHistory(db, party.id);
  const waiting = history.find((line) => line.status === 'proposed');
  const shown = {
    party,
    forms,
    history,
    waiting,
    bank: (await bankInForce(db, [party.id])).get(party.id),
    contacts: await contactsOf(db, party.id),
    can: {
      propose: waiting === undefined && may(viewer.roles, 'bank.propose'),
      confirm: waiting !== undefined && may(viewer.roles, 'bank.confirm'),
      own: waiting?.proposedBy === viewer.userId,
    },
  };
  const page = <BankPage t={t} {...shown} proposeKey={newFormKey()} decideKey={newFormKey()} />;
  return c.render(page, { title: t.parties.bank, active: 'parties' });
}

async function handleProposal(c: AppContext, services: Services) {
  const party = await wanted(c, services);
  const form = await readForm(c, bankForm);
  if (!form.ok) {
    c.status(422);
    return showBank(c, services, { propose: form, decide: emptyForm() });
  }
  const { idempotency_key: key, ...facts } = form.value;
  const request = { key, input: { ...facts, code: party.code } };
  const proposed = await proposeBank(services, viewerToActor(signedIn(c)), request);
  if (!proposed.ok) {
    c.status(statusOf(proposed));
    return showBank(c, services, { propose: refusedForm(c, form.values, proposed), decide: emptyForm() });
  }
  return redirectWith(c, paths.bank(party.code), { tone: 'accent', title: wordsFor(c).parties.proposed });
}

async function handleDecision(c: AppContext, services: Services) {
  const party = await wanted(c, services);
  const form = await readForm(c, decisionForm);
  if (!form.ok) {
    c.status(422);
    return showBank(c, services, { propose: emptyForm(), decide: form });
  }
  const { idempotency_key: key, decision, note } = form.value;
  const input = { code: party.code, bankId: Number(c.req.param('id')), confirm: decision === 'confirm', note };
  const decided = await decideBank(services, viewerToActor(signedIn(c)), { key, input });
  if (!decided.ok) {
    c.status(statusOf(decided));
    return showBank(c, services, { propose: emptyForm(), decide: refusedForm(c, form.values, decided) });
  }
  const words = wordsFor(c).parties;
  return redirectWith(c, paths.bank(party.code), { tone: 'accent', title: words[decided.value.status] });
}
