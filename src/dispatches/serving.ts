/** What sending and taking back mean for the requests that a dispatch serves: links and shortages move together. */
import type { Tx } from '../../db/database.ts';
import type { Actor } from '../auth/viewer.ts';
import { removeLinks, setLinkQuantities } from '../documents/links.ts';
import type { Result } from '../kernel/result.ts';
import { type ProgressChange, progressShortages } from '../shortages/progress-commands.ts';
import {
  type DispatchLineRow,
  type DispatchRecord,
  type ServingLink,
  servingLinks,
  sumByShortage,
} from './dispatch-record.ts';
import { shareInOrder } from './rules.ts';

/** What each link carries once a line was picked: the first asked keep theirs when the pick fell short. */
function sharesOf(lines: readonly DispatchLineRow[], links: readonly ServingLink[]) {
  const shares: { link: ServingLink; quantityBase: number }[] = [];
  for (const line of lines) {
    const own = links.filter((link) => link.line_id === line.id);
    const wanted = own.map((link) => ({ id: link.id, quantityBase: link.quantity_base }));
    const shared = shareInOrder(wanted, line.picked_base ?? 0);
    for (const link of own) shares.push({ link, quantityBase: shared.get(link.id) ?? 0 });
  }
  return shares;
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
  const shares = sharesOf(lines, links);
  const shorter = shares.filter((share) => share.quantityBase !== share.link.quantity_base);
  await setLinkQuantities(
    tx,
    shorter.map(({ link, quantityBase }) => ({ id: link.id, quantityBase, fulfilledBase: 0 })),
  );
  const shipped = sumByShortage(
    shares.map(({ link, quantityBase }) => ({ shortageId: link.shortage_id, quantityBase })),
  );
  const short = new Map(
    sumByShortage(
      shares.map(({ link, quantityBase }) => ({
        shortageId: link.shortage_id,
        quantityBase: link.quantity_base - quantityBase,
      })),
    ).map((one) => [one.shortageId, one.quantityBase]),
  );
  const changes = shipped.map(
    ({ shortageId, quantityBase }): ProgressChange => ({
      shortageId,
      shippedBase: quantityBase,
      answeredBase: -(short.get(shortageId) ?? 0),
      detail: { dispatch: record.document.number, quantityBase, short: short.get(shortageId) ?? 0 },
    }),
  );
  return progressShortages(tx, { act: 'ship', actor, at }, changes);
}

/** Every share a dispatch holds goes back to being open in its shortage. */
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
  return progressShortages(tx, { act: 'withdraw', actor, at }, takenBack(record, links, wasShipped));
}

/** What the links carried is taken back from their shortages. */
function takenBack(record: DispatchRecord, links: readonly ServingLink[], wasShipped: boolean): ProgressChange[] {
  const taken = sumByShortage(
    links.map((link) => ({ shortageId: link.shortage_id, quantityBase: link.quantity_base })),
  );
  return taken.map(({ shortageId, quantityBase }) => ({
    shortageId,
    answeredBase: -quantityBase,
    shippedBase: wasShipped ? -quantityBase : 0,
    detail: { dispatch: record.document.number, quantityBase },
  }));
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
  return progressShortages(tx, { act: 'withdraw', actor, at }, takenBack(record, links, false));
}
