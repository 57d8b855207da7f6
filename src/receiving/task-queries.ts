/** What receiving lets wait: deliveries to inspect, inspections to conclude, lots to decide, goods to share. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { OrganisationKind, Viewer } from '../auth/viewer.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { deliveriesAwaited } from './list-queries.ts';
import { mayInspect } from './rules.ts';

const openReceipts = statement(
  `select document.number, document.status, place.id, place.kind, place.path, place.short_name as place,
     party.short_name as supplier, receipt.arrived_at
   from document join receipt on receipt.document_id = document.id
   join organisation as place on place.id = receipt.organisation_id join party on party.id = receipt.party_id
   where document.kind = 'receipt' and document.status in ('draft', 'pending') and place.path like :scope || '%'
   order by document.id limit 100`,
);

/** Accepted goods that nobody has shared out, while needs of their order line wait. */
const toShare = statement(
  `select distinct document.number, place.id, place.kind, place.path, place.short_name as place,
     party.short_name as supplier, receipt.arrived_at
   from receipt_line as line join receipt on receipt.document_id = line.receipt_id
   join document on document.id = receipt.document_id
   join organisation as place on place.id = receipt.organisation_id join party on party.id = receipt.party_id
   join order_demand as need on need.order_line_id = line.order_line_id
     and need.quantity_base > need.allotted_base + need.returned_base
   where line.accepted_base > 0 and place.path like :scope || '%'
     and not exists (select 1 from allotment where allotment.receipt_line_id = line.id)
   order by document.number limit 100`,
);

interface Row {
  number: string;
  id: number;
  kind: OrganisationKind;
  path: string;
  place: string;
  supplier: string;
  arrived_at: number;
}

/** What waits for this person at the places where it may inspect. */
export async function receivingTasks(db: Db, viewer: Viewer, _now: number): Promise<Task[]> {
  if (!may(viewer.roles, 'receipt.inspect')) return [];
  const scope = viewer.scopePath;
  const task = (code: Task['code'], row: Row): Task => {
    return { code, subject: row.number, href: paths.receipt(row.number), from: row.supplier, dueAt: null };
  };
  const deliveries = (await deliveriesAwaited(db, scope)).filter((delivery) => mayInspect(viewer, delivery.place));
  const open = await db.run<Row & { status: string }>(openReceipts, { scope });
  const shares = await db.run<Row>(toShare, { scope });
  return [
    ...deliveries.map(({ number, order, supplier, expectedOn }): Task => {
      const href = paths.newReceipt({ order, delivery: number });
      const dueAt = startOfDay(addDays(expectedOn, 1));
      return { code: 'delivery_inspect', subject: number, href, from: supplier, dueAt };
    }),
    ...open
      .filter((row) => mayInspect(viewer, row))
      .map((row) => task(row.status === 'draft' ? 'receipt_conclude' : 'receipt_pending', row)),
    ...shares.filter((row) => mayInspect(viewer, row)).map((row) => task('allot', row)),
  ];
}
