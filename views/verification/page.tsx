/** The verification as an auditor reads it: is everything explained, which rule is not, and what exactly differs. */

import { paths } from '../../src/paths.ts';
import type { PastRun, Progress, RuleOutcome } from '../../src/verification/run.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { fullMoment, momentText, numberText } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';

export interface VerificationPageProps {
  t: Words;
  progress: Progress | undefined;
  last: PastRun | undefined;
  now: number;
  /** Of the form that begins a run. */
  formKey: string;
}

/** The whole page is the region that asks for itself again: often while a run lasts, otherwise when one has ended. */
export function VerificationPage({ t, progress, last, now, formKey }: VerificationPageProps) {
  const words = t.verification;
  const watching = live('verification', paths.verification());
  if (progress !== undefined) watching['hx-trigger'] = 'every 2s, live-verification from:body';
  const facts = last === undefined ? [] : [words.lastRun(fullMoment(last.outcome.startedAt), last.by)];
  return (
    <div class="stack" id="verification" {...watching}>
      <PageHead
        title={words.title}
        facts={facts}
        actions={<RunForm t={t} running={progress !== undefined} formKey={formKey} />}
        consequence={{ text: words.consequence }}
      />
      {progress !== undefined && (
        <Notice title={words.running(progress.done, progress.total)} tone="info" icon="s-doing" role="status">
          <p>{words.runningText(momentText(t, progress.startedAt, now), progress.by)}</p>
        </Notice>
      )}
      {last === undefined && progress === undefined && <Empty title={words.neverTitle} text={words.neverText} />}
      {last !== undefined && <Outcome t={t} run={last} />}
    </div>
  );
}

function RunForm({ t, running, formKey }: { t: Words; running: boolean; formKey: string }) {
  return (
    <form method="post" action={paths.verification()}>
      <input type="hidden" name="key" value={formKey} />
      <Button kind="primary" icon="i-check" disabled={running}>
        {t.verification.run}
      </Button>
    </form>
  );
}

function Outcome({ t, run }: { t: Words; run: PastRun }) {
  const words = t.verification;
  const { findings, rules, startedAt, endedAt } = run.outcome;
  const broken = rules.filter((rule) => rule.count > 0);
  return (
    <>
      <Notice
        title={findings === 0 ? words.whole(rules.length) : words.broken(findings, broken.length)}
        tone={findings === 0 ? 'accent' : 'danger'}
        role="status"
      >
        <p>{findings === 0 ? words.wholeText : words.brokenText}</p>
      </Notice>
      {broken.map((rule) => (
        <Findings t={t} rule={rule} />
      ))}
      <Panel title={words.rules} note={words.took(numberText(Math.max(0, endedAt - startedAt)))} padded={false}>
        <Table
          caption={words.rules}
          head={
            <>
              <Head>{words.rule}</Head>
              <Head>{words.state}</Head>
              <Head num>{words.findings}</Head>
              <Head num>{words.milliseconds}</Head>
            </>
          }
        >
          {rules.map((rule) => (
            <RuleRow t={t} rule={rule} />
          ))}
        </Table>
      </Panel>
    </>
  );
}

/** A rule in words; one that no dictionary knows yet by its code. */
function ruleName(t: Words, rule: string): string {
  const names: Partial<Record<string, string>> = t.verification.ruleNames;
  return names[rule] ?? rule;
}

function RuleRow({ t, rule }: { t: Words; rule: RuleOutcome }) {
  const whole = rule.count === 0;
  return (
    <tr>
      <td>{ruleName(t, rule.rule)}</td>
      <td>
        <Status icon={whole ? 's-done' : 's-no'} {...(!whole && { tone: 'danger' as const })}>
          {whole ? t.verification.agrees : t.verification.differs}
        </Status>
      </td>
      <td class="num">{numberText(rule.count)}</td>
      <td class="num">{numberText(rule.ms)}</td>
    </tr>
  );
}

function Findings({ t, rule }: { t: Words; rule: RuleOutcome }) {
  const words = t.verification;
  const title = ruleName(t, rule.rule);
  return (
    <Panel title={title} note={words.firstOf(rule.findings.length, rule.count)} padded={false}>
      <Table
        caption={title}
        head={
          <>
            <Head>{words.subject}</Head>
            <Head>{words.expected}</Head>
            <Head>{words.found}</Head>
          </>
        }
      >
        {rule.findings.map((finding) => (
          <tr>
            <td class="code">{finding.subject}</td>
            <td class="code">{finding.expected}</td>
            <td class="code">{finding.found}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
