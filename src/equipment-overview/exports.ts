/** The overview of equipment by member as a file: what its table shows, prices only for those who see them. */
import type { Words } from '../../views/i18n/index.ts';
import type { Column } from '../web/spreadsheets.ts';
import { type Rate, rateOf } from './rules.ts';
import type { MemberSums } from './sum-queries.ts';

const HOUR_MS = 3_600_000;
const percent = ({ part, whole }: Rate) => (whole === 0 ? null : Math.round((part * 1000) / whole) / 10);

export function overviewColumns(t: Words, prices: boolean): Column<MemberSums>[] {
  const words = t.equipmentOverview;
  return [
    { head: words.member, value: (row) => row.name, width: 20 },
    { head: words.cards, value: (row) => row.cards },
    { head: words.inUse, value: (row) => row.inUse },
    { head: words.idle, value: (row) => row.idle },
    { head: words.repair, value: (row) => row.repair },
    { head: words.stopped, value: (row) => row.stopped },
    { head: words.barred, value: (row) => row.barred },
    { head: words.faults, value: (row) => row.faults },
    { head: words.lateFaults, value: (row) => row.lateFaults },
    { head: words.downHours, value: (row) => Math.round((row.downMs / HOUR_MS) * 10) / 10 },
    { head: `${words.rates.sound} %`, value: (row) => percent(rateOf('sound', row)) },
    { head: `${words.rates.rounds} %`, value: (row) => percent(rateOf('rounds', row)) },
    { head: `${words.rates.tests} %`, value: (row) => percent(rateOf('tests', row)) },
    ...(prices ? [{ head: words.price, value: (row: MemberSums) => row.priceFen / 100 }] : []),
  ];
}
