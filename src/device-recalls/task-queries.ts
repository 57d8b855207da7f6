/** Recalls that wait: for what the own member keeps or mends, and for the asset office to end them. */
import type { Db } from '../../db/database.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { listDeviceRecalls } from './list-queries.ts';

const MOST_SHOWN = 100;

/** One task a recall, due on its day. */
export async function deviceRecallTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  if (!may(viewer.roles, 'asset.keep')) return [];
  const open = await listDeviceRecalls(db, viewer.scopePath, { state: 'open' }, { size: MOST_SHOWN });
  return open.flatMap((recall): Task[] => {
    const waiting = recall.cards - recall.done;
    const common = {
      subject: `${recall.number} ${recall.title}`,
      href: paths.deviceRecall(recall.number),
      from: recall.noticeNumber,
      dueAt: startOfDay(addDays(recall.dueOn, 1)) - 1,
    };
    if (waiting > 0) return [{ code: 'device_recall_answer', ...common, count: waiting }];
    return may(viewer.roles, 'asset.edit') ? [{ code: 'device_recall_end', ...common }] : [];
  });
}
