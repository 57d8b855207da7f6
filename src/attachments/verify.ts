/** Recomputes the digest of every kept file: a file is what it was when it was kept. */
import { asc, gt } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { attachment } from '../../db/schema/parties.ts';
import type { Check, Finding } from '../kernel/finding.ts';
import { digestOf } from './digest.ts';

const RULE = 'attachment_digest';
/** Files may be large: so few are held at a time. */
const AT_ONCE = 8;

async function changedFiles(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let last = 0; ; ) {
    const rows = await db
      .select({
        id: attachment.id,
        subject: attachment.subject,
        title: attachment.title,
        sha256: attachment.sha256,
        content: attachment.content,
      })
      .from(attachment)
      .where(gt(attachment.id, last))
      .orderBy(asc(attachment.id))
      .limit(AT_ONCE);
    for (const { id, subject, title, sha256, content } of rows) {
      const found = digestOf(content);
      if (found !== sha256) findings.push({ rule: RULE, subject: `${subject} ${title}`, expected: sha256, found });
      last = id;
    }
    if (rows.length < AT_ONCE) return findings;
  }
}

export const attachmentChecks: readonly Check<Db>[] = [{ rule: RULE, find: changedFiles }];
