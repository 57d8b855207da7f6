/** The number under which a hospital may make a preparation: approved (药制字) or, for traditional ones, filed (药制备字). */
import { ok, type Result, refuse } from '../result.ts';

const PROVINCE = '[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]';
/** Province, 药制字, H chemical or Z traditional (S biological), four of the year and four of the series. */
const APPROVED = new RegExp(`^${PROVINCE}药制字[HZS]\\d{8}$`);
/** Province, 药制备字Z, four of the year, four of the series and three of the change. */
const FILED = new RegExp(`^${PROVINCE}药制备字Z\\d{11}$`);

/** 医疗机构制剂批准文号 or 传统中药制剂备案号. Refuses another shape. */
export function readPreparationNumber(text: string): Result<string> {
  const value = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (APPROVED.test(value) || FILED.test(value)) return ok(value);
  return refuse('preparation_number_shape', { value: value.slice(0, 60) });
}
