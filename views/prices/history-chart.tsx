/** The course of an item's prices: listed and agreed as steps, paid as dots, drawn on the server. */
import { daysBetween } from '../../src/kernel/clock.ts';
import type { ItemPrices } from '../../src/prices/item-queries.ts';
import type { Words } from '../i18n/index.ts';
import { priceText } from '../ui/format.ts';

const WIDTH = 720;
const HEIGHT = 200;
const LEFT = 64;
const RIGHT = 16;
const TOP = 16;
const BOTTOM = 168;

interface Span {
  from: string;
  to: string;
  pricePack: number;
}

interface Scale {
  x: (day: string) => number;
  y: (pricePack: number) => number;
  first: string;
  most: number;
}

function spansOf(prices: ItemPrices, today: string): { listed: Span[]; agreed: Span[] } {
  const until = (day: string | null) => (day === null || day > today ? today : day);
  const listed = prices.listed
    .filter((row) => row.validFrom <= today)
    .map((row) => ({ from: row.validFrom, to: until(row.validTo), pricePack: row.pricePack }));
  const agreed = prices.contracts
    .filter((row) => row.status !== 'draft' && row.startsOn <= today)
    .map((row) => ({ from: row.startsOn, to: until(row.endsOn), pricePack: row.pricePack }));
  return { listed, agreed };
}

function scaleOf(spans: readonly Span[], paid: ItemPrices['paid'], today: string): Scale {
  const days = [...spans.map((span) => span.from), ...paid.map((row) => row.receivedOn), today].sort();
  const first = days[0] ?? today;
  const length = Math.max(1, daysBetween(first, today));
  const most = Math.max(1, ...spans.map((span) => span.pricePack), ...paid.map((row) => row.pricePack)) * 1.1;
  return {
    first,
    most,
    x: (day) => Math.round(LEFT + (daysBetween(first, day) / length) * (WIDTH - LEFT - RIGHT)),
    y: (pricePack) => Math.round(BOTTOM - (pricePack / most) * (BOTTOM - TOP)),
  };
}

export function PriceHistoryChart(props: { t: Words; name: string; prices: ItemPrices; today: string }) {
  const { t, name, prices, today } = props;
  const words = t.prices;
  const { listed, agreed } = spansOf(prices, today);
  const paid = prices.paid.filter((row) => row.receivedOn <= today);
  if (listed.length + agreed.length + paid.length === 0) return <p class="hint">{words.historyNone}</p>;
  const scale = scaleOf([...listed, ...agreed], paid, today);
  const steps = (spans: readonly Span[], look: string) =>
    spans.map(({ from, to, pricePack }) => {
      const [x, y] = [scale.x(from), scale.y(pricePack)];
      return <rect class={look} x={x} y={y - 1} width={Math.max(2, scale.x(to) - x)} height="3" />;
    });
  const latest = listed[0] ?? agreed[0];
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="price-history">
      <title id="price-history">{words.historyTitle(name, scale.first, today)}</title>
      <path class="axis" d={`M${LEFT} ${BOTTOM}.5H${WIDTH - RIGHT}`} />
      {steps(listed, 'c-1')}
      {steps(agreed, 'c-warn')}
      {paid.map((row) => (
        <circle class="c-2" cx={scale.x(row.receivedOn)} cy={scale.y(row.pricePack)} r="3" />
      ))}
      {latest !== undefined && (
        <text class="value" x="0" y={scale.y(latest.pricePack) + 4}>
          {priceText(latest.pricePack)}
        </text>
      )}
      <text x={LEFT} y={BOTTOM + 18}>
        {scale.first}
      </text>
      <text class="end" x={WIDTH - RIGHT} y={BOTTOM + 18}>
        {today}
      </text>
    </svg>
  );
}

/** Which mark is which. */
export function PriceLegend({ t }: { t: Words }) {
  const look = { listed: 'c-1', contract: 'c-warn', paid: 'c-2' } as const;
  return (
    <div class="buttons">
      {(['listed', 'contract', 'paid'] as const).map((key) => (
        <span>
          <svg class="bar-cell" viewBox="0 0 100 8" aria-hidden="true">
            {key === 'paid' ? (
              <circle class={look[key]} cx="50" cy="4" r="4" />
            ) : (
              <rect class={look[key]} y="2" width="100" height="4" />
            )}
          </svg>{' '}
          {t.prices.lines[key]}{' '}
        </span>
      ))}
    </div>
  );
}
