/** One code: each act in order, the boxes it lies in or holds, and its alarms. */

import { paths } from '../../src/paths.ts';
import type { CodeView } from '../../src/tracing/code-queries.ts';
import type { Words } from '../i18n/index.ts';
import { momentText } from '../ui/format.ts';
import { Advice, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import { AlarmState } from './alarm-pages.tsx';
import { ScanRows } from './scan-rows.tsx';

const MOST_SHOWN = 200;

export function TraceCodePage({ t, view, now }: { t: Words; view: CodeView; now: number }) {
  const words = t.tracing;
  const { code, items, scans, around, inside, alarms } = view;
  const last = scans.at(-1);
  const open = alarms.filter((alarm) => alarm.closed_at === null);
  return (
    <>
      <PageHead
        title={<Code>{code}</Code>}
        crumbs={[{ label: words.title, href: paths.trace() }, { label: words.code }]}
        crumbsLabel={t.frame.position}
        facts={[items.length > 0 ? items.join(words.comma) : words.prefixUnknown, words.prefixIs(code.slice(0, 7))]}
      />
      {open.length > 0 && (
        <Notice title={words.alarmKinds[open[0]?.kind ?? 'two_members']} tone="danger">
          <p>{words.alarmTexts[open[0]?.kind ?? 'two_members']}</p>
        </Notice>
      )}
      {last !== undefined && last.code === code && (
        <Advice>{words.lastSeen(last.place, words.acts[last.act], momentText(t, last.at, now))}</Advice>
      )}
      <Columns kind="doc">
        <div>
          {scans.length === 0 ? (
            <Advice>{words.neverScanned}</Advice>
          ) : (
            <ScanRows t={t} rows={scans} now={now} caption={words.life} />
          )}
        </div>
        <div class="stack">
          <Boxes t={t} around={around} inside={inside} />
          {alarms.length > 0 && (
            <Panel title={words.alarmsTitle} padded={false}>
              <ul class="plain-list body">
                {alarms.map((alarm) => (
                  <li>
                    <a href={paths.traceAlarm(alarm.id)}>{words.alarmKinds[alarm.kind]}</a>{' '}
                    <AlarmState t={t} alarm={alarm} />
                    <small>{alarm.reason}</small>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
      </Columns>
    </>
  );
}

function Boxes({ t, around, inside }: { t: Words; around: string[]; inside: string[] }) {
  const words = t.tracing;
  if (around.length === 0 && inside.length === 0) return <Panel title={words.boxesTitle}>{words.noBox}</Panel>;
  const list = (codes: string[]) => (
    <ul class="plain-list body">
      {codes.slice(0, MOST_SHOWN).map((code) => (
        <li>
          <Code href={paths.traceCode(code)}>{code}</Code>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {around.length > 0 && (
        <Panel title={words.liesIn} padded={false}>
          {list(around)}
        </Panel>
      )}
      {inside.length > 0 && (
        <Panel title={words.holds(inside.length)} padded={false}>
          {list(inside)}
        </Panel>
      )}
    </>
  );
}
