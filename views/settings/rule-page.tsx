/** One rule: what holds today, all its values, and the form of a later one. */
import { paths } from '../../src/paths.ts';
import type { ValueLine } from '../../src/settings/value-queries.ts';
import type { Words } from '../i18n/index.ts';
import type { IconName } from '../ui/icon.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import type { RulePageProps } from './rule-page-props.ts';
import { ValueForm } from './value-form.tsx';
import { valueText } from './value-words.ts';

export function RulePage(props: RulePageProps) {
  const { t, rule, manages } = props;
  const { code, current, next } = rule;
  const words = t.settings;
  const nothing = t.formats.nothing;
  const said = (line: ValueLine | undefined, other: string) =>
    line === undefined ? other : valueText(t, code, line.value);
  return (
    <>
      <PageHead
        title={words.rules[code].name}
        crumbs={[{ label: words.title, href: paths.rules() }]}
        crumbsLabel={t.frame.position}
        facts={[words.rules[code].text]}
      />
      <div class="stack">
        <Facts
          facts={[
            { label: words.asOfToday, value: said(current, words.noValue) },
            { label: words.basis, value: current?.legalBasis ?? nothing },
            { label: words.since, value: current?.effectiveFrom ?? nothing },
            {
              label: words.next,
              value: next === undefined ? words.noNext : words.nextFromDay(next.effectiveFrom, said(next, nothing)),
            },
          ]}
        />
        <Panel title={words.history} padded={false}>
          <Values {...props} />
        </Panel>
        {manages ? <ValueForm {...props} /> : <p class="note">{words.readOnly}</p>}
      </div>
    </>
  );
}

const SIGNALS: Record<ValueLine['state'], { icon: IconName; tone?: 'accent' }> = {
  past: { icon: 's-no' },
  in_force: { icon: 's-done', tone: 'accent' },
  coming: { icon: 's-todo' },
};

export function ValueState({ t, state }: { t: Words; state: ValueLine['state'] }) {
  return <Status {...SIGNALS[state]}>{t.settings.states[state]}</Status>;
}

function Values({ t, rule, manages }: RulePageProps) {
  const words = t.settings;
  const heads = [words.since, words.until, words.value, words.basis, words.state];
  const head = (
    <>
      {heads.map((label) => (
        <Head>{label}</Head>
      ))}
      {manages && <Head>{words.act}</Head>}
    </>
  );
  return (
    <Table caption={words.history} head={head} stacks>
      {rule.values.map((line) => (
        <tr>
          <td class="tight span-3" data-label={words.since}>
            {line.effectiveFrom}
          </td>
          <td class="tight span-3" data-label={words.until}>
            {line.effectiveTo ?? t.formats.nothing}
          </td>
          <td>{valueText(t, rule.code, line.value)}</td>
          <td>{line.legalBasis}</td>
          <td class="span-3">
            <ValueState t={t} state={line.state} />
          </td>
          {manages && (
            <td class="span-3">
              {line.state === 'coming' && <a href={paths.ruleWithdrawal(rule.code, line.id)}>{words.withdrawLink}</a>}
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
