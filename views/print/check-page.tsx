/** What anybody who holds a paper may read: what it says, and whether it still holds. */

import { paths } from '../../src/paths.ts';
import type { PaperKind, PaperState } from '../../src/print/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Alone } from '../layout/bare-page.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { fullMoment } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import type { ShownPaper } from './shown-paper.ts';

interface Checked {
  paper: ShownPaper;
  kind: PaperKind;
  copy: number;
  printedAt: number;
  /** Of the document, when it was printed. */
  version: number;
  /** The latest print of this paper, and how many there were. */
  latest: { copy: number; version: number; printedAt: number };
  state: PaperState;
  now: { version: number; changedAt: number };
}

interface CheckPageProps {
  t: Words;
  here: string;
  form: FormState;
  checked?: Checked | undefined;
}

const TONES = { same: 'accent', changed: 'warn', ended: 'danger' } as const;

export function CheckPage({ t, here, form, checked }: CheckPageProps) {
  const words = t.papers.check;
  return (
    <Alone t={t} here={here}>
      {checked === undefined ? <h1>{words.title}</h1> : <Found t={t} checked={checked} />}
      <Panel title={checked === undefined ? words.ask : words.another}>
        <form class="form" method="post" action={paths.check()}>
          <ErrorSummary t={t} form={form} labels={{ number: words.number, code: words.code }} />
          <TextField form={form} name="number" label={words.number} hint={words.numberHint} maxlength={40} required />
          <TextField form={form} name="code" label={words.code} hint={words.codeHint} maxlength={40} required />
          <Button kind="primary" block>
            {words.button}
          </Button>
        </form>
      </Panel>
    </Alone>
  );
}

function Found({ t, checked }: { t: Words; checked: Checked }) {
  const words = t.papers.check;
  const { paper, state, version, now, copy, printedAt, latest } = checked;
  const changedAt = fullMoment(now.changedAt);
  const said = {
    same: words.sameText,
    changed: words.changedText(version, now.version, changedAt),
    ended: words.endedText(changedAt),
  };
  return (
    <>
      <h1>
        {paper.title} {paper.number}
      </h1>
      <Notice title={words.states[state]} tone={TONES[state]} role={state === 'same' ? 'status' : 'alert'}>
        <p>{said[state]}</p>
        {latest.copy > copy && (
          <p>{words.newerText(copy, latest.copy, latest.version, fullMoment(latest.printedAt), state === 'same')}</p>
        )}
      </Notice>
      <Facts
        facts={[
          { label: words.issuer, value: paper.issuer },
          { label: words.printed, value: words.copyOf(copy, fullMoment(printedAt)), note: words.versionOf(version) },
          {
            label: words.inHand,
            value: latest.copy > copy ? words.olderPaper : words.newestPaper,
            note: words.printedTimes(latest.copy),
          },
          { label: words.holds, value: state === 'ended' ? words.holdsNone : words.versionOf(now.version) },
          ...paper.facts.map(([label, value]) => ({ label, value })),
        ]}
      />
      <Table caption={words.lines} stacks head={paper.heads.map((head) => <Head>{head}</Head>)}>
        {paper.rows.map((row) => (
          <tr>
            {row.map((cell, index) => (
              <td data-label={paper.heads[index]}>{cell === '' ? t.formats.nothing : cell}</td>
            ))}
          </tr>
        ))}
      </Table>
      {paper.notes.map((note) => (
        <p class="hint">{note}</p>
      ))}
    </>
  );
}
