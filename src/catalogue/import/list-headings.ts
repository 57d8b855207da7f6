/** Rows of a published list that head others: parts, classes, subclasses, and the header again on each page. Pure. */
import type { TableRow } from '../../spreadsheets/table.ts';

export interface Headed {
  category: string;
  subcategory: string;
}

/** `一、抗微生物药` */
const CLASS = /^[一二三四五六七八九十百]+、/;
/** `（一）青霉素类` */
const SUBCLASS = /^[（(][一二三四五六七八九十百]+[）)]/;
/** `第一部分 化学药品和生物制品` */
const PART = /^第[一二三四五六七八九十]+(?:部分|章|篇)/;

/**
 * Follows the headings of a list from row to row. A row that only heads, or repeats the header, is told by
 * `isHeading`; `under` gives a row the class it stands under, where its own cells leave it open.
 */
export class ListHeadings {
  private headed: Headed = { category: '', subcategory: '' };

  isHeading(row: TableRow<string>): boolean {
    const cells = Object.values(row.values).filter((cell) => cell !== '');
    if (row.values['no'] === '序号' || row.values['name'] === '品种名称') return true;
    const [text = ''] = cells;
    if (new Set(cells).size !== 1) return false;
    const plain = text.replace(/\s+/g, '');
    if (CLASS.test(plain)) this.headed = { category: text, subcategory: '' };
    else if (SUBCLASS.test(plain)) this.headed = { ...this.headed, subcategory: text };
    else if (PART.test(plain)) this.headed = { category: '', subcategory: '' };
    else return false;
    return true;
  }

  under<Key extends string>(row: TableRow<Key | keyof Headed>): TableRow<Key | keyof Headed> {
    const { category, subcategory } = row.values;
    if (category !== '') return row;
    const own = subcategory === '' ? this.headed.subcategory : subcategory;
    return { ...row, values: { ...row.values, category: this.headed.category, subcategory: own } };
  }
}
