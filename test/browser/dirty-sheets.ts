/** Sheets as offices send them: GBK from an old Excel, a name merged over two rows, a formula nobody calculated. */
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { gbk } from '../support/gbk.ts';

const HEAD = ['编码', '类别', '通用名', '剂型', '规格', '生产厂家', '包装单位', '包装数量', '基本单位', '条码'];

/** A good row, a code whose check digit is wrong, a pack of nothing, a kind that there is not, in GBK. */
export function gbkSheet(mark: string): Buffer {
  const rows = [
    HEAD,
    [`${mark}01`, '药品', `盐酸氨溴索缓释胶囊${mark}`, '胶囊剂', '75mg', '江西赣南制药', '盒', '10', '粒', ''],
    [`${mark}02`, '药品', `枸橼酸莫沙必利片${mark}`, '片剂', '5mg', '江西赣南制药', '盒', '24', '片', '6901234567891'],
    [`${mark}03`, '药品', `蒙脱石散${mark}`, '散剂', '3g', '江西赣南制药', '盒', '0', '袋', ''],
    [`${mark}04`, '仙丹', `还魂丹${mark}`, '丸剂', '9g', '江西赣南制药', '盒', '10', '丸', ''],
  ];
  return gbk(rows.map((row) => row.join(',')).join('\r\n'));
}

const sheetOf = async (data: SheetData) => (await writeExcelFile(data).toBuffer()) as Buffer;

/** A pack size written as a formula, saved by a program that calculates nothing. */
export function formulaSheet(mark: string): Promise<Buffer> {
  const row = [`${mark}11`, '药品', `蒙脱石散${mark}`, '散剂', '3g', '江西赣南制药', '盒'];
  return sheetOf([HEAD, [...row, { type: 'Formula', value: '=5+5' }, '袋', '']]);
}

/** One name merged over two rows: the second has none of its own. */
export function mergedSheet(mark: string): Promise<Buffer> {
  const rest = ['散剂', '3g', '江西赣南制药', '盒', 10, '袋', ''];
  return sheetOf([
    HEAD,
    [`${mark}21`, '药品', { value: `蒙脱石散${mark}`, rowSpan: 2 }, ...rest],
    [`${mark}22`, '药品', null, '散剂', '1g', ...rest.slice(2)],
    [`${mark}23`, '药品', `口服补液盐散${mark}`, '散剂', '5.125g', '江西赣南制药', '盒', 20, '袋', ''],
  ]);
}
