/** Least and most of each item at one member, beside what it has and what its use suggests. */
import { paths } from '../../src/paths.ts';
import type { TargetLine } from '../../src/requisitions/target-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, FieldError, Hidden, HiddenKey } from '../ui/field.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { quantityText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Quantity } from '../ui/values.tsx';

export interface TargetsPageProps {
  t: Words;
  member: { code: string; name: string };
  members: { code: string; name: string }[];
  q: string;
  page: Page<TargetLine>;
  form: FormState;
  formKey: string;
  can: { set: boolean; export: boolean };
}

export function TargetsPage(props: TargetsPageProps) {
  const { t, member, members, q, page, form, can } = props;
  const words = t.demand.targets;
  const query = { member: member.code, q: q === '' ? undefined : q };
  return (
    <>
      <PageHead title={words.title} facts={[member.name, words.intro]} />
      <ErrorSummary t={t} form={form} />
      <Filters
        t={t}
        action={paths.targets()}
        {...(q !== '' && { clear: paths.targets({ member: member.code }) })}
        {...(can.export && {
          right: (
            <ExportLinks t={t} csv={paths.targetsExport('csv', query)} xlsx={paths.targetsExport('xlsx', query)} />
          ),
        })}
      >
        {members.length > 1 && (
          <FilterSelect
            label={t.demand.member}
            name="member"
            value={member.code}
            options={members.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <FilterText label={words.search} name="q" value={q} placeholder={words.searchHint} />
      </Filters>
      {page.total === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <TargetForm {...props} />}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.targets({ ...query, page: to })}
      />
    </>
  );
}

function TargetForm(props: TargetsPageProps) {
  const { t, member, page, formKey, can } = props;
  const words = t.demand.targets;
  const head = (
    <>
      <Head>{t.demand.pool.item}</Head>
      <Head num>{t.demand.edit.stock}</Head>
      <Head num>{t.demand.edit.use30}</Head>
      <Head num>{words.suggested}</Head>
      <Head>{words.least}</Head>
      <Head>{words.most}</Head>
    </>
  );
  return (
    <form class="stack" method="post" action={paths.targets()}>
      <HiddenKey value={formKey} />
      <Hidden name="member" value={member.code} />
      <Table caption={words.title} head={head} stacks>
        {page.rows.map((line) => (
          <TargetRow {...props} line={line} />
        ))}
      </Table>
      {can.set && (
        <SubmitBar consequence={words.consequence}>
          <Button kind="primary">{words.act}</Button>
        </SubmitBar>
      )}
    </form>
  );
}

function TargetRow({ t, form, line, can }: TargetsPageProps & { line: TargetLine }) {
  const words = t.demand.targets;
  const suggested = [line.suggested.least, line.suggested.most].map((base) => quantityText(t, base, line));
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
        <Item name={line.name} detail={`${line.strength} ${line.code}`} />
      </td>
      <td class="num span-3" data-label={t.demand.edit.stock}>
        <Quantity t={t} quantityBase={line.stockBase} shape={line} />
      </td>
      <td class="num span-3" data-label={t.demand.edit.use30}>
        <Quantity t={t} quantityBase={line.use30Base} shape={line} />
      </td>
      <td class="num span-3" data-label={words.suggested}>
        {suggested.join('–')}
      </td>
      {limit('least', line.leastBase)}
      {limit('most', line.mostBase)}
    </tr>
  );
}
