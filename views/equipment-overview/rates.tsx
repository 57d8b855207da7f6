/** The rates of the month: each with its part and its whole, both of which open, and in words how it is counted. */
import type { DueSoon } from '../../src/equipment-overview/due-queries.ts';
import { type EquipmentSums, RATES, type RateName, rateOf } from '../../src/equipment-overview/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { percentText } from '../ui/format.ts';
import { type Figure, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';

interface RatesProps {
  t: Words;
  total: EquipmentSums;
  due: DueSoon;
  today: string;
}

const HOUR_MS = 3_600_000;
const HOUR_MINUTES = 60;

export const tenths = (hours: number) => (Math.round(hours * 10) / 10).toFixed(1);

/** What the part and the second number of a rate open into. */
const OPENS: Record<RateName, (of?: string) => readonly [string, string]> = {
  sound: (user) => [paths.equipment({ only: 'sound', user }), paths.equipment({ only: 'kept', user })],
  rounds: (member) => [
    paths.maintenance({ kind: 'pm', month: 'done', member }),
    paths.maintenance({ kind: 'pm', month: 'undone', member }),
  ],
  tests: (member) => [paths.metrology({ valid: 'yes', member }), paths.metrology({ member })],
};

/** What keeps a rate from being whole. */
export const LACKING: Record<RateName, (of?: string) => string> = {
  sound: (user) => paths.equipment({ only: 'unsound', user }),
  rounds: (member) => paths.maintenance({ kind: 'pm', month: 'undone', member }),
  tests: (member) => paths.metrology({ valid: 'no', member }),
};

export function rateText(t: Words, name: RateName, sums: EquipmentSums): string {
  const { part, whole } = rateOf(name, sums);
  return percentText(t, part, whole);
}

export function rateFigures({ t, total, due, today }: RatesProps): Figure[] {
  const words = t.equipmentOverview;
  const month = { from: `${today.slice(0, 7)}-01`, until: today };
  const rates = RATES.map((name): Figure => {
    const { part, whole } = rateOf(name, total);
    const value = rateText(t, name, total);
    return { label: words.rates[name], value, note: `${part}/${whole}`, href: LACKING[name]() };
  });
  return [
    ...rates,
    {
      label: words.sharedHours,
      value: tenths(due.sharedMinutes / HOUR_MINUTES),
      note: words.sharedNote,
      href: paths.bookingFigures(month),
    },
    {
      label: words.faults,
      value: String(total.faults),
      ...(total.lateFaults > 0 && { note: words.lateNote(total.lateFaults), tone: 'danger' as const }),
      href: paths.faults({ tab: 'open' }),
    },
    {
      label: words.downHours,
      value: tenths(total.downMs / HOUR_MS),
      note: words.downNote,
      href: paths.faultFigures({ ...month, by: 'asset' }),
    },
  ];
}

export function RatesPanel({ t, total, due, today }: RatesProps) {
  const words = t.equipmentOverview;
  const head = (
    <>
      <Head>{words.rate}</Head>
      <Head num>{words.month}</Head>
      <Head> </Head>
    </>
  );
  return (
    <Panel title={words.rateTitle} note={today} padded={false}>
      <Table caption={words.rateTitle} head={head} stacks>
        {RATES.map((name) => {
          const [first, second] = OPENS[name]();
          const numbers =
            name === 'rounds'
              ? [total.roundsDone, total.roundsLeft]
              : [rateOf(name, total).part, rateOf(name, total).whole];
          return (
            <tr>
              <td class="span-6">
                <span class="item">
                  {words.rates[name]}
                  <small>{words.definitions[name]}</small>
                </span>
              </td>
              <td class="num span-2">{rateText(t, name, total)}</td>
              <td class="span-4">
                <a href={first}>{`${words.parts[name][0]} ${numbers[0]}`}</a>
                {words.between}
                <a href={second}>{`${words.parts[name][1]} ${numbers[1]}`}</a>
              </td>
            </tr>
          );
        })}
        <tr>
          <td class="span-6">
            <span class="item">
              {words.sharedHours}
              <small>{words.definitions.shared}</small>
            </span>
          </td>
          <td class="num span-2">{tenths(due.sharedMinutes / HOUR_MINUTES)}</td>
          <td class="span-4">
            <a href={paths.bookingFigures({ from: `${today.slice(0, 7)}-01`, until: today })}>{words.all}</a>
          </td>
        </tr>
      </Table>
    </Panel>
  );
}
