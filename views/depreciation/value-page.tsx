/** What equipment is worth at the end of a month, grouped as the reader asks; each line opens into its cards. */
import type { AssetClassRow } from '../../src/assets/record-queries.ts';
import { FUND_SOURCES } from '../../src/assets/rules.ts';
import { VALUE_GROUPS, type ValueGroup } from '../../src/depreciation/rules.ts';
import type { ValueFilter, ValueLine, ValueSums } from '../../src/depreciation/value-queries.ts';
import { paths } from '../../src/paths.ts';
import { classText } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, Tabs } from '../ui/filters.tsx';
import { wanText } from '../ui/format.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Figures } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';
import { ValuePictures } from './value-pictures.tsx';
import { groupName, monthOptions } from './words.tsx';

export interface Choosing {
  classes: readonly AssetClassRow[];
  members: readonly { code: string; shortName: string }[];
}

export interface When {
  month: string;
  /** Whether the depreciation of that month is posted. */
  run: boolean;
  /** The month that goes on, and the first that was charged. */
  latest: string;
  began: string;
}

interface EquipmentValueProps extends Choosing {
  t: Words;
  by: ValueGroup;
  filter: ValueFilter;
  when: When;
  lines: readonly ValueLine[];
  picture: { ages: readonly ValueLine[]; owners: readonly ValueLine[] };
  total: ValueSums;
  can: { charge: boolean; export: boolean };
}

/** The filters that both pages of values share. */
export function ValueFilters({
  t,
  filter,
  when,
  classes,
  members,
}: Choosing & { t: Words; filter: ValueFilter; when: When }) {
  const all = { value: '', label: t.lists.all };
  const words = t.assetValues;
  return (
    <>
      <FilterSelect label={words.month} name="month" value={filter.month} options={monthOptions(when)} />
      <FilterSelect
        label={words.owner}
        name="member"
        value={filter.member}
        options={[all, ...members.map((one) => ({ value: one.code, label: one.shortName }))]}
      />
      <FilterSelect
        label={t.equipment.className}
        name="class"
        value={filter.class}
        options={[all, ...classes.map((one) => ({ value: one.code, label: classText(t, one) }))]}
      />
      <FilterSelect
        label={words.source}
        name="source"
        value={filter.source}
        options={[all, ...FUND_SOURCES.map((value) => ({ value, label: t.equipment.sources[value] }))]}
      />
    </>
  );
}

export function EquipmentValuePage(props: EquipmentValueProps) {
  const { t, by, filter, when, lines, can } = props;
  const words = t.assetValues;
  const query = { ...filter, by };
  const actions = <LinkButton href={paths.depreciation()}>{words.runsButton}</LinkButton>;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.equipment.title, href: paths.equipment() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
        actions={actions}
      />
      {!when.run && (
        <Notice tone="caution" title={words.notRun(when.month)}>
          {can.charge && <a href={paths.depreciation()}>{words.runIt}</a>}
        </Notice>
      )}
      <Totals {...props} />
      <Filters
        t={t}
        action={paths.equipmentValue()}
        kept={{ by }}
        clear={paths.equipmentValue({ by })}
        {...(can.export && {
          right: (
            <ExportLinks
              t={t}
              csv={paths.equipmentValueExport('csv', query)}
              xlsx={paths.equipmentValueExport('xlsx', query)}
            />
          ),
        })}
      >
        <ValueFilters {...props} />
      </Filters>
      {lines.length > 0 && <ValuePictures t={t} filter={filter} {...props.picture} />}
      <Tabs
        label={words.groupBy}
        tabs={VALUE_GROUPS.map((group) => ({
          label: words.groups[group],
          href: paths.equipmentValue({ ...filter, by: group }),
          current: group === by,
        }))}
      />
      {lines.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Lines {...props} />}
    </>
  );
}

function Totals({ t, filter, total }: EquipmentValueProps) {
  const words = t.assetValues;
  const href = paths.equipmentValueCards({ ...filter });
  const figures = [
    { label: words.cards, value: String(total.cards), href },
    {
      label: words.price,
      value: wanText(total.priceFen),
      unit: words.wan,
      href,
    },
    {
      label: words.worn,
      value: wanText(total.wornFen),
      unit: words.wan,
      href,
    },
    {
      label: words.net,
      value: wanText(total.priceFen - total.wornFen),
      unit: words.wan,
      href,
    },
    { label: words.monthCharge, value: wanText(total.monthFen), unit: words.wan, href: paths.depreciation() },
  ];
  return <Figures label={words.total} figures={figures} />;
}

function Lines({ t, by, filter, lines, total }: EquipmentValueProps) {
  const words = t.assetValues;
  const head = (
    <>
      <Head>{words.group[by]}</Head>
      <Head num>{words.cards}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.worn}</Head>
      <Head num>{words.net}</Head>
      <Head num>{words.monthCharge}</Head>
    </>
  );
  const cells = (line: ValueSums) => (
    <>
      <td class="num span-2" data-label={words.cards}>
        {line.cards}
      </td>
      <td class="num span-4" data-label={words.price}>
        <Money t={t} amountFen={line.priceFen} />
      </td>
      <td class="num span-3" data-label={words.worn}>
        <Money t={t} amountFen={line.wornFen} />
      </td>
      <td class="num span-3" data-label={words.net}>
        <Money t={t} amountFen={line.priceFen - line.wornFen} />
      </td>
      <td class="num span-3" data-label={words.monthCharge}>
        <Money t={t} amountFen={line.monthFen} />
      </td>
    </>
  );
  const foot = (
    <tr>
      <td class="span-3">{words.total}</td>
      {cells(total)}
    </tr>
  );
  return (
    <Table caption={words.title} head={head} foot={foot} stacks>
      {lines.map((line) => (
        <tr>
          <td class="span-4">
            {line.key === '' ? (
              groupName(t, by, line)
            ) : (
              <a href={paths.equipmentValueCards({ ...filter, [by]: line.key })}>{groupName(t, by, line)}</a>
            )}
          </td>
          {cells(line)}
        </tr>
      ))}
    </Table>
  );
}
