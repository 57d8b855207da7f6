/** Computing a proposal from the stock as it is, step by step, so that whoever waits sees how far it is. */
import type { Db } from '../../db/database.ts';
import type { Pace } from '../imports/pace.ts';
import { journeyKm, type Route } from './distance.ts';
import type { Distance, Move } from './journey-rules.ts';
import { readMembers, solverRule } from './member-queries.ts';
import { readStands } from './read-queries.ts';
import type { Aim } from './rules.ts';
import { redistribute } from './solver.ts';

export interface ComputeAsked {
  day: string;
  aim: Aim;
  route: Route;
  itemIds?: readonly number[] | undefined;
}

export interface Computed {
  moves: Move[];
  summary: {
    members: number;
    withoutPoint: number;
    items: number;
    stands: number;
    lines: number;
    pairs: number;
    worthFen: number;
    savedFen: number;
  };
}

/** Distances between members, each worked out once. */
function distances(of: Awaited<ReturnType<typeof readMembers>>, route: Route): Distance {
  const points = new Map(of.map((member) => [member.id, member.point]));
  const hub = of.find((member) => member.kind === 'head')?.point ?? null;
  const known = new Map<number, number | null>();
  return (fromId, toId) => {
    const key = fromId * 1_000_000 + toId;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const km = journeyKm(points.get(fromId) ?? null, points.get(toId) ?? null, hub, route);
    known.set(key, km);
    return km;
  };
}

const fits = (aim: Aim) => (move: Move) =>
  aim === 'all' || (aim === 'near' ? move.detail.near : move.detail.why !== 'near');

/** Reads, solves, and sums up what was looked at. */
export async function computeProposal(db: Db, asked: ComputeAsked, pace: Pace): Promise<Computed> {
  const { day, aim, route, itemIds } = asked;
  await pace('reading', 0, 2);
  const members = await readMembers(db);
  const rule = await solverRule(db, day);
  const items = await readStands(db, { day, itemIds }, members);
  await pace('reading', 2, 2);
  const distance = distances(members, route);
  const solved = await redistribute({
    items,
    rule,
    distance,
    pace: (done, total) => pace('judging', done, total),
  });
  const moves = solved.filter(fits(aim));
  const worth = (of: readonly Move[]) => of.reduce((sum, one) => sum + one.detail.worthFen, 0);
  const summary = {
    members: members.length,
    withoutPoint: members.filter((member) => member.point === null).length,
    items: items.length,
    stands: items.reduce((sum, item) => sum + item.stands.length, 0),
    lines: moves.length,
    pairs: new Set(moves.map((one) => `${one.fromId}-${one.toId}`)).size,
    worthFen: worth(moves),
    savedFen: worth(moves.filter((one) => one.detail.near)),
  };
  return { moves, summary };
}
