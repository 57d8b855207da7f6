/** One round as somebody sees it: what they may do, what could still ride, and what was done. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { type AboardBox, boxesAboard } from '../packing/box-queries.ts';
import { notLoaded, type Piece, piecesOf } from './loading-rules.ts';
import { type LoadedRound, roundByNumber } from './round-record.ts';
import { type WaitingLoad, waitingLoads } from './route-queries.ts';

export interface RoundView extends LoadedRound {
  acts: ActRow[];
  /** Boxes of what is aboard; dispatches without any go unboxed. */
  boxes: AboardBox[];
  /** What goes aboard, as it is loaded: the last stop first; and of it what was left while others were scanned. */
  pieces: Piece[];
  left: Piece[];
  /** Of a planned round: dispatches to its stops that no round has. */
  waiting: WaitingLoad[];
  can: { plan: boolean; drive: boolean };
}

/** The round as the viewer sees it; undefined when the house is out of scope and it is not the viewer's to drive. */
export async function roundView(db: Db, viewer: Viewer, number: string): Promise<RoundView | undefined> {
  const loaded = await roundByNumber(db, number);
  if (loaded === undefined || !loaded.house.path.startsWith(viewer.scopePath)) return undefined;
  const own = loaded.round.driverId === viewer.userId;
  if (!own && !may(viewer.roles, 'stock.read')) return undefined;
  const plan = may(viewer.roles, 'round.plan') && worksAt(viewer, loaded.house);
  const planned = loaded.document.status === 'planned';
  const members = new Set(loaded.stops.map(({ stop }) => stop.organisationId));
  const waiting = plan && planned ? await waitingLoads(db, loaded.house.id) : [];
  const boxes = await boxesAboard(db, loaded.document.id);
  const pieces = piecesOf(loaded, boxes);
  return {
    ...loaded,
    pieces,
    left: notLoaded(pieces),
    acts: await timelineOf(db, loaded.document.id),
    boxes,
    waiting: waiting.filter((one) => members.has(one.receiverId)),
    can: { plan, drive: may(viewer.roles, 'round.drive') && (own || plan) },
  };
}
