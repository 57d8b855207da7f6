/** Least and most of each item at one member, set in place, beside what it has and what its use suggests. */
import type { LevelLine, LevelShow } from '../../src/levels/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, FieldError, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Quantity } from '../ui/values.tsx';
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
        {members.length > 1 && (
          <FilterSelect
            label={words.member}
            name="member"
            value={member.code}
            options={members.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
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
    <form class="stack" method="post" action={paths.levels()}>
      <HiddenKey value={formKey} />
      <Hidden name="member" value={member.code} />
      <Table caption={words.title} head={head} stacks>
        {page.rows.map((line) => (
          <LevelRow {...props} line={line} />
        ))}
      </Table>
      {can.set && (
        <>
          <TextField form={form} name="reason" label={words.reason} hint={words.reasonHint} maxlength={200} />
          <SubmitBar consequence={words.consequence}>
            <Button kind="primary">{words.act}</Button>
          </SubmitBar>
        </>
      )}
    </form>
  );
}

function LevelRow({ t, form, member, line, can }: LevelsPageProps & { line: LevelLine }) {
  const words = t.levels;
  const { proposal } = line;
  const limit = (part: 'least' | 'most', base: number | null) => {
    const name = `line.${line.id}.${part}`;
    const error = errorOf(form, name) ?? errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
    const given = base === null ? {} : { quantityBase: base };
    return (
      <td class="span-5" data-label={words[part]}>
        {can.set ? (
          <PackBoxes t={t} form={form} name={name} shape={line} {...given} small of={`${line.name} ${words[part]}`} />
        ) : (
          base !== null && <Quantity t={t} quantityBase={base} shape={line} />
        )}
        <FieldError name={name} {...(error && { error })} />
      </td>
    );
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
