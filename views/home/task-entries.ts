/** Rows of the queue about buying and paying, each as its feature told it. */
import type { Task } from '../../src/kernel/task.ts';
import { deadline, moneyText } from '../ui/format.ts';
import type { Context, Made } from './queue-context.ts';

export function toTask({ t, now }: Context, task: Task): Made {
  const words = t.tasks[task.code];
  const due = task.dueAt === null ? { text: t.formats.none, icon: 's-doing' as const } : deadline(t, task.dueAt, now);
  const entry = {
    due,
    what: words.what(task.subject, task.count ?? 1),
    href: task.href,
    ...(task.amountFen !== undefined && { whatNote: `${moneyText(task.amountFen)}${t.formats.yuan}` }),
    from: task.from,
    act: words.act,
  };
  return { entry, dueAt: task.dueAt ?? now + NO_LIMIT_MS };
}

/** What has no limit stands behind what has one this week. */
const NO_LIMIT_MS = 7 * 86_400_000;
