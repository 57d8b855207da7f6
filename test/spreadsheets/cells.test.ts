/** Cells that name a value do so by the words given, and by nothing a language happens to know. */
import { expect, it } from 'vitest';
import { cellsOf } from '../../src/spreadsheets/cells.ts';

function read(value: string) {
  const row = { number: 2, values: { word: value }, merged: null };
  const cells = cellsOf(row, { word: { letter: 'A', title: '词' } });
  const choice = cells.choice('word', { 冷藏: 'cold' }, 'room');
  return { choice, flag: cells.flag('word', false), reasons: cells.problems.map((one) => one.reason) };
}

it('reads the words it was given', () => {
  expect(read('冷藏').choice).toBe('cold');
  expect(read('是').flag).toBe(true);
  expect(read('')).toEqual({ choice: 'room', flag: false, reasons: [] });
});

it('refuses words that are only names inside every object', () => {
  for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    expect(read(word)).toEqual({ choice: 'room', flag: false, reasons: ['cell_unknown_word', 'cell_not_yes_no'] });
  }
});
