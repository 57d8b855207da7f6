/** English words around quantities, days and amounts. */
import type { formats as zh } from '../zh/formats.ts';
import { counted } from './counted.ts';

/** Units as they are stored, with their English singular and plural. */
const UNITS: Partial<Record<string, readonly [string, string]>> = {
  盒: ['box', 'boxes'],
  瓶: ['bottle', 'bottles'],
  袋: ['bag', 'bags'],
  支: ['vial', 'vials'],
  片: ['tab', 'tabs'],
  粒: ['cap', 'caps'],
  丸: ['pill', 'pills'],
  贴: ['patch', 'patches'],
  包: ['pack', 'packs'],
  个: ['piece', 'pieces'],
  副: ['pair', 'pairs'],
  卷: ['roll', 'rolls'],
  套: ['set', 'sets'],
  箱: ['case', 'cases'],
  管: ['tube', 'tubes'],
  板: ['strip', 'strips'],
  枚: ['piece', 'pieces'],
  只: ['piece', 'pieces'],
  根: ['piece', 'pieces'],
  块: ['piece', 'pieces'],
  揿: ['puff', 'puffs'],
  克: ['g', 'g'],
  毫升: ['ml', 'ml'],
};

export const formats: typeof zh = {
  none: 'n/a',
  nothing: 'none',
  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
  until: (day) => `exp ${day}`,
  leftDays: (days) => counted(days, 'day', 'days'),
  expired: 'Expired',
  left: (duration) => `${duration} left`,
  late: (duration) => `${duration} late`,
  days: (days) => counted(days, 'day', 'days'),
  red: 'reversal',
  yuan: 'yuan',
  wan: '×10k yuan',
  packOf: (packUnit, size, baseUnit) => `1 ${packUnit} = ${size} ${baseUnit}`,
  sum: (quantity) => `Total ${quantity}`,
  unit: (unit, count) => {
    const names = UNITS[unit];
    if (names === undefined) return unit;
    return Math.abs(count) === 1 ? names[0] : names[1];
  },
  of: (part, whole) => `${part} / ${whole}`,
  count: (count) => counted(count, 'item', 'items'),
};
