/** One application for disposal as its page shows it: its approval, its files, and what this person may do next. */
import type { Db } from '../../db/database.ts';
import { mayDecide, roundOf, type StepLine } from '../approvals/queries.ts';
import { type AttachmentLine, attachmentsOf } from '../attachments/queries.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { disposalFor, handles, type LoadedDisposal } from './disposal-record.ts';

export interface DisposalView extends LoadedDisposal {
  acts: ActRow[];
  files: AttachmentLine[];
  steps: StepLine[];
  /** Whether a meeting must have decided and its record is not there. */
  meetingMissing: boolean;
  can: {
    appraise: boolean;
    decide: boolean;
    meet: boolean;
    prepare: boolean;
    carryOut: boolean;
    withdraw: boolean;
    keep: boolean;
    prices: boolean;
  };
}

const FEN = 100;

/** The application as the viewer sees it; undefined when it is out of reach. */
export async function disposalView(
  db: Db,
  viewer: Viewer,
  number: string,
  now: number,
): Promise<DisposalView | undefined> {
  const loaded = await disposalFor(db, viewer.scopePath, number);
  if (loaded === undefined) return undefined;
  const { document: paper, disposal, place } = loaded;
  const { status, createdBy } = paper;
  const { meeting } = await ruleOn(db, 'disposal_tiers', dayOf(now));
  const given = { documentId: paper.id, requesterIds: [createdBy] };
  const decides = status === 'appraised' ? await mayDecide(db, viewer, now, given) : undefined;
  const isHead = !viewer.roles.includes('branch_head') || place.path.startsWith(viewer.scopePath);
  const side = handles(viewer, loaded);
  const open = ['proposed', 'appraised', 'approved'].includes(status);
  return {
    ...loaded,
    acts: await timelineOf(db, paper.id),
    files: await attachmentsOf(db, `document ${number}`),
    steps: await roundOf(db, paper.id),
    meetingMissing: open && disposal.priceFen >= meeting * FEN && disposal.meetingRecord === null,
    can: {
      appraise: status === 'proposed' && may(viewer.roles, 'asset.appraise') && createdBy !== viewer.userId,
      decide: decides?.ok === true && isHead,
      meet: status === 'appraised' && may(viewer.roles, 'asset.edit'),
      prepare: status === 'approved' && side,
      carryOut: status === 'approved' && side,
      withdraw: open && (side || createdBy === viewer.userId),
      keep: may(viewer.roles, 'asset.keep'),
      prices: may(viewer.roles, 'asset.price'),
    },
  };
}
