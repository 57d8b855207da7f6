/** Files of use whose posting was cut short: whoever records issues goes on where it stopped. */
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../../db/database.ts';
import { useFile } from '../../../db/schema/issues.ts';
import { may } from '../../auth/roles.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Task } from '../../kernel/task.ts';
import { paths } from '../../paths.ts';

/** Files of the own member that are being posted; one that is under way shows how far it is. */
export async function useFileTasks(db: Db, viewer: Viewer): Promise<Task[]> {
  if (!may(viewer.roles, 'issue.record')) return [];
  const own = and(eq(useFile.organisationId, viewer.organisationId), eq(useFile.status, 'posting'));
  const files = await db.select().from(useFile).where(own).limit(20);
  return files.map((file) => ({
    code: 'use_resume',
    subject: file.fileName,
    href: paths.useFile(file.id),
    from: viewer.organisationName,
    dueAt: null,
    count: Math.max(0, file.rows - file.nextPosition),
  }));
}
