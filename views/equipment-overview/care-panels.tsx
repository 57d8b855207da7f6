/** What may not be used now and why, and what comes due: each line opens its list. */
import type { BarredCard } from '../../src/assets/standing-queries.ts';
import type { DueSoon } from '../../src/equipment-overview/due-queries.ts';
import type { EquipmentSums } from '../../src/equipment-overview/rules.ts';
import { paths } from '../../src/paths.ts';
import { BAR_KINDS, kindOf, refusalOf } from '../../src/safety-of-use/rules.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Empty } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';

const SHOWN = 8;

export function BarredPanel({ t, barred }: { t: Words; barred: readonly BarredCard[] }) {
  const words = t.equipmentOverview;
  if (barred.length === 0) {
    return (
      <Panel title={words.barredTitle}>
        <Empty title={words.barredNone} text={words.barredNoneText} />
      </Panel>
    );
  }
  const kinds = BAR_KINDS.map((kind) => ({
    kind,
    cards: barred.filter(({ bars }) => bars.some((bar) => kindOf(bar) === kind)).length,
  })).filter(({ cards }) => cards > 0);
  const head = (
    <>
      <Head>{t.assetValues.name}</Head>
      <Head>{t.equipment.user}</Head>
    </>
  );
  return (
    <Panel
      title={words.barredTitle}
      note={kinds.map(({ kind, cards }, nth) => (
        <>
          {nth > 0 && words.between}
          <a href={paths.equipment({ only: `barred_${kind}` })}>{`${words.barKinds[kind]} ${cards}`}</a>
        </>
      ))}
      link={{ href: paths.equipment({ only: 'barred' }), label: `${words.all} ${barred.length}` }}
      padded={false}
    >
      <Table caption={words.barredTitle} head={head} stacks>
        {barred.slice(0, SHOWN).map(({ number, name, model, userName, bars }) => (
          <tr>
            <td class="span-6">
              <span class="item">
                <Item
                  name={name}
                  detail={[number, model].filter(Boolean).join(' ')}
                  href={paths.equipmentCard(number)}
                />
                {bars.map((bar) => (
                  <small>{refusalText(t, refusalOf(number, bar))}</small>
                ))}
              </span>
            </td>
            <td class="nowrap span-6">{userName}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

export function DuePanel({ t, due, total }: { t: Words; due: DueSoon; total: EquipmentSums }) {
  const words = t.equipmentOverview.due;
  const { tests, rounds } = due;
  const late = { month: undefined, state: 'late' as const };
  const rows = [
    { label: words.testsBarred, value: tests.barred, href: paths.metrology({ state: 'barred' }) },
    { label: words.testsSoon, value: tests.soon, href: paths.metrology({ state: 'soon' }) },
    { label: words.roundsLate, value: rounds.pm.late, href: paths.maintenance({ ...late, kind: 'pm' }) },
    { label: words.roundsSoon, value: rounds.pm.soon, href: paths.maintenance({ kind: 'pm', state: 'soon' }) },
    { label: words.selfLate, value: rounds.self_test.late, href: paths.maintenance({ ...late, kind: 'self_test' }) },
    {
      label: words.selfSoon,
      value: rounds.self_test.soon,
      href: paths.maintenance({ kind: 'self_test', state: 'soon' }),
    },
    {
      label: words.stopped,
      value: rounds.pm.stopped + rounds.self_test.stopped,
      href: paths.maintenance({ state: 'stopped' }),
    },
    { label: words.warranty, value: total.warranty, href: paths.equipment({ only: 'warranty' }) },
    { label: words.loans, value: due.loans, href: paths.loans({ tab: 'all', due: due.loansUntil }) },
    { label: words.idleLong, value: due.idleLong, href: paths.equipment({ only: 'idle_long' }) },
  ].filter(({ value }) => value > 0);
  const { dueTitle, dueNone, dueNoneText, number } = t.equipmentOverview;
  if (rows.length === 0) {
    return (
      <Panel title={dueTitle}>
        <Empty title={dueNone} text={dueNoneText} />
      </Panel>
    );
  }
  const head = (
    <>
      <Head>{dueTitle}</Head>
      <Head num>{number}</Head>
    </>
  );
  return (
    <Panel title={dueTitle} padded={false}>
      <Table caption={dueTitle} head={head}>
        {rows.map(({ label, value, href }) => (
          <tr>
            <td>
              <a href={href}>{label}</a>
            </td>
            <td class="num">{value}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
