/** Budgets of a year by member and category: granted, used, held, left; each number opens into what it is made of. */
import type { BudgetLine } from '../../src/budgets/queries.ts';
import { BUDGET_CATEGORIES, type BudgetCategory } from '../../src/budgets/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { percentText, wanText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Figures } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';
import { BudgetBar } from './bar.tsx';

interface BudgetsPageProps {
  t: Words;
  asked: { year: number; category?: BudgetCategory | undefined; q?: string | undefined };
  years: number[];
  today: string;
  lines: BudgetLine[];
  page: Page<BudgetLine>;
  can: { manage: boolean; export: boolean };
}

const sum = (lines: BudgetLine[], of: 'grantedFen' | 'usedFen' | 'heldFen' | 'availableFen') =>
  lines.reduce((total, line) => total + line[of], 0);

export function BudgetsPage({ t, asked, years, today, lines, page, can }: BudgetsPageProps) {
  const words = t.budgets;
  const query = { ...asked };
  const narrowed = asked.category !== undefined || (asked.q ?? '') !== '';
  const categories = BUDGET_CATEGORIES.map((value) => ({ value, label: words.categories[value] }));
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro]}
        actions={can.manage && <LinkButton href={paths.newBudget()}>{words.grant}</LinkButton>}
      />
      {lines.length > 0 && <Totals t={t} lines={lines} />}
      <Filters
        t={t}
        action={paths.budgets()}
        {...(narrowed && { clear: paths.budgets({ year: asked.year }) })}
        {...(can.export && {
          right: (
            <ExportLinks t={t} csv={paths.budgetsExport('csv', query)} xlsx={paths.budgetsExport('xlsx', query)} />
          ),
        })}
      >
        <FilterText label={words.search} name="q" value={asked.q} placeholder={words.searchHint} />
        <FilterSelect
          label={words.year}
          name="year"
          value={String(asked.year)}
          options={years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        <FilterSelect
          label={words.category}
          name="category"
          value={asked.category}
          options={[{ value: '', label: t.lists.all }, ...categories]}
        />
      </Filters>
      {page.total === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <BudgetRows t={t} lines={page.rows} today={today} />
      )}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(to) => paths.budgets({ ...query, page: to })}
      />
    </>
  );
}

function Totals({ t, lines }: { t: Words; lines: BudgetLine[] }) {
  const words = t.budgets;
  const granted = sum(lines, 'grantedFen');
  const spent = sum(lines, 'usedFen') + sum(lines, 'heldFen');
  return (
    <Figures
      label={words.totals}
      figures={[
        { label: words.granted, value: wanText(granted), note: t.formats.wan },
        { label: words.used, value: wanText(sum(lines, 'usedFen')), note: t.formats.wan },
        { label: words.held, value: wanText(sum(lines, 'heldFen')), note: t.formats.wan },
        { label: words.available, value: wanText(sum(lines, 'availableFen')), note: t.formats.wan },
        { label: words.rate, value: percentText(t, spent, granted), note: words.rateNote },
      ]}
    />
  );
}

function BudgetRows({ t, lines, today }: { t: Words; lines: BudgetLine[]; today: string }) {
  const words = t.budgets;
  const head = (
    <>
      <Head>{words.organisation}</Head>
      <Head>{words.category}</Head>
      <Head num>{words.granted}</Head>
      <Head num>{words.used}</Head>
      <Head num>{words.held}</Head>
      <Head num>{words.available}</Head>
      <Head>{words.progress}</Head>
      <Head num>{words.rate}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {lines.map((line) => (
        <tr>
          <td class="span-4">
            <a href={paths.budget(line.id)}>{line.organisation}</a>
          </td>
          <td class="span-2">{words.categories[line.category]}</td>
          <td class="num span-3" data-label={words.granted}>
            <Money t={t} amountFen={line.grantedFen} />
          </td>
          <td class="num span-3" data-label={words.used}>
            <Money t={t} amountFen={line.usedFen} />
          </td>
          <td class="num span-3" data-label={words.held}>
            <Money t={t} amountFen={line.heldFen} />
          </td>
          <td class="num span-3" data-label={words.available}>
            <Money t={t} amountFen={line.availableFen} />
          </td>
          <td>
            <BudgetBar t={t} line={line} today={today} />
          </td>
          <td class="num span-2" data-label={words.rate}>
            {percentText(t, line.usedFen + line.heldFen, line.grantedFen)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
