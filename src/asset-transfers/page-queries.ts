/** One transfer of equipment as its page shows it: its approval, its files, and what this person may do next. */
import type { Db } from '../../db/database.ts';
import { mayDecide, roundOf, type StepLine } from '../approvals/queries.ts';
import { type AttachmentLine, attachmentsOf } from '../attachments/queries.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { moveFor } from './move-queries.ts';
import { needsFiscal } from './rules.ts';
import { gives, type LoadedMove, takes } from './transfer-record.ts';

export interface MoveView extends LoadedMove {
  acts: ActRow[];
  files: AttachmentLine[];
  steps: StepLine[];
  /** Whether the treasury's approval is needed and not there. */
  fiscalMissing: boolean;
  can: {
    decide: boolean;
    fiscal: boolean;
    handOver: boolean;
    takeOver: boolean;
    withdraw: boolean;
    keep: boolean;
    prices: boolean;
  };
}

/** The transfer as the viewer sees it; undefined when it is out of reach. */
export async function moveView(db: Db, viewer: Viewer, number: string, now: number): Promise<MoveView | undefined> {
  const loaded = await moveFor(db, viewer.scopePath, number);
  if (loaded === undefined) return undefined;
  const { document: paper, move, giver } = loaded;
  const tiers = await ruleOn(db, 'asset_transfer_tiers', dayOf(now));
  const acts = await timelineOf(db, paper.id);
  const given = { documentId: paper.id, requesterIds: [paper.createdBy] };
  const decides = paper.status === 'proposed' ? await mayDecide(db, viewer, now, given) : undefined;
  const isHead = !viewer.roles.includes('branch_head') || giver.path.startsWith(viewer.scopePath);
  const side = gives(viewer, loaded);
  const handed = acts.find((act) => act.act === 'hand_over');
  const open = ['proposed', 'approved', 'moving'].includes(paper.status);
  const own = paper.createdBy === viewer.userId && paper.status !== 'moving';
  return {
    ...loaded,
    acts,
    files: await attachmentsOf(db, `document ${number}`),
    steps: await roundOf(db, paper.id),
    fiscalMissing: open && needsFiscal(move, tiers) && move.fiscalNumber === null,
    can: {
      decide: decides?.ok === true && isHead,
      fiscal: may(viewer.roles, 'asset.edit') && ['proposed', 'approved'].includes(paper.status),
      handOver: side && paper.status === 'approved',
      takeOver: takes(viewer, loaded) && paper.status === 'moving' && handed?.actorId !== viewer.userId,
      withdraw: open && (own || side),
      keep: may(viewer.roles, 'asset.keep'),
      prices: may(viewer.roles, 'asset.price'),
    },
  };
}
