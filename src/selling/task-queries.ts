/** What selling prices let wait: proposals to decide, and goods in stock without a price. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { countWithoutPrice } from './list-queries.ts';

const proposals = statement(
  `select item.code, item.generic_name as name, price.price_pack from selling_price as price
   join item on item.id = price.item_id
   where price.status = 'proposed' and price.recorded_by <> :actorId order by price.id`,
);

/** Proposals this person may decide; for those who set prices, goods without one as one row. */
export async function sellingTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const tasks: Task[] = [];
  if (may(viewer.roles, 'repricing.approve')) {
    const rows = await db.run<{ code: string; name: string }>(proposals, { actorId: viewer.userId });
    tasks.push(
      ...rows.map(({ code, name }): Task => {
        return { code: 'selling_approve', subject: name, href: paths.itemSelling(code), from: code, dueAt: null };
      }),
    );
  }
  if (!may(viewer.roles, 'price.edit')) return tasks;
  const count = await countWithoutPrice(db, dayOf(now));
  const href = paths.selling({ state: 'missing' });
  if (count > 0) tasks.push({ code: 'selling_missing', subject: '', href, from: '', dueAt: null, count });
  return tasks;
}
