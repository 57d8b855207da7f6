/** The drawings of the account: what is due in bands, and the balance of the weeks ahead. Sizes are SVG attributes. */
import { paths } from '../../src/paths.ts';
import type { BandSum } from '../../src/payables/list-queries.ts';
import type { CashWeek } from '../../src/treasury/account-queries.ts';
import type { Words } from '../i18n/index.ts';
import { dayText, moneyText, wanText } from '../ui/format.ts';

const LENGTH = 1000;
const BAND_CLASSES = { overdue: 'c-danger', week: 'c-warn', month: 'c-1', later: 'c-faint' } as const;
const KEY_CLASSES = { overdue: 'k-danger', week: 'k-warn', month: 'k-1', later: 'k-faint' } as const;

export function AgingBar({ t, bands }: { t: Words; bands: readonly BandSum[] }) {
  const words = t.treasury;
  const total = Math.max(
    1,
    bands.reduce((sum, band) => sum + band.openFen, 0),
  );
  const label = bands.map((band) => `${words.bands[band.band]} ${moneyText(band.openFen)}`).join(' ');
  let x = 0;
  return (
    <div class="aging">
      <svg class="bar-cell wide aging-bar" viewBox={`0 0 ${LENGTH} 12`} preserveAspectRatio="none" role="img">
        <title>{label}</title>
        {bands.map((band) => {
          const width = Math.round((band.openFen / total) * LENGTH);
          const at = x;
          x += width;
          return <rect class={BAND_CLASSES[band.band]} x={at} width={Math.max(0, width - 1)} height="12" />;
        })}
      </svg>
      <ul class="key">
        {bands.map((band) => (
          <li>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <rect class={KEY_CLASSES[band.band]} width="12" height="12" />
            </svg>
            <a href={paths.payables({ band: band.band })}>{words.bands[band.band]}</a> <b>{moneyText(band.openFen)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

const ROOM = 105;
const BASE = 138;
const STEP = 44;
const BAR = 36;
const SOON_WEEKS = 2;

/** Whole 万元: narrow bars have no room for more. */
const short = (fen: number) => wanText(fen).replace(/\.\d+$/, '');

export function CashChart({ t, weeks }: { t: Words; weeks: readonly CashWeek[] }) {
  const words = t.treasury;
  const most = Math.max(1, ...weeks.map((week) => Math.max(week.leftFen, week.dueFen)));
  const heightOf = (fen: number) => (fen <= 0 ? 0 : Math.max(1, Math.round((fen / most) * ROOM)));
  const title = words.cashTitle(short(weeks[0]?.leftFen ?? 0), short(weeks.at(-1)?.leftFen ?? 0));
  return (
    <svg class="chart" viewBox="0 0 352 176" role="img" aria-labelledby="cash-ahead">
      <title id="cash-ahead">{title}</title>
      <path class="grid" d="M0 31.5H352M0 84.5H352" />
      {weeks.map((week, index) => {
        const x = 4 + index * STEP;
        const [left, due] = [heightOf(week.leftFen), heightOf(week.dueFen)];
        const middle = x + BAR / 2;
        return (
          <>
            <rect class="c-faint" x={x} y={BASE - left} width={BAR} height={left} />
            <rect class={index < SOON_WEEKS ? 'c-warn' : 'c-1'} x={x} y={BASE - due} width={BAR} height={due} />
            <text
              class={week.leftFen < 0 ? 'value mid danger' : 'value mid'}
              x={middle}
              y={BASE - Math.max(left, due) - 5}
            >
              {short(week.leftFen)}
            </text>
            <text class="mid" x={middle} y="153">
              {dayText(t, week.from, week.from)}
            </text>
            <text class="mid" x={middle} y="169">
              {words.pay(short(week.dueFen))}
            </text>
          </>
        );
      })}
      <path class="axis" d={`M0 ${BASE}.5H352`} />
    </svg>
  );
}
