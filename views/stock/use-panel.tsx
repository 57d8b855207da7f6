/** What a member used of an item week by week, as a line drawn on the server, with the same numbers as a table. */
import { baseText, dayText, numberText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Head } from '../ui/table.tsx';
import { Quantity } from '../ui/values.tsx';
import type { CardView } from './card-view.ts';

type UseView = Pick<CardView, 't' | 'weeks' | 'item' | 'today'>;

const LEFT = 8;
const RIGHT = 772;
const FLOOR = 92;
const ROOM = 68;

export function UsePanel(view: UseView) {
  const { t, weeks, item } = view;
  const words = t.stockViews.use;
  const sum = weeks.reduce((total, week) => total + week.quantityBase, 0);
  if (weeks.every((week) => week.quantityBase === 0)) {
    return (
      <Panel title={words.chart}>
        <p>{words.none}</p>
      </Panel>
    );
  }
  const average = Math.round(sum / Math.max(1, weeks.length) / item.scale) * item.scale;
  return (
    <Panel title={words.chart} note={words.average(baseText(t, average, item))}>
      <UseLine {...view} sum={sum} />
      <details>
        <summary>{t.stockViews.asTable}</summary>
        <UseTable {...view} />
      </details>
    </Panel>
  );
}

function UseLine({ t, weeks, item, today, sum }: UseView & { sum: number }) {
  const words = t.stockViews.use;
  const most = weeks.reduce((best, week) => (week.quantityBase > best.quantityBase ? week : best));
  // More may have come back in a week than went out: the line then stands on the floor
  const y = (base: number) => FLOOR - Math.round((Math.max(0, base) / Math.max(1, most.quantityBase)) * ROOM);
  const x = (index: number) => Math.round(LEFT + ((RIGHT - LEFT) * index) / Math.max(1, weeks.length - 1));
  const points = weeks.map((week, index) => `${index === 0 ? 'M' : 'L'}${x(index)} ${y(week.quantityBase)}`).join('');
  const peak = weeks.indexOf(most);
  const end = peak > weeks.length / 2;
  const label = (index: number) => dayText(t, weeks[index]?.from ?? today, today);
  const middle = Math.floor(weeks.length / 2);
  return (
    <svg class="chart broad" viewBox="0 0 780 116" role="img" aria-labelledby="use-title">
      <title id="use-title">{words.title(baseText(t, sum, item), baseText(t, most.quantityBase, item))}</title>
      <path class="area" d={`${points}L${RIGHT} ${FLOOR}L${LEFT} ${FLOOR}Z`} />
      <path class="line" d={points} />
      <path class="axis" d={`M${LEFT} ${FLOOR}.5H${RIGHT}`} />
      <circle class="c-1" cx={x(peak)} cy={y(most.quantityBase)} r="3.5" />
      <text class="value" x={x(peak) + (end ? -8 : 8)} y={y(most.quantityBase) - 6} text-anchor={end ? 'end' : 'start'}>
        {numberText(most.quantityBase / item.scale)}
      </text>
      <text x={LEFT} y="110">
        {label(0)}
      </text>
      <text class="mid" x={x(middle)} y="110">
        {label(middle)}
      </text>
      <text class="end" x={RIGHT} y="110">
        {label(weeks.length - 1)}
      </text>
    </svg>
  );
}

function UseTable({ t, weeks, item, today }: UseView) {
  const words = t.stockViews.use;
  return (
    <table class="table">
      <caption class="visually-hidden">{words.table}</caption>
      <thead>
        <tr>
          <Head>{words.week}</Head>
          <Head num>{words.used}</Head>
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr>
            <td>
              {dayText(t, week.from, today)} {t.stockViews.upTo} {dayText(t, week.until, today)}
            </td>
            <td class="num">
              <Quantity t={t} quantityBase={week.quantityBase} shape={item} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
