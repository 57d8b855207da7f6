/** The pool of idle equipment: what lies idle, who offers it, who asks, and what answers it. */
import type { z } from 'zod';
import type { Words } from '../../views/i18n/index.ts';
import { IdlePoolPage } from '../../views/idle-pool/pool-page.tsx';
import { assetByNumber, assetClasses } from '../assets/record-queries.ts';
import { looksAfter } from '../assets/rules.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { type Column, spreadsheet } from '../web/spreadsheets.ts';
import { demandForm, endForm, offerForm, poolQuery } from './forms.ts';
import { askForAsset, endDemand, endOffer, offerAsset } from './pool-commands.ts';
import { type IdleAsset, idleAssets, idleDays, idleMatches, openDemands } from './pool-queries.ts';

const ID = ':id{[0-9]{1,12}}';

export function idlePoolRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const keepers = requirePermission('asset.keep');
  router.get(paths.equipmentPool(), readers, (c) => showPool(c, services));
  router.get('/equipment/pool/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportPool(c, services),
  );
  router.post('/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}/offer', keepers, (c) => handleOffer(c, services));
  router.post(`/equipment/pool/offers/${ID}/end`, keepers, (c) =>
    act(c, services, `end-${c.req.param('id')}`, endForm, async (actor, { idempotency_key: key, reason }) => {
      const done = await endOffer(services, actor, key, { id: Number(c.req.param('id')), reason });
      return done.ok ? wordsFor(c).assetValues.withdrawn : done;
    }),
  );
  router.post(paths.equipmentDemands(), keepers, (c) =>
    act(c, services, 'demand', demandForm, async (actor, { idempotency_key: key, ...input }) => {
      const done = await askForAsset(services, actor, key, input);
      return done.ok ? wordsFor(c).assetValues.demandDone : done;
    }),
  );
  router.post(`/equipment/pool/demands/${ID}/end`, keepers, (c) =>
    act(c, services, `demand-${c.req.param('id')}`, endForm, async (actor, { idempotency_key: key, reason }) => {
      const done = await endDemand(services, actor, key, { id: Number(c.req.param('id')), reason });
      return done.ok ? wordsFor(c).assetValues.withdrawn : done;
    }),
  );
  return router;
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.equipmentPool();
  return actOnPage(c, { name, schema, work, page, show: (back) => showPool(c, services, back) });
}

async function handleOffer(c: AppContext, services: Services): Promise<Response> {
  const number = c.req.param('number') ?? '';
  const card = await assetByNumber(services.db.read, signedIn(c).scopePath, number);
  if (card === undefined) throw refusalError(c, refuse('not_found'));
  return act(c, services, `offer-${number}`, offerForm, async (actor, value) => {
    const { idempotency_key: key, condition, expected: expectedFen, note = '' } = value;
    const done = await offerAsset(services, actor, key, { number, condition, expectedFen, note });
    return done.ok ? wordsFor(c).assetValues.offerDone(number) : done;
  });
}

async function showPool(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const db = services.db.read;
  const now = services.clock.now();
  const filter = poolQuery.parse(c.req.query());
  const keep = may(viewer.roles, 'asset.keep');
  const edit = may(viewer.roles, 'asset.edit');
  const mine = (one: IdleAsset) => {
    const keeper = { id: one.keeperId, path: one.keeperPath };
    return edit || (keep && looksAfter(viewer, { user: { id: one.userId }, keeper }));
  };
  const idle = (await idleAssets(db, now, filter)).map((one) => ({ ...one, mine: mine(one) }));
  const demands = [];
  for (const demand of await openDemands(db)) {
    const { classCode, specification, memberId: exceptMemberId, memberPath } = demand;
    const own = edit || (viewer.scopePath !== '/' && memberPath.startsWith(viewer.scopePath));
    const matches = await idleMatches(db, { classCode, specification, exceptMemberId }, now);
    demands.push({ ...demand, mine: keep && own, matches });
  }
  const members = (await organisationsUnder(db, viewer.scopePath)).filter((one) => one.active);
  const shown = {
    ...{ t, filter, idle, demands, now },
    days: await idleDays(db, now),
    classes: await assetClasses(db),
    members: members.map(({ code, shortName }) => ({ code, shortName })),
    can: {
      keep: keep && (edit || viewer.scopePath !== '/'),
      prices: may(viewer.roles, 'asset.price'),
      export: may(viewer.roles, 'export'),
    },
    back: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
  };
  return c.render(<IdlePoolPage {...shown} />, { title: t.assetValues.poolTitle, active: 'equipment' });
}

function poolColumns(t: Words): Column<IdleAsset>[] {
  const words = t.assetValues;
  return [
    { head: t.equipment.number, value: (row) => row.number, width: 20 },
    { head: words.name, value: (row) => row.name, width: 28 },
    { head: t.equipment.model, value: (row) => row.model },
    { head: t.equipment.className, value: (row) => t.equipment.classes[row.classCode] ?? row.className, width: 18 },
    { head: words.keeper, value: (row) => row.keeper },
    { head: words.owner, value: (row) => row.owner },
    { head: words.idleSince, value: (row) => row.since },
    { head: words.idleDays, value: (row) => row.days },
    { head: words.condition, value: (row) => (row.offer === null ? '' : words.conditions[row.offer.condition]) },
    { head: words.expected, value: (row) => (row.offer === null ? null : row.offer.expectedFen / 100) },
    { head: words.note, value: (row) => row.offer?.note ?? '' },
  ];
}

async function exportPool(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const now = services.clock.now();
  const rows = await idleAssets(services.db.read, now);
  return spreadsheet(c, `${t.assetValues.poolExport}-${dayOf(now)}`, poolColumns(t), rows);
}
