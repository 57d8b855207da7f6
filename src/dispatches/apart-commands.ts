/** What arrives whole and may not be used all the same is set apart: recalled lots, and cold goods that got warm. */
import type { Db, Tx } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { isControlled } from '../ledger/usable.ts';
import { recallsHolding } from '../recalls/record-queries.ts';
import { isOutside } from '../rounds/rules.ts';
import type { DispatchLineRow, DispatchRecord } from './dispatch-record.ts';
import type { ReceivedLine } from './rules.ts';
import type { Stores } from './stores.ts';

/** A line with what was counted of it; of its good ones, those that were kept too warm or too cold on the way. */
export interface Arrived {
  line: DispatchLineRow;
  answer: ReceivedLine;
  temperatureBase: number;
}

/** Recalled goods are put apart with the damaged ones, where there is a store for them, and named by their recall. */
export async function setRecalledApart(tx: Tx, arrived: readonly Arrived[], stores: Stores): Promise<Arrived[]> {
  // Recalled controlled drugs lie frozen in the store for such goods: they may lie nowhere else
  const apart = arrived.filter(({ line }) => line.frozen === 'recall' && !isControlled(line.control_class));
  const recalled = apart.filter(({ answer }) => answer.goodBase > 0);
  if (recalled.length === 0 || stores.rejectedId === undefined) return [...arrived];
  const numbers = await recallsHolding(
    tx,
    recalled.map(({ line }) => line.lot_id),
  );
  return arrived.map((one) => {
    if (!recalled.includes(one)) return one;
    const { goodBase, damagedBase, note, ...rest } = one.answer;
    const why = [numbers.get(one.line.lot_id) ?? '', note ?? ''].filter((text) => text !== '').join(' ');
    return { ...one, answer: { ...rest, goodBase: 0, damagedBase: damagedBase + goodBase, note: why } };
  });
}

const isCold = (zone: string | undefined) => zone === 'cold' || zone === 'frozen';

/**
 * Goods that need the cold are set apart when one of the measured temperatures (tenths of a degree) was not theirs;
 * `tenths` is then that one. A load of cold and frozen goods has one measured box: it fits when it fits one of them.
 */
export function setWarmedApart(
  arrived: readonly Arrived[],
  measured: readonly number[],
  stores: Stores,
): { arrived: Arrived[]; tenths: number | null } {
  const zoneOf = ({ line }: Arrived) => stores.zoneOfItem.get(line.item_id);
  const zones = (['cold', 'frozen'] as const).filter((zone) => arrived.some((one) => zoneOf(one) === zone));
  const tenths = measured.find((one) => isOutside(one, zones));
  if (tenths === undefined) return { arrived: [...arrived], tenths: null };
  const apart = arrived.map((one) => (isCold(zoneOf(one)) ? { ...one, temperatureBase: one.answer.goodBase } : one));
  return { arrived: apart, tenths };
}

const atStop = statement(
  `select stop.tenths from round_load as load join round_stop as stop on stop.id = load.stop_id
   where load.dispatch_id = :dispatchId and load.outcome = 'handed' and stop.tenths is not null order by load.id desc`,
);

/** What was measured: by who receives, and by the driver in the cold box when the dispatch was handed over. */
export async function measuredOf(db: Db, record: DispatchRecord, typed: number | null | undefined): Promise<number[]> {
  const [row] = await db.run<{ tenths: number }>(atStop, { dispatchId: record.document.id });
  return [typed, row?.tenths].filter((tenths) => tenths !== null && tenths !== undefined);
}
