/** The acts on one request: each reads its form, asks its command, and shows the page again when it was refused. */
import type { z } from 'zod';
import type { ActForm } from '../../views/shortages/act-forms.tsx';
import type { Answer } from '../audit/command.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import type { Result } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { askNeighbour } from '../transfers/shortage-commands.ts';
import { redirectWith } from '../web/flash.ts';
import { readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { answerRoute } from './answer-routes.tsx';
import { acceptShortage, identifyShortage, putOnList, takeOffList } from './commands.ts';
import { acceptForm, identifyForm, neighbourForm, outcomeForm } from './forms.ts';
import { NOTED_ACTS, notedForm } from './noted-acts.ts';
import { recordOutcome } from './outcome-commands.ts';
import { mountMerging, mountTalk } from './pair-routes.ts';
import { mountParts } from './part-routes.ts';
import { typedQuantity } from './quantities.ts';
import { renderRecord } from './record-view.tsx';
import { refusalHere } from './refusals.ts';
import { itemByCode, type ShortageRecord, shortageByNumber } from './shortage-queries.ts';

export interface ActForms {
  idempotency_key: string;
  version: number;
}

export interface ActRoute<S extends z.ZodType<ActForms>> {
  act: ActForm;
  address: (number: string) => string;
  schema: S;
  run: (
    services: Services,
    actor: Actor,
    form: z.infer<S>,
    record: ShortageRecord,
  ) => Promise<Answer<{ number: string }> | Extract<Result<never>, { ok: false }>>;
  /** Title and text of the message after it. */
  done: (c: AppContext) => { title: string; text?: string };
}

/** A refused act shows the request again: to those who may read it. */
const reading = requirePermission('stock.read');

async function recordOf(c: AppContext, services: Services): Promise<ShortageRecord> {
  const number = c.req.param('number') ?? '';
  const record = await shortageByNumber(services.db.read, number, signedIn(c).scopePath);
  if (record === undefined) throw new WebError(404, 'notFound');
  return record;
}

export type Mount = typeof mount;

function mount<S extends z.ZodType<ActForms>>(router: Router, services: Services, route: ActRoute<S>): void {
  router.post(route.address(':number'), reading, async (c) => {
    const before = await recordOf(c, services);
    const form = await readForm(c, route.schema);
    if (!form.ok) {
      c.status(422);
      return renderRecord(c, services, before, { refused: { form, of: route.act } });
    }
    const answer = await route.run(services, viewerToActor(signedIn(c)), form.value, before);
    if (answer.ok) {
      const message =
        'repeated' in answer && answer.repeated ? { title: wordsFor(c).shortages.repeated } : route.done(c);
      return redirectWith(c, paths.shortage(before.document.number), { tone: 'accent', ...message });
    }
    if (answer.reason === 'not_found' || answer.reason === 'forbidden') throw refusalError(c, answer);
    const after = await recordOf(c, services);
    const told = refusalHere(wordsFor(c), answer, route.act, after);
    c.status(statusOf(answer));
    return renderRecord(c, services, after, { refused: { form: refusedForm(c, form.values, told), of: route.act } });
  });
}

/** The acts that say why in a sentence differ in address and command alone. */
function mountNoted(router: Router, services: Services): void {
  for (const { act, address, run } of NOTED_ACTS) {
    mount(router, services, {
      act,
      address,
      schema: notedForm(act),
      run: (s, actor, { idempotency_key, version, note }, record) =>
        run(s, actor, idempotency_key, { number: record.document.number, version, note }),
      done: (c) => ({ title: wordsFor(c).shortages[act].done }),
    });
  }
}

/** Onto the list of what is bought, and off it again. */
function mountListing(router: Router, services: Services): void {
  mount(router, services, {
    act: 'list',
    address: paths.shortageListing,
    schema: acceptForm,
    run: (s, actor, { idempotency_key, version }, record) =>
      putOnList(s, actor, idempotency_key, { number: record.document.number, version }),
    done: (c) => ({ title: wordsFor(c).demand.listing.done }),
  });
  mount(router, services, {
    act: 'unlist',
    address: paths.shortageUnlisting,
    schema: acceptForm,
    run: (s, actor, { idempotency_key, version }, record) =>
      takeOffList(s, actor, idempotency_key, { number: record.document.number, version }),
    done: (c) => ({ title: wordsFor(c).demand.listing.offDone }),
  });
}

/** A neighbour is asked for what the hub does not have. */
function mountNeighbour(router: Router, services: Services): void {
  mount(router, services, {
    act: 'neighbour',
    address: paths.shortageNeighbour,
    schema: neighbourForm,
    run: (s, actor, { idempotency_key, version, neighbour }, record) => {
      const typed = typedQuantity(neighbour.quantity, record.item ?? undefined, 'neighbour.quantity');
      if (!typed.ok) return Promise.resolve(typed);
      const { number } = record.document;
      const input = { number, version, from: neighbour.from, quantityBase: typed.value };
      return askNeighbour(s, actor, idempotency_key, input);
    },
    done: (c) => ({ title: wordsFor(c).shortages.neighbour.done, text: wordsFor(c).shortages.neighbour.doneText }),
  });
}

/** POST routes of one request. */
export function actRoutes(services: Services): Router {
  const router = createRouter();
  mount(router, services, {
    act: 'accept',
    address: paths.shortageAcceptance,
    schema: acceptForm,
    run: (s, actor, form, record) =>
      acceptShortage(s, actor, form.idempotency_key, { number: record.document.number, version: form.version }),
    done: (c) => ({ title: wordsFor(c).shortages.accept.done, text: wordsFor(c).shortages.accept.doneText }),
  });
  mountNoted(router, services);
  mountTalk(mount, router, services);
  mountMerging(mount, router, services);
  mountParts(mount, router, services);
  mountListing(router, services);
  mountNeighbour(router, services);
  mount(router, services, {
    act: 'outcome',
    address: paths.shortageOutcome,
    schema: outcomeForm,
    run: (s, actor, form, record) =>
      recordOutcome(s, actor, form.idempotency_key, {
        number: record.document.number,
        version: form.version,
        ...form.outcome,
      }),
    done: (c) => ({ title: wordsFor(c).shortages.outcome.done }),
  });
  mount(router, services, {
    act: 'identify',
    address: paths.shortageIdentification,
    schema: identifyForm,
    run: async (s, actor, form, record) => {
      const { itemCode, quantity } = form.identify;
      const item = await itemByCode(s.db.read, itemCode);
      const typed = typedQuantity(quantity, item, 'identify.quantity');
      if (!typed.ok) return typed;
      const { number } = record.document;
      const input = { number, version: form.version, itemCode, quantityBase: typed.value };
      return identifyShortage(s, actor, form.idempotency_key, input);
    },
    done: (c) => ({ title: wordsFor(c).shortages.identify.done }),
  });
  router.post(paths.shortageAnswer(':number'), reading, async (c) =>
    answerRoute(c, services, await recordOf(c, services)),
  );
  return router;
}
