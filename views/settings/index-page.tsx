/** Every rule with what it is on a day, why, and what is laid down for later. */
import { paths, type Query } from '../../src/paths.ts';
import type { RuleLine } from '../../src/settings/value-queries.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';
import { valueText } from './value-words.ts';

interface RulesPageProps {
  t: Words;
  filter: { q?: string | undefined; day?: string | undefined };
  rules: RuleLine[];
  today: string;
}

export function RulesPage({ t, filter, rules, today }: RulesPageProps) {
  const words = t.settings;
  const query: Query = { ...filter };
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '');
  const day = filter.day ?? today;
  return (
    <>
      <PageHead
        title={words.title}
        facts={[day === today ? words.asOfToday : words.asOf(day), words.intro]}
        actions={
          <LinkButton icon="i-clock" href={paths.workingDays()}>
            {t.workingDays.link}
          </LinkButton>
        }
      />
      <Filters
        t={t}
        action={paths.rules()}
        {...(filtered && { clear: paths.rules() })}
        right={<ExportLinks t={t} csv={paths.rulesExport('csv', query)} xlsx={paths.rulesExport('xlsx', query)} />}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
        <FilterText label={words.day} name="day" value={day} type="date" />
      </Filters>
      {rules.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <RuleRows t={t} rules={rules} />
      )}
    </>
  );
}

function RuleRows({ t, rules }: { t: Words; rules: RuleLine[] }) {
  const words = t.settings;
  const heads = [words.name, words.value, words.basis, words.since, words.next];
  return (
    <Table caption={words.title} head={heads.map((label) => <Head>{label}</Head>)} stacks>
      {rules.map(({ code, current, next }) => (
        <tr>
          <td>
            <span class="item">
              <a href={paths.rule(code)}>{words.rules[code].name}</a>
              <small>{words.rules[code].text}</small>
            </span>
          </td>
          <td>{current === undefined ? words.noValue : valueText(t, code, current.value)}</td>
          <td>{current?.legalBasis ?? t.formats.nothing}</td>
          <td class="tight" data-label={words.since}>
            {current?.effectiveFrom ?? t.formats.nothing}
          </td>
          <td data-label={words.next}>
            {next === undefined ? (
              <span class="muted">{words.noNext}</span>
            ) : (
              words.nextFromDay(next.effectiveFrom, valueText(t, code, next.value))
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
