/** What use suggests beside what is set: each taken over as it is, changed, or left; with what it rests on. */
import type { ProposalLine, ProposalShow } from '../../src/levels/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { fieldId, Hidden, HiddenKey, valuesOf } from '../ui/field.tsx';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { LimitCell, LimitsForm, MemberFilter } from './limit-parts.tsx';
import { milliText, spanText } from './words.ts';

export interface ProposalsPageProps {
  t: Words;
  member: { code: string; name: string };
  members: { code: string; name: string }[];
  q: string;
  show: ProposalShow;
  counts: Record<ProposalShow, number>;
  /** Proposals that "all" would take over. */
  ready: number;
  computedOn: string | null;
  page: Page<ProposalLine>;
  form: FormState;
  formKey: string;
  can: { set: boolean; export: boolean };
}

export function ProposalsPage(props: ProposalsPageProps) {
  const { t, member, members, q, show, counts, page, form, can } = props;
  const words = t.levels;
  const query = { member: member.code, show: show === 'differs' ? undefined : show, q: q === '' ? undefined : q };
  const tabs = (Object.keys(words.tabs) as ProposalShow[]).map((tab) => ({
    label: words.tabs[tab],
    count: counts[tab],
    href: paths.levelProposals({ ...query, show: tab }),
    current: show === tab,
  }));
  const file = (format: 'csv' | 'xlsx') => paths.levelProposalsExport(format, query);
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: paths.levels({ member: member.code }) }, { label: words.proposals }]}
        crumbsLabel={t.frame.position}
        title={words.proposals}
        facts={[words.proposalsIntro(member.name, props.computedOn)]}
        actions={members.length > 1 && <LinkButton href={paths.levelMembers()}>{words.byMember}</LinkButton>}
      />
      <ErrorSummary t={t} form={form} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <Filters
        t={t}
        action={paths.levelProposals()}
        kept={{ show: query.show }}
        {...(q !== '' && { clear: paths.levelProposals({ ...query, q: undefined }) })}
        {...(can.export && { right: <ExportLinks t={t} csv={file('csv')} xlsx={file('xlsx')} /> })}
      >
        <MemberFilter t={t} member={member} members={members} />
        <FilterText label={words.search} name="q" value={q} placeholder={words.searchHint} />
      </Filters>
      {page.total === 0 ? <Empty title={words.nothingTitle} text={words.nothingText} /> : <Chosen {...props} />}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.levelProposals({ ...query, page: to })}
      />
      {can.set && <Whole {...props} />}
    </>
  );
}

function Chosen(props: ProposalsPageProps) {
  const { t, member, page, form, formKey, can } = props;
  const words = t.levels;
  const head = (
    <>
      {can.set && <Head>{words.chosen}</Head>}
      <Head>{words.item}</Head>
      <Head num>{words.now}</Head>
      <Head>{words.proposedLeast}</Head>
      <Head>{words.proposedMost}</Head>
      <Head num>{words.daily}</Head>
      <Head>{words.basis}</Head>
    </>
  );
  return (
    <LimitsForm
      t={t}
      action={paths.levelProposals()}
      form={form}
      formKey={formKey}
      member={member}
      act={can.set ? { label: words.accept, consequence: words.acceptConsequence } : undefined}
    >
      <Table caption={words.proposals} head={head} stacks>
        {page.rows.map((line) => (
          <ProposalRow {...props} line={line} />
        ))}
      </Table>
    </LimitsForm>
  );
}

function ProposalRow({ t, form, member, line, can }: ProposalsPageProps & { line: ProposalLine }) {
  const words = t.levels;
  const name = (part: string) => `line.${line.itemId}.${part}`;
  const limit = (part: 'least' | 'most', base: number) => {
    const label = part === 'least' ? words.proposedLeast : words.proposedMost;
    return <LimitCell t={t} form={form} name={name(part)} label={label} line={line} base={base} open />;
  };
  const { detail } = line;
  return (
    <tr>
      {can.set && (
        <td class="span-2" data-label={words.chosen}>
          <Hidden name={name('seenLeast')} value={line.proposedLeast} />
          <Hidden name={name('seenMost')} value={line.proposedMost} />
          <input
            type="checkbox"
            id={fieldId(name('chosen'))}
            name={name('chosen')}
            value="1"
            checked={valuesOf(form, name('chosen')).includes('1')}
            aria-label={words.choose(line.name)}
          />
        </td>
      )}
      <td>
        <Item
          name={line.name}
          detail={`${line.strength} ${line.code}`}
          href={paths.levelItem(member.code, line.code)}
          tags={
            <>
              {detail.controlled && <Tag tone="warn">{words.controlled}</Tag>}
              {detail.seasonPercent !== null && <Tag>{words.seasonTag}</Tag>}
            </>
          }
        />
      </td>
      <td class="num span-3" data-label={words.now}>
        {spanText(t, line, line)}
      </td>
      {limit('least', line.proposedLeast)}
      {limit('most', line.proposedMost)}
      <td class="num span-3" data-label={words.daily}>
        {milliText(t, line.dailyMilli, line)}
      </td>
      <td class="span-6" data-label={words.basis}>
        <a href={paths.levelItem(member.code, line.code)}>{words.basisOf(detail.days, detail.outDays)}</a>
        <small class="note"> {words.whys[detail.why]}</small>
        {detail.seasonPercent !== null && <small class="note"> {words.season(detail.seasonPercent)}</small>}
      </td>
    </tr>
  );
}

/** What concerns the member as a whole: everything at once, and reckoning anew. */
function Whole({ t, member, ready, formKey }: ProposalsPageProps) {
  const words = t.levels;
  return (
    <div class="stack">
      {ready > 0 && (
        <form method="post" action={paths.levelProposalsAll()}>
          <HiddenKey value={`${formKey}-all`} />
          <Hidden name="member" value={member.code} />
          <SubmitBar consequence={words.acceptAllText}>
            <Button>{words.acceptAll(ready)}</Button>
          </SubmitBar>
        </form>
      )}
      <form method="post" action={paths.levelComputation()}>
        <HiddenKey value={`${formKey}-new`} />
        <Hidden name="member" value={member.code} />
        <SubmitBar consequence={words.computeText}>
          <Button>{words.compute}</Button>
        </SubmitBar>
      </form>
    </div>
  );
}
