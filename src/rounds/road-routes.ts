/** The acts on a round that is leaving, under way or coming home, sent from its page. */
import type { z } from 'zod';
import { requirePermission } from '../auth/guard.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Refusal, type Result } from '../kernel/result.ts';
import type { Services } from '../services.ts';
import { readTenths } from '../storage/rules.ts';
import { seenBy } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext, Router } from '../web/router.ts';
import { departRound, type Measured } from './depart-commands.ts';
import { breakOff, endRound, reopenStop } from './drive-commands.ts';
import { departForm, endForm, reopenForm, whyForm } from './forms.ts';

const ONE = '/rounds/:number{PC-[0-9]{8}-[0-9]{4,}}';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).rounds;

interface Road {
  services: Services;
  act: <S extends z.ZodType>(
    c: AppContext,
    name: string,
    schema: S,
    work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
  ) => Promise<Response>;
}

/** What was measured of each box; nothing typed is not measured. Refuses what is no temperature, at its field. */
export function readChills(typed: Record<string, string>): Result<Measured[]> {
  const measured: Measured[] = [];
  for (const [id, text] of Object.entries(typed)) {
    if (text.trim() === '') continue;
    const tenths = readTenths(text);
    if (!tenths.ok) return { ...tenths, field: `chill.${id}` };
    measured.push({ carrierId: Number(id), tenths: tenths.value });
  }
  return ok(measured);
}

export function roadActs(router: Router, { services, act }: Road): void {
  const drivers = requirePermission('round.drive');
  const planners = requirePermission('round.plan');
  router.post(`${ONE}/departure`, drivers, (c) =>
    act(c, 'departure', departForm, async (actor, value) => {
      const measured = readChills(value.chill);
      if (!measured.ok) return measured;
      const { seal = null, without, reason = '' } = value;
      const input = { seal, measured: measured.value, without, reason };
      const done = await departRound(services, actor, seenBy(numberOf(c), value), input);
      return done.ok ? wordsOf(c).left(done.value.stops, done.value.loads) : done;
    }),
  );
  router.post(`${ONE}/breaking-off`, drivers, (c) =>
    act(c, 'breaking-off', whyForm, async (actor, value) => {
      const done = await breakOff(services, actor, seenBy(numberOf(c), value), value.reason);
      return done.ok ? wordsOf(c).brokenOff(done.value.stops) : done;
    }),
  );
  router.post(`${ONE}/ending`, drivers, (c) =>
    act(c, 'ending', endForm, async (actor, value) => {
      const measured = readChills(value.chill);
      if (!measured.ok) return measured;
      const done = await endRound(services, actor, seenBy(numberOf(c), value), { measured: measured.value });
      return done.ok ? wordsOf(c).home(done.value.handed, done.value.back) : done;
    }),
  );
  router.post(`${ONE}/reopening`, planners, (c) =>
    act(c, 'reopening', reopenForm, async (actor, { idempotency_key: key, stop: stopId, reason }) => {
      const done = await reopenStop(services, actor, { key, number: numberOf(c) }, { stopId, reason });
      return done.ok ? wordsOf(c).reopened(done.value.place) : done;
    }),
  );
}
