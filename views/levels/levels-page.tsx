/** Least and most of each item at one member, set in place, beside what it has and what its use suggests. */
import type { LevelLine, LevelShow } from '../../src/levels/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Quantity } from '../ui/values.tsx';
import { LimitCell, LimitsForm, MemberFilter } from './limit-parts.tsx';
import { spanText } from './words.ts';

export interface LevelsPageProps {
  t: Words;
  member: { code: string; name: string };
  members: { code: string; name: string }[];
  q: string;
  show: LevelShow;
  page: Page<LevelLine>;
  form: FormState;
  formKey: string;
  can: { set: boolean; export: boolean };
}

export function LevelsPage(props: LevelsPageProps) {
  const { t, member, members, q, show, page, form, can } = props;
  const words = t.levels;
  const query = { member: member.code, q: q === '' ? undefined : q, show: show === 'all' ? undefined : show };
  const narrowed = q !== '' || show !== 'all';
  const actions = (
    <>
      {can.set && <LinkButton href={paths.levelImport()}>{words.importButton}</LinkButton>}
      <LinkButton href={paths.levelProposals({ member: member.code })}>{words.proposalsButton}</LinkButton>
    </>
  );
  const files = <ExportLinks t={t} csv={paths.levelsExport('csv', query)} xlsx={paths.levelsExport('xlsx', query)} />;
  return (
    <>
      <PageHead title={words.title} facts={[member.name, words.intro]} actions={actions} />
      <ErrorSummary t={t} form={form} />
      <Filters
        t={t}
        action={paths.levels()}
        {...(narrowed && { clear: paths.levels({ member: member.code }) })}
        {...(can.export && { right: files })}
      >
        <MemberFilter t={t} member={member} members={members} />
        <FilterText label={words.search} name="q" value={q} placeholder={words.searchHint} />
        <FilterSelect
          label={words.show}
          name="show"
          value={show}
          options={Object.entries(words.shows).map(([value, label]) => ({ value, label }))}
        />
      </Filters>
      {page.total === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <LevelForm {...props} />}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.levels({ ...query, page: to })}
      />
    </>
  );
}

function LevelForm(props: LevelsPageProps) {
  const { t, member, page, form, formKey, can } = props;
  const words = t.levels;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head num>{words.stock}</Head>
      <Head num>{words.use30}</Head>
      <Head num>{words.proposed}</Head>
      <Head>{words.least}</Head>
      <Head>{words.most}</Head>
    </>
  );
  return (
    <LimitsForm
      t={t}
      action={paths.levels()}
      form={form}
      formKey={formKey}
      member={member}
      act={can.set ? { label: words.act, consequence: words.consequence } : undefined}
    >
      <Table caption={words.title} head={head} stacks>
        {page.rows.map((line) => (
          <LevelRow {...props} line={line} />
        ))}
      </Table>
    </LimitsForm>
  );
}

function LevelRow({ t, form, member, line, can }: LevelsPageProps & { line: LevelLine }) {
  const words = t.levels;
  const { proposal } = line;
  const limit = (part: 'least' | 'most', base: number | null) => {
    const name = `line.${line.id}.${part}`;
    return <LimitCell t={t} form={form} name={name} label={words[part]} line={line} base={base} open={can.set} />;
  };
  return (
    <tr>
      <td>
        <Item
          name={line.name}
          detail={`${line.strength} ${line.code}`}
          href={paths.levelItem(member.code, line.code)}
        />
      </td>
      <td class="num span-3" data-label={words.stock}>
        <Quantity t={t} quantityBase={line.stockBase} shape={line} />
      </td>
      <td class="num span-3" data-label={words.use30}>
        <Quantity t={t} quantityBase={line.use30Base} shape={line} />
      </td>
      <td class="num span-3" data-label={words.proposed}>
        {proposal === null || proposal.method === 'none'
          ? t.formats.none
          : spanText(t, { leastBase: proposal.proposedLeast, mostBase: proposal.proposedMost }, line)}
      </td>
      {limit('least', line.leastBase)}
      {limit('most', line.mostBase)}
    </tr>
  );
}
