/** Accepting what the program takes bank lines for: the same form twice is one act, whatever is proposed meanwhile. */
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { checkRoles, type Decision, decide, refuseDecided } from './line-commands.ts';
import { linesOfStatement } from './line-queries.ts';
import { proposalsFor } from './match-queries.ts';

export interface Matching {
  statementId: number;
  /** Lines of the statement whose proposals a person accepts. */
  lineIds: number[];
}

/**
 * Accepts what the program takes lines for. Refuses as `decideLines` does, and a line for which nothing is proposed.
 */
export async function matchLines(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: Matching },
): Promise<Answer<{ count: number }>> {
  const { key, input } = request;
  const subject = `statement ${input.statementId}`;
  return command(services, actor, { act: 'bank.decide', key, input, subject }, async (tx, at) => {
    if (input.lineIds.length === 0) return refuse('bank_none');
    const lines = await linesOfStatement(tx, input.statementId, { ids: input.lineIds });
    const proposals = await proposalsFor(tx, lines);
    const decisions: Decision[] = [];
    for (const lineId of [...new Set(input.lineIds)].sort((a, b) => a - b)) {
      const line = lines.find((one) => one.id === lineId);
      if (line === undefined) return refuse('not_found');
      if (line.meaning !== 'unmatched') return refuseDecided(tx, lineId);
      const found = proposals.get(lineId);
      if (found === undefined) return refuse('bank_no_proposal', { line: line.lineNumber });
      const { meaning, paymentId, organisationCode } = found;
      const decision = { lineId, meaning, paymentId, organisationCode, note: '' };
      const allowed = checkRoles(actor, [decision]);
      if (!allowed.ok) return allowed;
      const done = await decide(tx, actor, at, decision);
      if (!done.ok) return done;
      decisions.push(decision);
    }
    return ok({ value: { count: decisions.length }, subject, after: { decisions } });
  });
}
