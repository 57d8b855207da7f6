/** What the plan does to the budget of each member: spent so far, this plan's part, and what is left after it. */

import { paths } from '../../src/paths.ts';
import type { BudgetEffect } from '../../src/plans/page-queries.ts';
import type { Words } from '../i18n/index.ts';
import { moneyText, percentText } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';

const WIDTH = 100;

export function BudgetPanel({ t, effects }: { t: Words; effects: readonly BudgetEffect[] }) {
  const words = t.plans;
  const head = (
    <>
      <Head>{words.budgetOf}</Head>
      <Head num>{words.granted}</Head>
      <Head>{words.spent}</Head>
      <Head num>{words.left}</Head>
      <Head num>{words.part}</Head>
      <Head num>{words.after}</Head>
    </>
  );
  return (
    <Panel
      title={words.budgets}
      note={words.budgetsNote}
      id="budget"
      link={{ href: paths.budgets(), label: t.budgets.title }}
    >
      <Table caption={words.budgets} head={head} stacks>
        {effects.map((effect) => (
          <EffectRow t={t} effect={effect} />
        ))}
      </Table>
    </Panel>
  );
}

function EffectRow({ t, effect }: { t: Words; effect: BudgetEffect }) {
  const words = t.plans;
  const { budget, planFen, afterFen } = effect;
  const kind = words.kinds[effect.category as keyof typeof words.kinds];
  return (
    <tr>
      <td class="span-5">
        {budget === null ? effect.name : <a href={paths.budget(budget.id)}>{effect.name}</a>}
        <small class="tail">{kind}</small>
      </td>
      <td class="num span-3" data-label={words.granted}>
        {budget === null ? words.noBudget : <Money t={t} amountFen={budget.grantedFen} />}
      </td>
      <td class="span-3">{budget !== null && <SpentBar t={t} effect={effect} />}</td>
      <td class="num span-3" data-label={words.left}>
        {budget !== null && <Money t={t} amountFen={budget.availableFen} />}
      </td>
      <td class="num span-3" data-label={words.part}>
        <Money t={t} amountFen={planFen} />
      </td>
      <td class="num span-3" data-label={words.after}>
        {afterFen >= 0 ? (
          <Money t={t} amountFen={afterFen} />
        ) : (
          <span class="tone" data-tone="danger">
            <Icon name="s-late" />
            <b>{moneyText(afterFen)}</b>
          </span>
        )}
      </td>
    </tr>
  );
}

function SpentBar({ t, effect }: { t: Words; effect: BudgetEffect }) {
  const granted = effect.budget?.grantedFen ?? 0;
  const spent = granted - (effect.budget?.availableFen ?? 0);
  const after = granted - effect.afterFen;
  const part = (fen: number) => (granted > 0 ? Math.min(WIDTH, Math.max(0, Math.round((fen * WIDTH) / granted))) : 0);
  const label = `${percentText(t, spent, granted)} / ${percentText(t, after, granted)}`;
  return (
    <svg class="bar-cell wide" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect class="track" width="100" height="8" />
      <rect class={after > granted ? 'c-danger' : 'c-faint'} width={part(after)} height="8" />
      <rect class="c-1" width={part(spent)} height="8" />
    </svg>
  );
}
