/** A decision of the committee as a row: for tests of what rests on one, not of how it is taken. */
import { committeeSession, matter } from '../../db/schema/selection.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { openDocument } from '../../src/documents/advance.ts';
import type { TestApp } from './app.ts';

interface Decided {
  kind: 'version' | 'exception' | 'substitute';
  outcome?: 'passed' | 'rejected';
  text: string;
  /** The document decided about, as it stood. */
  about?: { documentId: number; documentVersion: number } | null;
}

/** The committee of the head organisation decides in a closed session of its own; gives the matter's id. */
export function decideMatter(test: TestApp, by: { headId: number; actor: Actor }, decided: Decided): Promise<number> {
  const at = test.clock.now();
  const { kind, outcome = 'passed', text, about } = decided;
  return test.services.db.transaction(async (tx) => {
    const opened = { kind: 'session' as const, status: 'closed', act: 'open', counterpartId: null };
    const document = await openDocument(tx, { ...opened, organisationId: by.headId, actor: by.actor, at });
    const [session] = await tx
      .insert(committeeSession)
      .values({ documentId: document.id, title: '药事会', heldOn: '2026-11-23' })
      .returning({ id: committeeSession.id });
    const subject = about && { documentId: about.documentId, documentVersion: about.documentVersion };
    const row = { sessionId: session?.id ?? 0, kind, outcome, text, decidedAt: at, ...subject };
    const [added] = await tx.insert(matter).values(row).returning({ id: matter.id });
    return added?.id ?? 0;
  });
}
