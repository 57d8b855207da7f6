/** How equipment is used and what it earns, by equipment, class or member over months. */
import type { AssetClassRow } from '../../src/assets/record-queries.ts';
import { paths } from '../../src/paths.ts';
import { ratiosOf, USE_GROUPS, type UseGroup } from '../../src/utilisation/rules.ts';
import type { UsedLine, UseFilter } from '../../src/utilisation/use-queries.ts';
import type { Page } from '../../src/web/paging.ts';
import { monthOptions } from '../depreciation/words.tsx';
import { classText } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, Tabs } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Money } from '../ui/values.tsx';
import { type UsePicture, UsePictures } from './use-pictures.tsx';
import { hoursText, MaybeMoney, paybackText, shareText } from './words.tsx';

interface UseProps {
  t: Words;
  by: UseGroup;
  filter: UseFilter;
  thisMonth: string;
  page: Page<UsedLine>;
  picture: UsePicture;
  can: { prices: boolean; import: boolean; export: boolean };
  classes: readonly AssetClassRow[];
  members: readonly { code: string; shortName: string }[];
}

export function UsePage(props: UseProps) {
  const { t, by, filter, page, can } = props;
  const words = t.assetValues;
  const query = { ...filter, by };
  return (
    <>
      <PageHead
        title={words.useTitle}
        crumbs={[{ label: t.equipment.title, href: paths.equipment() }, { label: words.useTitle }]}
        crumbsLabel={t.frame.position}
        facts={[words.useIntro, `${filter.from}–${filter.until}`]}
        {...(can.import && {
          actions: <LinkButton href={paths.equipmentUseImport()}>{words.import.button}</LinkButton>,
        })}
      />
      <UseFilters {...props} />
      {page.total > 0 && <UsePictures t={t} filter={filter} {...props.picture} />}
      <Tabs
        label={words.groupBy}
        tabs={USE_GROUPS.map((group) => ({
          label: words.useGroups[group],
          href: paths.equipmentUse({ ...filter, by: group }),
          current: group === by,
        }))}
      />
      {page.total === 0 ? <Empty title={words.noUse} text={words.noUseText} /> : <Lines {...props} />}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.equipmentUse({ ...query, page: to })}
      />
    </>
  );
}

function UseFilters({ t, by, filter, thisMonth, can, classes, members }: UseProps) {
  const words = t.assetValues;
  const all = { value: '', label: t.lists.all };
  const query = { ...filter, by };
  const months = (month: string) => monthOptions({ month, latest: thisMonth });
  const exported = (format: 'csv' | 'xlsx') => paths.equipmentUseExport(format, query);
  return (
    <Filters
      t={t}
      action={paths.equipmentUse()}
      kept={{ by }}
      clear={paths.equipmentUse({ by })}
      {...(can.export && { right: <ExportLinks t={t} csv={exported('csv')} xlsx={exported('xlsx')} /> })}
    >
      <FilterSelect label={words.from} name="from" value={filter.from} options={months(filter.from)} />
      <FilterSelect label={words.until} name="until" value={filter.until} options={months(filter.until)} />
      <FilterSelect
        label={t.equipment.user}
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
    </Filters>
  );
}

/** What a line is called, and the page behind it. */
function nameOf({ t, by, filter }: UseProps, line: UsedLine) {
  if (by === 'asset') return { name: line.name, detail: line.detail, href: paths.equipmentUseOf(line.key) };
  const name = by === 'class' ? (t.equipment.classes[line.key] ?? line.name) : line.name;
  return { name, href: paths.equipmentUse({ ...filter, by: 'asset', [by]: line.key }) };
}

function Lines(props: UseProps) {
  const { t, by, page, can } = props;
  const words = t.assetValues;
  const head = (
    <>
      <Head>{{ asset: words.name, class: t.equipment.className, member: t.equipment.user }[by]}</Head>
      <Head num>{words.open}</Head>
      <Head num>{words.rate}</Head>
      <Head num>{words.occupancy}</Head>
      <Head num>{words.casesOf}</Head>
      <Head num>{words.positiveRate}</Head>
      {can.prices && <Head num>{words.result}</Head>}
      {can.prices && <Head num>{words.payback}</Head>}
      {can.prices && <Head num>{words.perCase}</Head>}
    </>
  );
  return (
    <Table caption={words.useTitle} head={head} stacks>
      {page.rows.map((line) => {
        const ratios = ratiosOf(line);
        return (
          <tr>
            <td class="span-6">
              <Item {...nameOf(props, line)} />
            </td>
            <td class="num span-2" data-label={words.open}>
              {hoursText(line.openMinutes)}
            </td>
            <td class="num span-2" data-label={words.rate}>
              {shareText(ratios.rate)}
            </td>
            <td class="num span-2" data-label={words.occupancy}>
              {shareText(ratios.occupancy)}
            </td>
            <td class="num span-2" data-label={words.casesOf}>
              {line.cases}
            </td>
            <td class="num span-2" data-label={words.positiveRate}>
              {shareText(ratios.positiveRate)}
            </td>
            {can.prices && <MoneyCells t={t} line={line} />}
          </tr>
        );
      })}
    </Table>
  );
}

function MoneyCells({ t, line }: { t: Words; line: UsedLine }) {
  const words = t.assetValues;
  const { resultFen, paybackYears, caseFen, caseNetFen } = ratiosOf(line);
  return (
    <>
      <td class="num span-2" data-label={words.result}>
        <Money t={t} amountFen={resultFen} />
      </td>
      <td class="num span-2" data-label={words.payback}>
        {paybackText(t, paybackYears)}
      </td>
      <td class="num span-2" data-label={words.perCase}>
        <span class="item">
          <MaybeMoney t={t} amountFen={caseFen} />
          {caseNetFen !== caseFen && (
            <small>
              {words.perCaseNet} <MaybeMoney t={t} amountFen={caseNetFen} />
            </small>
          )}
        </span>
      </td>
    </>
  );
}
