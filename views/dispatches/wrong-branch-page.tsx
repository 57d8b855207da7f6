/** A dispatch that came to the wrong place: nothing to receive, and the right place said in one sentence. */

import type { Refusal } from '../../src/kernel/result.ts';
import { paths } from '../../src/paths.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

export function WrongBranchPage({ t, refusal }: { t: Words; refusal: Refusal }) {
  const words = t.arrivals;
  return (
    <>
      <PageHead title={words.wrongBranch} />
      <Notice
        title={refusalText(t, refusal)}
        tone="danger"
        role="alert"
        buttons={
          <LinkButton href={paths.dispatches({ state: 'in_transit' })}>{t.dispatches.tabs.in_transit}</LinkButton>
        }
      />
    </>
  );
}
