/** One loan as its page shows it, and who may do what about it. */
import type { Db } from '../../db/database.ts';
import { attachmentsOf } from '../attachments/queries.ts';
import type { Viewer } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { borrows, lends, loanFor } from './loan-queries.ts';
import type { LoanState } from './rules.ts';

/** The loan as the viewer sees it; undefined when there is none within reach. */
export async function loanView(db: Db, viewer: Viewer, number: string) {
  const loaded = await loanFor(db, viewer.scopePath, number);
  if (loaded === undefined) return undefined;
  const lender = lends(viewer, loaded);
  const either = lender || borrows(viewer, loaded);
  return {
    ...loaded,
    status: loaded.document.status as LoanState,
    acts: await timelineOf(db, loaded.document.id),
    files: await attachmentsOf(db, `document ${number}`),
    can: { lender, either, agree: lender && loaded.document.createdBy !== viewer.userId },
  };
}

export type LoanView = NonNullable<Awaited<ReturnType<typeof loanView>>>;
