/** Every few minutes: requests whose limit was passed unmet are told to who stands above, once for each limit. */
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { type CommandServices, command } from '../audit/command.ts';
import { SYSTEM_ACTOR } from '../auth/viewer.ts';
import { advanceAll, type Step } from '../documents/advance.ts';
import type { Beat, ClockJob } from '../jobs/clock-job.ts';
import { ok } from '../kernel/result.ts';
import { CALLED } from './limit-rules.ts';
import { shortageTransitions } from './rules.ts';

const ROWS_A_TURN = 200;

interface Row {
  id: number;
  number: string;
  status: string;
  version: number;
  passed: 'answer' | 'resolve';
}

/** The same as `passedLimit`, of those that are not told yet. */
const UNMET = `from document join shortage on shortage.document_id = document.id
   where document.kind = 'shortage' and document.status in ('registered', 'accepted', 'matched', 'in_transit')
     and ((shortage.resolve_by < :now and coalesce(shortage.escalated, '') <> 'resolve')
       or (document.status in ('registered', 'accepted') and shortage.answer_by < :now
         and shortage.escalated is null))`;

/** Whether there is any, asked without locks: most turns find none and write nothing. */
const anyUnmet = statement(`select document.id ${UNMET} limit 1`);

const unmet = statement(
  `select document.id, document.number, document.status, document.version,
     case when shortage.resolve_by < :now then 'resolve' else 'answer' end as passed
   ${UNMET}
   order by document.id limit ${ROWS_A_TURN} ${forUpdate === '' ? '' : `${forUpdate} of document`}`,
);

const mark = statement(
  `update shortage set escalated = given.passed from ${rowset('rows', { id: 'int', passed: 'text' })} as given
   where shortage.document_id = given.id`,
);

/** One turn in one transaction; gives how many were told. */
async function tellTurn(services: CommandServices): Promise<number> {
  const request = { act: 'shortage.escalate', key: null, input: { at: services.clock.now() } };
  const answer = await command(services, SYSTEM_ACTOR, request, async (tx, at) => {
    const rows = await tx.run<Row>(unmet, { now: at });
    const steps = rows.map(
      ({ id, status, version, passed }): Step => ({
        documentId: id,
        to: status,
        locked: { status, version },
        detail: { limit: passed, called: CALLED[passed] },
      }),
    );
    const told = { act: 'escalate', transitions: shortageTransitions, actor: SYSTEM_ACTOR, at };
    const moved = await advanceAll(tx, steps, told);
    if (!moved.ok) return moved;
    await tx.run(mark, { rows: rows.map(({ id, passed }) => ({ id, passed })) });
    const numbers = rows.map(({ number }) => number);
    return ok({ value: rows.length, subject: numbers[0] ?? '', after: { numbers } });
  });
  if (!answer.ok) throw new Error(`escalation was refused: ${answer.reason}`);
  return answer.value;
}

/** Tells what is late; nothing is written when nothing is. Gives how many were told. */
export async function escalateShortages(
  services: CommandServices,
  beat: Beat = async () => undefined,
): Promise<Record<string, number>> {
  let escalated = 0;
  while (true) {
    const [first] = await services.db.read.run<{ id: number }>(anyUnmet, { now: services.clock.now() });
    if (first === undefined) return { escalated };
    const told = await tellTurn(services);
    escalated += told;
    await beat(escalated, escalated);
    if (told < ROWS_A_TURN) return { escalated };
  }
}

export const escalation: ClockJob = { act: 'shortage.escalate', everyMinutes: 5, run: escalateShortages };
