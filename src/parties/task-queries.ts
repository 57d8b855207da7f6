/** What suppliers let wait: licences to renew, for buyer and quality officer, and bank details to confirm. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { banksWaiting, licenceAlerts } from './list-queries.ts';

/** One row a party whose licences lapse, with how many; one for each change of bank details this person may decide. */
export async function partyTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const tasks: Task[] = [];
  if (may(viewer.roles, 'party.licence') || may(viewer.roles, 'party.edit')) {
    const byParty = new Map<string, Task>();
    for (const { partyCode, partyName, validTo } of await licenceAlerts(db, dayOf(now))) {
      const known = byParty.get(partyCode);
      if (known !== undefined) known.count = (known.count ?? 1) + 1;
      else {
        const dueAt = startOfDay(addDays(validTo, 1));
        const href = paths.party(partyCode);
        byParty.set(partyCode, { code: 'licence_lapses', subject: partyName, href, from: partyCode, dueAt, count: 1 });
      }
    }
    tasks.push(...byParty.values());
  }
  if (may(viewer.roles, 'bank.confirm')) {
    for (const waiting of await banksWaiting(db)) {
      if (waiting.proposedBy === viewer.userId) continue;
      const { partyCode, partyName, proposedByName } = waiting;
      const at = { href: paths.bank(partyCode), from: proposedByName ?? partyCode, dueAt: null };
      tasks.push({ code: 'bank_confirm', subject: partyName, ...at });
    }
  }
  return tasks;
}
