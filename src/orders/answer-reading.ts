/** Reads the answer form: all lines as ordered with one day, or each line by itself. Pure. */

import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import type { LineAnswer } from './answer-rules.ts';
import type { AnswerTyped } from './forms.ts';

interface AnswerableLine {
  line: { lineNumber: number };
  item: { packSize: number; scale: number };
  openBase: number;
}

/** The field of a line on the form. */
export const answerField = (lineNumber: number, part: string) => `line.${lineNumber}.${part}`;

/**
 * The answers that were typed; lines left as they are are left out. Refuses an unreadable quantity of a change, at its
 * field.
 */
export function readAnswers(typed: AnswerTyped, lines: readonly AnswerableLine[]): Result<LineAnswer[]> {
  const open = lines.filter((row) => row.openBase > 0);
  if (typed.all !== undefined) {
    const promisedOn = typed.allOn;
    if (promisedOn === '') return refuse('field_required', {}, 'allOn');
    const same = { answer: 'confirmed' as const, answeredBase: null, promisedOn, reason: '' };
    return ok(open.map(({ line }) => ({ ...same, lineNumber: line.lineNumber })));
  }
  const answers: LineAnswer[] = [];
  for (const { line, item } of open) {
    const given = typed.line[String(line.lineNumber)];
    if (given === undefined || given.answer === '') continue;
    const said = { lineNumber: line.lineNumber, answer: given.answer, reason: given.reason.trim() };
    const promisedOn = given.on === '' ? null : given.on;
    if (given.answer !== 'changed') {
      answers.push({ ...said, answeredBase: null, promisedOn });
      continue;
    }
    const base = readQuantity({ packs: given.packs ?? '', units: given.units ?? '' }, item);
    if (!base.ok) return { ...base, field: answerField(line.lineNumber, 'packs') };
    answers.push({ ...said, answeredBase: base.value, promisedOn });
  }
  return ok(answers);
}

const FIELDS: Readonly<Record<string, string>> = {
  order_answer_reason: 'reason',
  order_promise_missing: 'on',
  order_promise_past: 'on',
  order_answer_quantity: 'packs',
};

/** The field that a refusal of `answerOrder` is about, so that it stands beside it. */
export function atAnswerField(refusal: Refusal, all: boolean): Refusal {
  const part = FIELDS[refusal.reason];
  if (part === undefined || refusal.field !== undefined) return refusal;
  if (all && part === 'on') return { ...refusal, field: 'allOn' };
  return { ...refusal, field: answerField(Number(refusal.detail.line), part) };
}
