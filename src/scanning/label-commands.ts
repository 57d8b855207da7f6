/** Printing labels is an act: who printed what how often is kept, and a second time counts as a reprint. */
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { earlierPrints, labelSubject } from './label-queries.ts';
import { checkOrder, type LabelKind, type LabelOrder } from './rules.ts';

/** Any of these lets a person print: whoever keeps, sends or inspects goods. */
export const PRINTERS = ['issue.record', 'dispatch.pick', 'receipt.inspect'] as const;

/** Writes down one printing. Refuses what lies outside the scope, nothing to print, and more than is sensible. */
export function printLabels(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { kind: LabelKind; of: string } & LabelOrder,
): Promise<Answer<{ reprint: number }>> {
  return command(services, actor, { act: 'label.print', key, input, subject: input.of }, async (tx, at) => {
    if (!PRINTERS.some((permission) => may(actor.roles, permission))) return refuseWithout(...PRINTERS);
    const found = await labelSubject(tx, actor, input, at);
    if (found === undefined) return refuse('not_found');
    const different = found.labels[0]?.kind === 'box' ? input.boxes : found.labels.length;
    const checked = checkOrder(input, different);
    if (!checked.ok) return checked;
    const { times: reprint } = await earlierPrints(tx, actor, found.subject);
    const { size, copies } = input;
    const after = { kind: input.kind, size, copies, labels: different * copies, reprint };
    return ok({ value: { reprint }, subject: found.subject, after });
  });
}
