/** Rows of a preview, for items and for opening stock alike: what the sheet says, what will happen, and why. */
import type { Child } from 'hono/jsx';
import type { RowProblem } from '../../src/spreadsheets/problem.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import type { IconName } from '../ui/icon.tsx';
import { Advice } from '../ui/notice.tsx';
import { Status, type Tone } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';

export interface PreviewRow {
  row: number;
  what: Child;
  verdict: { label: string; icon: IconName; tone?: Tone };
  /** Sentences that explain the verdict. */
  notes: readonly string[];
  problems: readonly RowProblem[];
  refused: boolean;
  /** What a person may decide about the row. */
  ask?: Child;
}

/** A remark about a row: its column, then the sentence. */
export function problemText(t: Words, problem: RowProblem): string {
  const sentence = refusalText(t, problem);
  const words = t.catalogue.preview;
  return problem.place === null ? sentence : words.at(words.place(problem.place.letter, problem.place.title), sentence);
}

export function ImportRows({ t, rows }: { t: Words; rows: readonly PreviewRow[] }) {
  const words = t.catalogue.preview;
  const head = (
    <>
      <Head num>{words.row}</Head>
      <Head>{words.what}</Head>
      <Head>{words.verdict}</Head>
      <Head>{words.remarks}</Head>
    </>
  );
  return (
    <Table caption={words.caption} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="num span-1">{row.row}</td>
          <td class="span-5">{row.what}</td>
          <td class="span-2 nowrap">
            <Status icon={row.verdict.icon} {...(row.verdict.tone && { tone: row.verdict.tone })}>
              {row.verdict.label}
            </Status>
          </td>
          <td class="span-6">
            {row.notes.map((note) => (
              <div>{note}</div>
            ))}
            {row.ask}
            {row.problems.map((problem) => (
              <Advice
                icon={problem.severity === 'error' ? 's-no' : 's-near'}
                tone={problem.severity === 'error' ? 'danger' : 'caution'}
              >
                {problemText(t, problem)}
              </Advice>
            ))}
          </td>
        </tr>
      ))}
    </Table>
  );
}
