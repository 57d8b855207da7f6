/** Licences as a table: what each covers, how long, and whether somebody must act. */

import { daysBetween } from '../../src/kernel/clock.ts';
import type { LicenceLine } from '../../src/parties/page-queries.ts';
import type { LicenceState, Standing } from '../../src/parties/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import { namesComma } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

const SIGNALS: Record<LicenceState | Standing, { icon: IconName; tone?: Tone }> = {
  missing: { icon: 's-no', tone: 'danger' },
  lapsed: { icon: 's-stop', tone: 'danger' },
  danger: { icon: 's-late', tone: 'danger' },
  warn: { icon: 's-near', tone: 'warn' },
  caution: { icon: 's-near', tone: 'caution' },
  valid: { icon: 's-done' },
  coming: { icon: 's-todo' },
  renewed: { icon: 's-done' },
  ended: { icon: 's-no' },
};

interface LicenceStatusProps {
  t: Words;
  state: LicenceState | Standing;
  /** Last day, from which the days that are left are told. */
  validTo?: string | null;
  today: string;
  badge?: boolean;
}

/** 有效, 剩69天, 已失效: the word is about the day of the page. */
export function LicenceStatus({ t, state, validTo = null, today, badge }: LicenceStatusProps) {
  const words = t.parties;
  const soon = state === 'danger' || state === 'warn' || state === 'caution';
  const text = soon && validTo !== null ? t.formats.leftDays(daysBetween(today, validTo)) : words.states[state];
  return (
    <Status {...SIGNALS[state]} badge={badge}>
      {text}
    </Status>
  );
}

interface LicenceTableProps {
  t: Words;
  licences: LicenceLine[];
  today: string;
  /** Code of the party, for who may end a licence. */
  endable?: string;
}

export function LicenceTable({ t, licences, today, endable }: LicenceTableProps) {
  const words = t.parties;
  const head = (
    <>
      <Head>{words.licence}</Head>
      <Head>{words.state}</Head>
      <Head>{words.validity}</Head>
      <Head>{words.scope}</Head>
      {endable !== undefined && <Head>{words.act}</Head>}
    </>
  );
  return (
    <Table caption={words.licencesCaption} head={head} stacks>
      {licences.map((line) => (
        <tr class={line.state === 'ended' || line.state === 'renewed' ? 'off' : undefined}>
          <td class="span-4">
            <span class="item">
              <b>{words.licenceKinds[line.kind]}</b>
              <small>
                <Code>{line.number}</Code>
                {line.issuedBy !== '' && ` ${line.issuedBy}`}
              </small>
            </span>
          </td>
          <td class="span-2">
            <LicenceStatus t={t} state={line.state} validTo={line.validTo} today={today} />
            {line.endedReason !== null && <small class="note">{line.endedReason}</small>}
          </td>
          <td>{words.span(line.validFrom, line.validTo)}</td>
          <td>{scopeText(t, line.scope)}</td>
          {endable !== undefined && (
            <td>{line.endedAt === null && <a href={paths.licenceEnding(endable, line.id)}>{words.endLicence}</a>}</td>
          )}
        </tr>
      ))}
    </Table>
  );
}

/** Empty for papers that stand for the whole party. */
function scopeText(t: Words, scope: readonly string[]): string {
  const words: Record<string, string> = t.parties.goods;
  return scope.map((goods) => words[goods] ?? goods).join(namesComma(t));
}
