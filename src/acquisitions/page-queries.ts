/** One application as its page shows it: its figures, files, timeline, and what this person may do next. */
import type { Db } from '../../db/database.ts';
import { type AttachmentLine, attachmentsOf } from '../attachments/queries.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { acquisitionFor, type LoadedAcquisition } from './acquisition-queries.ts';
import { appliesFor } from './act-commands.ts';
import { checkDecider, isEnough, type Level, levelFor, type Payback, paybackOf } from './rules.ts';

export interface AcquisitionView extends LoadedAcquisition {
  acts: ActRow[];
  files: AttachmentLine[];
  payback: Payback;
  level: Level;
  /** Whether idle equipment was looked through today. */
  fresh: boolean;
  can: { apply: boolean; decide: boolean; buy: boolean; why: 'own' | 'level' | null };
}

/** The application as the viewer sees it; undefined when there is none within the scope. */
export async function acquisitionView(
  db: Db,
  viewer: Viewer,
  number: string,
  now: number,
): Promise<AcquisitionView | undefined> {
  const loaded = await acquisitionFor(db, viewer.scopePath, number);
  if (loaded === undefined) return undefined;
  const { document: paper, acquisition, place } = loaded;
  const acts = await timelineOf(db, paper.id);
  const payback = paybackOf(acquisition);
  const level = levelFor(payback.amountFen, place, await ruleOn(db, 'acquisition_tiers', dayOf(now)));
  const isOther = checkDecider(viewer.userId, acts).ok;
  const why = isOther ? (isEnough(viewer, place, level) ? null : 'level') : 'own';
  const [decide, buy] = [may(viewer.roles, 'acquisition.approve'), may(viewer.roles, 'acquisition.buy')];
  const can = { apply: appliesFor(viewer, place), decide, buy, why } as const;
  const files = await attachmentsOf(db, `document ${number}`);
  const fresh = dayOf(acquisition.checkedAt) === dayOf(now);
  return { ...loaded, acts, files, payback, level, fresh, can };
}
