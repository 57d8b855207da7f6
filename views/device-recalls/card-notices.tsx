/** Open recalls that mean a card, on its page: what they ask for, or what was done. */
import { paths } from '../../src/paths.ts';
import type { RecallOfCard } from '../../src/safety-of-use/recall-queries.ts';
import type { Words } from '../i18n/index.ts';
import { Notice } from '../ui/notice.tsx';

export function RecallNotices({ t, recalls }: { t: Words; recalls: readonly RecallOfCard[] }) {
  const words = t.deviceRecalls;
  const notices = recalls.map(({ number, title, measure, result }) => (
    <Notice
      tone={result === null && measure !== 'watch' ? 'danger' : 'info'}
      title={<a href={paths.deviceRecall(number)}>{words.onCard(number, title)}</a>}
    >
      {result === null ? words.measureTexts[measure] : words.resultTexts[result]}
    </Notice>
  ));
  return <>{notices}</>;
}
