/** Pages of recalled devices: the list, one with its units, who was told, and its end. */
import type { z } from 'zod';
import { ImplantRecallPage } from '../../views/implants/recall-page.tsx';
import { ImplantRecallsPage } from '../../views/implants/recalls-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import { otherRecallLists } from '../recalls/list-rules.ts';
import type { Services } from '../services.ts';
import { emptyForm, newFormKey } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { recallColumns } from './exports.ts';
import { followUpForm, recallEndForm, recallsQuery } from './forms.ts';
import { endRecall, recordFollowUp } from './recall-commands.ts';
import { followUpsOf, listRecalls } from './recall-queries.ts';
import { seenBy } from './routes.tsx';
import { listUnits } from './unit-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 10_000;
const ONE = '/implants/recalls/:id{[0-9]{1,12}}';
const idOf = (c: AppContext) => Number(c.req.param('id'));
const cursorOf = (after: string | undefined) => (decodeCursor(after, ['number']) as [number] | undefined)?.[0];

export function implantRecallRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('implant.read');
  router.get(paths.implantRecalls(), readers, (c) => showList(c, services));
  router.get('/implants/recalls/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(ONE, readers, (c) => showOne(c, services));
  router.post(`${ONE}/ending`, requirePermission('recall.manage'), (c) =>
    act(c, services, 'ending', recallEndForm, async (actor, { idempotency_key: key, ...given }) => {
      const done = await endRecall(services, actor, key, { id: idOf(c), ...given });
      return done.ok ? wordsFor(c).implantRecalls.ended(done.value.freed) : done;
    }),
  );
  router.post(`${ONE}/follow-ups`, requirePermission('implant.tell'), (c) =>
    act(c, services, 'follow-ups', followUpForm, async (actor, { idempotency_key: key, unit: unitId, ...told }) => {
      const done = await recordFollowUp(services, actor, key, { recallId: idOf(c), unitId, ...told });
      return done.ok ? wordsFor(c).implantRecalls.toldDone(done.value.serial) : done;
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
  const page = paths.implantRecall(idOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showOne(c, services, back) });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = recallsQuery.parse(c.req.query());
  const before = cursorOf(after);
  const fetched = await listRecalls(services.db.read, scopePath, filter, { before, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.id]);
  const can = { recall: may(roles, 'recall.manage'), export: may(roles, 'export') };
  const others = otherRecallLists(roles, 'implantRecalls');
  return c.render(<ImplantRecallsPage {...{ t, filter, rows, next, can, others }} paged={before !== undefined} />, {
    title: t.implantRecalls.title,
    active: 'implants',
  });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = recallsQuery.parse(c.req.query());
  const rows = await listRecalls(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.implantRecalls.title}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, recallColumns(t), rows);
}

async function showOne(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles, organisationId } = signedIn(c);
  const [recall] = await listRecalls(services.db.read, scopePath, { tab: 'all', id: idOf(c) }, { size: 1 });
  if (recall === undefined) throw refusalError(c, refuse('not_found'));
  const before = cursorOf(c.req.query('after'));
  const filter = { recall, ...seenBy(c, services) };
  const fetched = await listUnits(services.db.read, scopePath, filter, { before, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.id]);
  const told = await followUpsOf(services.db.read, recall.id);
  const leads = may(roles, 'recall.manage');
  const tells = (placeId: number) => leads || (may(roles, 'implant.tell') && placeId === organisationId);
  const units = rows.map((unit) => ({
    ...unit,
    told: told.filter((one) => one.useId === unit.useId),
    tells: unit.state === 'used' && tells(unit.placeId),
  }));
  const shown = { t, recall, units, next, paged: before !== undefined, today: dayOf(services.clock.now()) };
  const can = { end: leads && recall.endedAt === null };
  const form = back ?? { name: '', state: emptyForm() };
  return c.render(<ImplantRecallPage {...{ ...shown, can, form }} formKey={newFormKey} />, {
    title: t.implantRecalls.title,
    active: 'implants',
  });
}
