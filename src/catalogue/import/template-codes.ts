/** The codes and numbers of a row of our own table: what law says refuses the row, what experience says warns. */
import type { Cells } from '../../spreadsheets/cells.ts';
import { codeTypesOf, readCode, readProductNumber } from '../code-rules.ts';
import type { CodeType, ForeignCode, ItemKind } from '../item.ts';
import type { TemplateKey } from './template-columns.ts';

/** The column of each type of code. */
export const CODE_COLUMNS = {
  gtin: 'gtin',
  baseCode: 'base_code',
  nhsa: 'nhsa',
  udiDi: 'udi_di',
  tracePrefix: 'trace_prefix',
  platform: 'platform',
} as const satisfies Partial<Record<TemplateKey, CodeType>>;
export type CodeColumn = keyof typeof CODE_COLUMNS;

const LONGEST = 400;
/** A pack may have several barcodes: the export writes them into one cell. */
const BETWEEN = /[、;,\s]+/;

/** The codes of the row, without doubles. */
export function readCodes(cells: Cells<TemplateKey>, kind: ItemKind): ForeignCode[] {
  const codes = new Map<string, ForeignCode>();
  for (const [column, type] of Object.entries(CODE_COLUMNS) as [CodeColumn, CodeType][]) {
    const typed = cells.text(column, LONGEST).normalize('NFKC');
    if (typed === '') continue;
    if (!codeTypesOf(kind).includes(type)) {
      cells.refuse(column, 'code_not_of_kind', { type, kind });
      continue;
    }
    for (const one of typed.split(BETWEEN).filter((each) => each !== '')) {
      const read = readCode(type, one);
      if (!read.ok) {
        cells.refuse(column, read.reason, { value: one, ...read.detail });
        continue;
      }
      for (const caution of read.value.cautions) cells.warn(column, caution.reason, caution.detail);
      codes.set(`${type} ${read.value.value}`, { type, value: read.value.value });
    }
  }
  return [...codes.values()];
}

/** 批准文号 or 注册证号: one number under two titles, by kind. Two different ones refuse the row. */
export function readNumber(cells: Cells<TemplateKey>, kind: ItemKind): string | null {
  const [approval, registration] = [cells.text('approvalNumber', 60), cells.text('registration', 60)];
  if (approval !== '' && registration !== '' && plain(approval) !== plain(registration)) {
    cells.refuse('registration', 'two_numbers', { approval, registration });
    return null;
  }
  const column = approval === '' ? 'registration' : 'approvalNumber';
  return cells.read(column, (typed) => readProductNumber(kind, typed));
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
