/** One negotiation with every act in it; a refused form comes back with what was typed. */
import type { z } from 'zod';
import { NegotiationPage } from '../../views/negotiations/show-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { codeMeant } from '../catalogue/meant-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { sellersToChoose } from '../prices/item-queries.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { approveAwards, cancelNegotiation, nextRound, proposeAwards, recordQuote, returnAwards } from './commands.ts';
import {
  lineForm,
  proposalForm,
  quoteForm,
  reasonForm,
  referenceForm,
  removalForm,
  seenForm,
  stanceForm,
} from './forms.ts';
import { drawMinutes } from './minutes-paper.ts';
import {
  addNegotiationLine,
  addReference,
  beginRounds,
  removeNegotiationLine,
  stateStance,
} from './prepare-commands.ts';
import { negotiationView } from './queries.ts';
import { AT_TABLE, checkApprover } from './rules.ts';

const ONE = '/negotiations/:number{YJ-[0-9]{8}-[0-9]{4,}}';

const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).prices.negotiations;

export function negotiationActRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('price.read');
  router.get(ONE, readers, (c) => show(c, services));
  router.get(`${ONE}/minutes.pdf`, readers, (c) => sendMinutes(c, services));
  router.post(`${ONE}/stance`, requirePermission(...AT_TABLE), (c) =>
    act(c, services, 'stance', stanceForm, async (actor, { idempotency_key: key, ...input }) => {
      const done = await stateStance(services, actor, key, numberOf(c), input);
      return done.ok ? wordsOf(c).joined : done;
    }),
  );
  preparationRoutes(router, services);
  roundRoutes(router, services);
  decisionRoutes(router, services);
  return router;
}

function preparationRoutes(router: Router, services: Services): void {
  const managers = requirePermission('negotiation.manage');
  router.post(`${ONE}/lines`, managers, (c) =>
    act(c, services, 'line', lineForm, async (actor, { idempotency_key: key, item: typed, packs }) => {
      const meant = await codeMeant(services.db.read, typed, 'item');
      if (!meant.ok) return meant;
      const done = await addNegotiationLine(services, actor, key, numberOf(c), { itemCode: meant.value, packs });
      return done.ok ? wordsOf(c).lineAdded : done;
    }),
  );
  router.post(`${ONE}/lines/:line{[0-9]{1,12}}/removal`, managers, (c) =>
    act(c, services, 'removal', removalForm, async (actor, { idempotency_key: key }) => {
      const input = { lineId: Number(c.req.param('line')) };
      const done = await removeNegotiationLine(services, actor, key, numberOf(c), input);
      return done.ok ? wordsOf(c).lineRemoved(done.value.name) : done;
    }),
  );
  router.post(`${ONE}/lines/:line{[0-9]{1,12}}/references`, managers, (c) =>
    act(c, services, 'reference', referenceForm, async (actor, { idempotency_key: key, price, kind, source }) => {
      const input = { lineId: Number(c.req.param('line')), kind, pricePack: price, source };
      const done = await addReference(services, actor, key, numberOf(c), input);
      return done.ok ? wordsOf(c).referenceAdded : done;
    }),
  );
}

function roundRoutes(router: Router, services: Services): void {
  const managers = requirePermission('negotiation.manage');
  router.post(`${ONE}/rounds`, managers, (c) =>
    act(c, services, 'round', seenForm, async (actor, value) => {
      const found = await negotiationView(services.db.read, numberOf(c), dayOf(services.clock.now()));
      const first = found?.document.status === 'preparing';
      const done = await (first ? beginRounds : nextRound)(services, actor, seenBy(numberOf(c), value));
      if (!done.ok) return done;
      return first ? wordsOf(c).begun : wordsOf(c).nextDone(done.value.round);
    }),
  );
  router.post(`${ONE}/quotes`, managers, (c) =>
    act(c, services, 'quote', quoteForm, async (actor, value) => {
      const { idempotency_key: key, line: lineId, party: partyId, price: pricePack, note = '' } = value;
      const done = await recordQuote(services, actor, key, numberOf(c), { lineId, partyId, pricePack, note });
      return done.ok ? wordsOf(c).quoted : done;
    }),
  );
  router.post(`${ONE}/proposal`, managers, (c) =>
    act(c, services, 'proposal', proposalForm, async (actor, value) => {
      const awards = Object.entries(value.line).map(([id, { party, reason = '' }]) => ({
        lineId: Number(id),
        partyId: party === 0 ? null : party,
        reason,
      }));
      const done = await proposeAwards(services, actor, seenBy(numberOf(c), value), awards);
      return done.ok ? wordsOf(c).proposed : done;
    }),
  );
}

function decisionRoutes(router: Router, services: Services): void {
  const deciders = requirePermission('approval.decide');
  router.post(`${ONE}/approval`, deciders, (c) =>
    act(c, services, 'approval', seenForm, async (actor, value) => {
      const done = await approveAwards(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).approved(done.value.contracts.length) : done;
    }),
  );
  router.post(`${ONE}/return`, deciders, (c) =>
    act(c, services, 'return', reasonForm, async (actor, value) => {
      const done = await returnAwards(services, actor, seenBy(numberOf(c), value), { reason: value.reason });
      return done.ok ? wordsOf(c).returned : done;
    }),
  );
  router.post(`${ONE}/cancellation`, requirePermission('negotiation.manage'), (c) =>
    act(c, services, 'cancellation', reasonForm, async (actor, value) => {
      const done = await cancelNegotiation(services, actor, seenBy(numberOf(c), value), { reason: value.reason });
      return done.ok ? wordsOf(c).cancelled : done;
    }),
  );
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.negotiation(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => show(c, services, back) });
}

async function show(c: AppContext, services: Services, back?: FormBack) {
  const t = wordsFor(c);
  const db = services.db.read;
  const view = await negotiationView(db, numberOf(c), dayOf(services.clock.now()));
  if (view === undefined) throw new WebError(404, 'notFound');
  const viewer = signedIn(c);
  const manage = may(viewer.roles, 'negotiation.manage');
  const mine = view.people.find((one) => one.personId === viewer.userId);
  const shown = {
    t,
    view,
    mine,
    sellers: manage && view.document.status === 'negotiating' ? await sellersToChoose(db) : [],
    can: {
      manage,
      sit: AT_TABLE.some((permission) => may(viewer.roles, permission)),
      takesPart: mine?.stance === 'takes_part',
      decide: may(viewer.roles, 'approval.decide'),
      approve: may(viewer.roles, 'approval.decide') && checkApprover(viewer.userId, view.acts).ok,
    },
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
  };
  return c.render(<NegotiationPage {...shown} />, { title: view.negotiation.title, active: 'prices' });
}

async function sendMinutes(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const now = services.clock.now();
  const view = await negotiationView(services.db.read, numberOf(c), dayOf(now));
  if (view === undefined) throw new WebError(404, 'notFound');
  const head = await headOrganisation(services.db.read);
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const { number } = view.document;
  const printed = {
    issuer: head?.name ?? '',
    printedBy: signedIn(c).name,
    printedAt: now,
    checkUrl: new URL(paths.negotiation(number), origin).toString(),
  };
  return sendPaper(c, number, () => drawMinutes(t, view, printed));
}
