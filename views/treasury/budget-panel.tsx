/** Budgets of the members in 万元: paid, owed, committed, and a tick where the year stands. */
import { paths } from '../../src/paths.ts';
import type { MemberBudget } from '../../src/treasury/account-queries.ts';
import type { Words } from '../i18n/index.ts';
import { percentText, wanText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';

const DAY_MS = 86_400_000;
const NEARLY = 0.97;

/** Percent of the year that has passed with today, one place. */
function yearPercent(today: string): number {
  const year = Number(today.slice(0, 4));
  const start = Date.UTC(year, 0, 1);
  const passed = (Date.parse(today) + DAY_MS - start) / (Date.UTC(year + 1, 0, 1) - start);
  return Math.round(passed * 1000) / 10;
}

function Bar({ t, row, tick }: { t: Words; row: MemberBudget; tick: number }) {
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

const sumOf = (rows: readonly MemberBudget[], of: 'grantedFen' | 'paidFen' | 'payableFen' | 'heldFen') =>
  rows.reduce((sum, row) => sum + row[of], 0);

type Spent = Pick<MemberBudget, 'grantedFen' | 'paidFen' | 'payableFen' | 'heldFen'>;

function Spending({ t, row }: { t: Words; row: Spent }) {
  const spent = row.paidFen + row.payableFen + row.heldFen;
  return (
    <>
      <td class="num">{wanText(row.paidFen)}</td>
      <td class="num">{wanText(row.payableFen)}</td>
      <td class="num">{wanText(row.heldFen)}</td>
      <td class="num">
        <b>{wanText(row.grantedFen - spent)}</b>
      </td>
      <td class="num">
        <RateCell t={t} spent={spent} granted={row.grantedFen} />
      </td>
    </>
  );
}

export function MemberBudgets({ t, budgets, today }: { t: Words; budgets: MemberBudget[]; today: string }) {
  const words = t.treasury;
  const tick = yearPercent(today);
  const year = today.slice(0, 4);
  const link = { href: paths.budgets({ year }), label: words.allBudgets };
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
  const [grantedFen, paidFen] = [sumOf(budgets, 'grantedFen'), sumOf(budgets, 'paidFen')];
  const [payableFen, heldFen] = [sumOf(budgets, 'payableFen'), sumOf(budgets, 'heldFen')];
  return (
    <Panel
      title={words.budgets}
      note={words.budgetsNote}
      link={link}
      padded={false}
      foot={words.budgetFoot(`${tick}%`)}
    >
      {budgets.length === 0 ? (
        <p class="body">{words.noBudgets}</p>
      ) : (
        <Table caption={words.budgets} head={head}>
          {budgets.map((row) => (
            <tr>
              <td>
                <a href={paths.budgets({ year, q: row.code })}>{row.organisation}</a>
              </td>
              <td class="num">{wanText(row.grantedFen)}</td>
              <td>
                <Bar t={t} row={row} tick={tick} />
              </td>
              <Spending t={t} row={row} />
            </tr>
          ))}
          <tr class="total">
            <td>{words.total}</td>
            <td class="num">{wanText(grantedFen)}</td>
            <td />
            <Spending t={t} row={{ grantedFen, paidFen, payableFen, heldFen }} />
          </tr>
        </Table>
      )}
    </Panel>
  );
}
