/** What was done to a paper, newest first: the act in words, its note, who and when. */
import type { ActRow } from '../../src/documents/queries.ts';
import type { Words } from '../i18n/index.ts';
import { fullMoment, whoText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Log } from '../ui/timeline.tsx';

interface ActLogProps {
  t: Words;
  title: string;
  /** Of the paper's kind, by act. */
  words: Readonly<Record<string, string>>;
  /** As they happened. */
  acts: readonly ActRow[];
}

export function ActLog({ t, title, words, acts }: ActLogProps) {
  const entries = [...acts].reverse().map((act) => ({
    act: words[act.act] ?? act.act,
    text: act.note ?? '',
    by: `${whoText(t, act)} ${fullMoment(act.at)}`,
  }));
  return (
    <Panel title={title} padded={false}>
      <Log body entries={entries} />
    </Panel>
  );
}
