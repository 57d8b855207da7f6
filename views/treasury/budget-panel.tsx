/** Budgets of the members in 万元: paid, owed, committed, and a tick where the year stands. */
import { paths } from '../../src/paths.ts';
import type { BudgetsShown, MemberBudget } from '../../src/treasury/account-queries.ts';
import type { Words } from '../i18n/index.ts';
import { percentText, wanText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';

const DAY_MS = 86_400_000;
const NEARLY = 0.97;

type Spent = Pick<MemberBudget, 'grantedFen' | 'paidFen' | 'payableFen' | 'heldFen'>;

/** Percent of the year that has passed with today, one place. */
function yearPercent(today: string): number {
  const year = Number(today.slice(0, 4));
  const start = Date.UTC(year, 0, 1);
  const passed = (Date.parse(today) + DAY_MS - start) / (Date.UTC(year + 1, 0, 1) - start);
  return Math.round(passed * 1000) / 10;
}

function Bar({ t, row, tick }: { t: Words; row: Spent; tick: number }) {
  const share = (fen: number) => (row.grantedFen <= 0 ? 0 : Math.round((fen / row.grantedFen) * 1000) / 10);
  const [paid, payable, held] = [share(row.paidFen), share(row.payableFen), share(row.heldFen)];
  const spent = row.paidFen + row.payableFen + row.heldFen;
  return (
    <svg class="bar-cell wide" viewBox="0 0 100 8" preserveAspectRatio="none" role="img">
      <title>{t.treasury.rateOf(percentText(t, spent, row.grantedFen))}</title>
      <rect class="track" width="100" height="8" />
      <rect class="c-1" width={Math.min(100, paid)} height="8" />
      <rect class="c-2" x={paid} width={Math.max(0, Math.min(100 - paid, payable))} height="8" />
      <rect class="c-faint" x={paid + payable} width={Math.max(0, Math.min(100 - paid - payable, held))} height="8" />
      <rect class="tick" x={tick} y="-2" width=".5" height="12" />
    </svg>
  );
}

function RateCell({ t, spent, granted }: { t: Words; spent: number; granted: number }) {
  const text = percentText(t, spent, granted);
  if (granted <= 0 || spent / granted < NEARLY) return <>{text}</>;
  return (
    <Status icon="s-near" tone="warn">
      {text}
    </Status>
  );
}

function Spending({ t, row, tick }: { t: Words; row: Spent; tick?: number }) {
  const words = t.treasury;
  const spent = row.paidFen + row.payableFen + row.heldFen;
  return (
    <>
      <td class="num span-3" data-label={words.yearBudget}>
        {wanText(row.grantedFen)}
      </td>
      <td>{tick !== undefined && <Bar t={t} row={row} tick={tick} />}</td>
      <td class="num desk-only">{wanText(row.paidFen)}</td>
      <td class="num desk-only">{wanText(row.payableFen)}</td>
      <td class="num desk-only">{wanText(row.heldFen)}</td>
      <td class="num span-3" data-label={words.left}>
        <b>{wanText(row.grantedFen - spent)}</b>
      </td>
      <td class="num span-3" data-label={words.rate}>
        <RateCell t={t} spent={spent} granted={row.grantedFen} />
      </td>
    </>
  );
}

export function MemberBudgets({ t, budgets, today }: { t: Words; budgets: BudgetsShown; today: string }) {
  const words = t.treasury;
  const { rows, others, total } = budgets;
  const tick = yearPercent(today);
  const year = today.slice(0, 4);
  const all = paths.budgets({ year });
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head num>{words.yearBudget}</Head>
      <Head>{words.bar}</Head>
      <Head num>{words.paid}</Head>
      <Head num>{words.payable}</Head>
      <Head num>{words.held}</Head>
      <Head num>{words.left}</Head>
      <Head num>{words.rate}</Head>
    </>
  );
  return (
    <Panel
      title={words.budgets}
      note={words.budgetsNote}
      link={{ href: all, label: words.allBudgets }}
      padded={false}
      foot={words.budgetFoot(`${tick}%`)}
    >
      {rows.length === 0 ? (
        <p class="body">{words.noBudgets}</p>
      ) : (
        <Table caption={words.budgets} head={head} stacks>
          {rows.map((row) => (
            <tr>
              <td class="span-3">
                <a href={paths.budgets({ year, q: row.code })}>{row.organisation}</a>
              </td>
              <Spending t={t} row={row} tick={tick} />
            </tr>
          ))}
          {others.count > 0 && (
            <tr>
              <td class="span-3">
                <a href={all}>{words.otherMembers(others.count)}</a>
              </td>
              <Spending t={t} row={others} tick={tick} />
            </tr>
          )}
          <tr class="total">
            <td class="span-3">{words.total}</td>
            <Spending t={t} row={total} />
          </tr>
        </Table>
      )}
    </Panel>
  );
}
