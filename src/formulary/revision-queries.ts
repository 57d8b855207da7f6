/** When the formulary must be revised next and what the open draft waits for: for its page and the page of today. */
import type { Db } from '../../db/database.ts';
import type { Refusal } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { countChanges } from './draft-queries.ts';
import { readinessOf } from './publish-commands.ts';
import { openDraft, publishedVersions } from './queries.ts';
import { type RevisionState, revisionDue } from './rules.ts';

export interface Revision {
  /** Null while nothing was ever published. */
  due: { dueOn: string; state: RevisionState } | null;
  months: number;
  /** Null when no draft is open. */
  draft: { number: string; changes: number; problems: Refusal[] } | null;
}

/** `problems` looks at the whole draft, which takes longer: for those who work on it. */
export async function revisionView(db: Db, today: string, asked: { problems: boolean }): Promise<Revision> {
  const rule = await ruleOn(db, 'formulary_revision', today);
  const [latest] = await publishedVersions(db);
  const due = latest === undefined ? null : revisionDue(latest.effectiveOn, rule, today);
  const open = await openDraft(db);
  if (open === undefined) return { due, months: rule.months, draft: null };
  const problems = asked.problems ? (await readinessOf(db, open, today)).problems : [];
  const draft = { number: open.documentNumber, changes: await countChanges(db, open.id), problems };
  return { due, months: rule.months, draft };
}
