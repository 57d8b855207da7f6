/** What sending, receiving and taking back a dispatch mean for its requests: links and requests move together. */
import type { Tx } from '../../db/database.ts';
import type { Actor } from '../auth/viewer.ts';
import { removeLinks, setLinkQuantities } from '../documents/links.ts';
import type { Result } from '../kernel/result.ts';
import { type NeedChange, type NeedStep, progressNeeds } from '../requisitions/progress-commands.ts';
import { type ProgressChange, type ProgressRequest, progressShortages } from '../shortages/progress-commands.ts';
import { type DispatchLineRow, type DispatchRecord, type ServingLink, servingLinks } from './dispatch-record.ts';
import { shareInOrder } from './rules.ts';

/** What becomes of one link, in base units. */
interface Share {
  link: ServingLink;
  /** Goes on to its request, and falls back to being open. */
  onBase: number;
  backBase: number;
}

interface Served {
  onBase: number;
  backBase: number;
}

/** Sums by request, as one change for each. */
function sumBy(shares: readonly Share[], keyOf: (link: ServingLink) => number | null): Map<number, Served> {
  const sums = new Map<number, Served>();
  for (const { link, onBase, backBase } of shares) {
    const key = keyOf(link);
    if (key === null) continue;
    const sum = sums.get(key) ?? { onBase: 0, backBase: 0 };
    sums.set(key, { onBase: sum.onBase + onBase, backBase: sum.backBase + backBase });
  }
  return sums;
}

/** How an act moves a shortage and a need, told from what goes on and what falls back. */
interface Effect {
  act: ProgressRequest['act'];
  needAct: NeedStep['act'];
  shortage: (served: Served) => Omit<ProgressChange, 'shortageId'>;
  need: (served: Served) => Omit<NeedChange, 'demandId'>;
}

async function moveServed(
  tx: Tx,
  record: DispatchRecord,
  by: { actor: Actor; at: number },
  shares: readonly Share[],
  effect: Effect,
): Promise<Result<undefined>> {
  const shortages = sumBy(shares, (link) => (link.kind === 'shortage' ? link.document_id : null));
  const needs = sumBy(shares, (link) => link.demand_id);
  const changes = [...shortages].map(([shortageId, served]) => ({ shortageId, ...effect.shortage(served) }));
  const moved = await progressShortages(tx, { act: effect.act, ...by }, changes);
  if (!moved.ok || needs.size === 0) return moved;
  const step = { act: effect.needAct, way: 'direct' as const, paper: record.document.number, ...by };
  return progressNeeds(
    tx,
    step,
    [...needs].map(([demandId, served]) => ({ demandId, ...effect.need(served) })),
  );
}

/** What each link carries once its line carries so much: the first asked keep theirs when it fell short. */
function sharesOf(
  links: readonly ServingLink[],
  lineIds: readonly number[],
  carried: (lineId: number) => number,
): Share[] {
  return lineIds.flatMap((lineId) => {
    const own = links.filter((link) => link.line_id === lineId);
    const wanted = own.map((link) => ({ id: link.id, quantityBase: link.quantity_base }));
    const shared = shareInOrder(wanted, carried(lineId));
    return own.map((link) => {
      const onBase = shared.get(link.id) ?? 0;
      return { link, onBase, backBase: link.quantity_base - onBase };
    });
  });
}

/** What was picked is on its way to its requests; what fell short is open again. */
export async function shipServed(
  tx: Tx,
  record: DispatchRecord,
  lines: readonly DispatchLineRow[],
  actor: Actor,
  at: number,
): Promise<Result<undefined>> {
  const links = await servingLinks(tx, record.document.id);
  const picked = new Map(lines.map((line) => [line.id, line.picked_base ?? 0]));
  const shares = sharesOf(links, [...picked.keys()], (lineId) => picked.get(lineId) ?? 0);
  const shorter = shares.filter((share) => share.backBase > 0);
  await setLinkQuantities(
    tx,
    shorter.map(({ link, onBase }) => ({ id: link.id, quantityBase: onBase, fulfilledBase: 0 })),
  );
  const dispatch = record.document.number;
  return moveServed(tx, record, { actor, at }, shares, {
    act: 'ship',
    needAct: 'ship',
    shortage: ({ onBase, backBase }) => ({
      shippedBase: onBase,
      answeredBase: -backBase,
      detail: { dispatch, quantityBase: onBase, short: backBase },
    }),
    need: ({ backBase }) => ({ sentBase: -backBase, receivedBase: 0 }),
  });
}

/** Good quantities by line reach the requests in the order they asked; what did not arrive is open again. */
export async function arriveServed(
  tx: Tx,
  record: DispatchRecord,
  goodBase: ReadonlyMap<number, number>,
  actor: Actor,
  at: number,
): Promise<Result<undefined>> {
  const links = await servingLinks(tx, record.document.id);
  const shares = sharesOf(links, [...goodBase.keys()], (lineId) => goodBase.get(lineId) ?? 0);
  await setLinkQuantities(
    tx,
    shares.map(({ link, onBase }) => ({ id: link.id, quantityBase: onBase, fulfilledBase: onBase })),
  );
  const dispatch = record.document.number;
  return moveServed(tx, record, { actor, at }, shares, {
    act: 'arrive',
    needAct: 'arrive',
    shortage: ({ onBase, backBase }) => ({
      arrivedBase: onBase,
      shippedBase: -backBase,
      answeredBase: -backBase,
      detail: { dispatch, quantityBase: onBase, short: backBase },
    }),
    need: ({ onBase, backBase }) => ({ sentBase: -backBase, receivedBase: onBase }),
  });
}

/** What the links carried is taken back from their requests. */
function takeBack(
  tx: Tx,
  record: DispatchRecord,
  links: readonly ServingLink[],
  by: { actor: Actor; at: number },
  wasShipped: boolean,
): Promise<Result<undefined>> {
  const dispatch = record.document.number;
  const shares = links.map((link) => ({ link, onBase: 0, backBase: link.quantity_base }));
  return moveServed(tx, record, by, shares, {
    act: 'withdraw',
    needAct: 'give_back',
    shortage: ({ backBase }) => ({
      answeredBase: -backBase,
      shippedBase: wasShipped ? -backBase : 0,
      detail: { dispatch, quantityBase: backBase },
    }),
    need: ({ backBase }) => ({ sentBase: -backBase, receivedBase: 0 }),
  });
}

/** Every share a dispatch holds goes back to being open in its request. */
export async function withdrawServed(
  tx: Tx,
  record: DispatchRecord,
  actor: Actor,
  at: number,
  wasShipped: boolean,
): Promise<Result<undefined>> {
  // A line that was picked as nothing serves nobody any more: its request has moved on without this dispatch
  const links = (await servingLinks(tx, record.document.id)).filter((link) => link.quantity_base > 0);
  await setLinkQuantities(
    tx,
    links.map((link) => ({ id: link.id, quantityBase: 0, fulfilledBase: 0 })),
  );
  return takeBack(tx, record, links, { actor, at }, wasShipped);
}

/** The shares of one line that goes before the dispatch is sent are open again; it serves nobody any more. */
export async function withdrawLine(
  tx: Tx,
  record: DispatchRecord,
  lineId: number,
  actor: Actor,
  at: number,
): Promise<Result<undefined>> {
  const links = (await servingLinks(tx, record.document.id)).filter((link) => link.line_id === lineId);
  await removeLinks(
    tx,
    links.map((link) => link.id),
  );
  return takeBack(tx, record, links, { actor, at }, false);
}
