/** The acts on a recall: what it names, which lots it means, freezing, letting go, withdrawing, closing. */
import type { z } from 'zod';
import { requirePermission } from '../auth/guard.ts';
import type { Actor } from '../auth/viewer.ts';
import { UPLOAD_BYTES } from '../imports/forms.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { actOnPage, seenBy } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { addTargets, removeTarget } from './draft-commands.ts';
import { closeRecall, releaseLot, withdrawRecall } from './end-commands.ts';
import { closeForm, lotsForm, releaseForm, seenForm, sheetForm, targetForm, whyForm } from './forms.ts';
import { readLotList } from './import.ts';
import { confirmLots, dropLots, freezeRecall } from './lot-commands.ts';
import { showRecall, wantedRecall } from './show.tsx';
import { readTargets } from './target-rules.ts';

const ONE = '/recalls/:number{ZH-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).recalls;

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  given: { name: string; schema: S; part?: 'lots' | 'report'; maxBytes?: number },
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.recall(numberOf(c), { part: given.part });
  return actOnPage(c, { ...given, work, page, show: (back) => showRecall(c, services, back) });
}

export function actRoutes(services: Services): Router {
  const router = createRouter();
  targetRoutes(router, services);
  lotRoutes(router, services);
  endRoutes(router, services);
  return router;
}

function targetRoutes(router: Router, services: Services): void {
  const managers = requirePermission('recall.manage');
  router.post(`${ONE}/targets`, managers, (c) =>
    act(c, services, { name: 'targets', schema: targetForm, part: 'lots' }, async (actor, value) => {
      const targets = readTargets(value.item ?? '', value.lots ?? '', value.match);
      if (!targets.ok) return targets;
      const done = await addTargets(services, actor, seenBy(numberOf(c), value), targets.value);
      return done.ok ? wordsOf(c).targetsAdded(done.value.added) : done;
    }),
  );
  router.post(`${ONE}/sheet`, managers, (c) =>
    act(
      c,
      services,
      { name: 'sheet', schema: sheetForm, part: 'lots', maxBytes: UPLOAD_BYTES },
      async (actor, value) => {
        const list = await readLotList(new Uint8Array(await value.file.arrayBuffer()));
        if (!list.ok) return { ...list, field: list.field ?? 'file' };
        const done = await addTargets(services, actor, seenBy(numberOf(c), value), list.value.targets);
        return done.ok ? wordsOf(c).sheetRead(list.value.rows, done.value.added) : done;
      },
    ),
  );
  router.post(`${ONE}/targets/:target{[0-9]{1,12}}/removal`, managers, (c) =>
    act(c, services, { name: 'removal', schema: seenForm, part: 'lots' }, async (actor, value) => {
      const target = Number(c.req.param('target'));
      const done = await removeTarget(services, actor, seenBy(numberOf(c), value), target);
      return done.ok ? wordsOf(c).targetRemoved : done;
    }),
  );
}

function lotRoutes(router: Router, services: Services): void {
  const managers = requirePermission('recall.manage');
  router.post(`${ONE}/confirmation`, managers, (c) =>
    act(c, services, { name: 'confirmation', schema: lotsForm, part: 'lots' }, async (actor, value) => {
      const done = await confirmLots(services, actor, seenBy(numberOf(c), value), value.lot);
      return done.ok ? wordsOf(c).confirmed(done.value.lots) : done;
    }),
  );
  router.post(`${ONE}/drop`, managers, (c) =>
    act(c, services, { name: 'drop', schema: lotsForm, part: 'lots' }, async (actor, value) => {
      const done = await dropLots(services, actor, seenBy(numberOf(c), value), value.lot);
      return done.ok ? wordsOf(c).dropped : done;
    }),
  );
  router.post(`${ONE}/freeze`, managers, (c) =>
    act(c, services, { name: 'freeze', schema: seenForm }, async (actor, value) => {
      const { recall } = await wantedRecall(c, services);
      const done = await freezeRecall(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsOf(c).frozenDone(done.value.lots, done.value.members, recall.drill) : done;
    }),
  );
  router.post(`${ONE}/release`, managers, (c) =>
    act(c, services, { name: 'release', schema: releaseForm, part: 'lots' }, async (actor, value) => {
      const input = { lotId: value.lot, why: value.why };
      const done = await releaseLot(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).released(done.value.lots) : done;
    }),
  );
}

function endRoutes(router: Router, services: Services): void {
  const managers = requirePermission('recall.manage');
  router.post(`${ONE}/withdrawal`, managers, (c) =>
    act(c, services, { name: 'withdrawal', schema: whyForm }, async (actor, value) => {
      const done = await withdrawRecall(services, actor, seenBy(numberOf(c), value), { why: value.why });
      return done.ok ? wordsOf(c).withdrawn(done.value.lots) : done;
    }),
  );
  router.post(`${ONE}/closing`, managers, (c) =>
    act(c, services, { name: 'closing', schema: closeForm, part: 'report' }, async (actor, value) => {
      const done = await closeRecall(services, actor, seenBy(numberOf(c), value), { why: value.why ?? '' });
      return done.ok ? wordsOf(c).closed(numberOf(c)) : done;
    }),
  );
}
