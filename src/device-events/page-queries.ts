/** One adverse event as its page shows it, and who may do what about it. */
import type { Db } from '../../db/database.ts';
import { inReach } from '../assets/record-queries.ts';
import { attachmentsOf } from '../attachments/queries.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { eventByNumber } from './event-record.ts';
import type { EventState } from './rules.ts';

/** The event as the viewer sees it; undefined when there is none within reach. */
export async function eventView(db: Db, viewer: Viewer, number: string) {
  const loaded = await eventByNumber(db, number);
  if (loaded === undefined || !(await inReach(db, loaded.asset, viewer.scopePath))) return undefined;
  const office = may(viewer.roles, 'asset.edit');
  return {
    ...loaded,
    status: loaded.document.status as EventState,
    acts: await timelineOf(db, loaded.document.id),
    files: await attachmentsOf(db, `document ${number}`),
    can: { office, keepFiles: office || may(viewer.roles, 'asset.keep') },
  };
}

export type EventView = NonNullable<Awaited<ReturnType<typeof eventView>>>;
