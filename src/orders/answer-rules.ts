/** What an answer to an order line and an announced delivery must look like. Pure. */
import { isDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export const ANSWERS = ['confirmed', 'changed', 'refused'] as const;

export interface LineAnswer {
  lineNumber: number;
  answer: (typeof ANSWERS)[number];
  /** Base units the supplier will send; of a change. */
  answeredBase: number | null;
  promisedOn: string | null;
  reason: string;
}

interface AnsweredLine {
  lineNumber: number;
  quantityBase: number;
  acceptedBase: number;
  cancelledBase: number;
}

/**
 * How much the supplier will send by this answer. Refuses a line that is done, a refusal or change without a reason,
 * a change to more than was ordered or to nothing, a promised day that is past or none.
 */
export function checkAnswer(given: LineAnswer, line: AnsweredLine, today: string): Result<{ answeredBase: number }> {
  const at = { line: line.lineNumber };
  if (line.acceptedBase + line.cancelledBase >= line.quantityBase) return refuse('order_line_done', at);
  if (given.answer !== 'confirmed' && given.reason.trim() === '') return refuse('order_answer_reason', at);
  if (given.answer === 'refused') return ok({ answeredBase: 0 });
  if (given.promisedOn === null || !isDay(given.promisedOn)) return refuse('order_promise_missing', at);
  if (given.promisedOn < today) return refuse('order_promise_past', { ...at, day: given.promisedOn });
  if (given.answer === 'confirmed') return ok({ answeredBase: line.quantityBase });
  const base = given.answeredBase ?? 0;
  const whole = Number.isSafeInteger(base) && base > 0;
  return whole && base <= line.quantityBase ? ok({ answeredBase: base }) : refuse('order_answer_quantity', at);
}

export interface ShippedLot {
  lineNumber: number;
  lotNumber: string;
  producedOn: string | null;
  expiresOn: string;
  quantityBase: number;
  substituteMaker: string;
}

/**
 * Refuses a lot without number or quantity, one that has expired, one made after it expires or after today, and the
 * same lot of a line twice.
 */
export function checkShipped(lots: readonly ShippedLot[], today: string): Result<undefined> {
  if (lots.length === 0) return refuse('delivery_empty');
  const seen = new Set<string>();
  for (const lot of lots) {
    const at = { line: lot.lineNumber, lot: lot.lotNumber };
    if (lot.lotNumber.trim() === '') return refuse('delivery_lot_missing', at);
    if (!Number.isSafeInteger(lot.quantityBase) || lot.quantityBase <= 0) return refuse('delivery_quantity', at);
    if (!isDay(lot.expiresOn) || lot.expiresOn < today)
      return refuse('delivery_expired', { ...at, day: lot.expiresOn });
    const made = lot.producedOn;
    if (made !== null && (!isDay(made) || made > today || made >= lot.expiresOn))
      return refuse('delivery_produced', at);
    const key = `${lot.lineNumber}-${lot.lotNumber}`;
    if (seen.has(key)) return refuse('delivery_lot_twice', at);
    seen.add(key);
  }
  return ok();
}
