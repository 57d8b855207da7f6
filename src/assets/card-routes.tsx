/** One card: its page, and the acts of those who look after the thing. */
import type { z } from 'zod';
import { requirePermission } from '../auth/guard.ts';
import type { Actor } from '../auth/viewer.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { actOnPage, seenBy } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { assignAsset, commissionAsset, turnAsset } from './commands.ts';
import { assignForm, commissionForm, turnForm } from './forms.ts';
import { showCard } from './show.tsx';

const ONE = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).equipment;

export function assetRoutes(services: Services): Router {
  const router = createRouter();
  const keepers = requirePermission('asset.keep');
  router.get(ONE, requirePermission('asset.read'), (c) => showCard(c, services));
  router.post(`${ONE}/assignment`, keepers, (c) =>
    act(c, services, 'assignment', assignForm, async (actor, value) => {
      const { room = '', custodian = null, note = '' } = value;
      const done = await assignAsset(services, actor, seenBy(numberOf(c), value), { room, custodian, note });
      return done.ok ? wordsOf(c).assigned : done;
    }),
  );
  router.post(`${ONE}/commission`, requirePermission('asset.edit'), (c) =>
    act(c, services, 'commission', commissionForm, async (actor, value) => {
      const { day, note = '' } = value;
      const done = await commissionAsset(services, actor, seenBy(numberOf(c), value), { day, note });
      return done.ok ? wordsOf(c).commissioned : done;
    }),
  );
  for (const turn of ['rest', 'stop', 'resume'] as const) {
    router.post(`${ONE}/${turn}`, keepers, (c) =>
      act(c, services, turn, turnForm, async (actor, value) => {
        const done = await turnAsset(services, actor, seenBy(numberOf(c), value), { turn, why: value.why });
        return done.ok ? wordsOf(c).turned[turn] : done;
      }),
    );
  }
  return router;
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.equipmentCard(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showCard(c, services, back) });
}
