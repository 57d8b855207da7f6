/** Classes of equipment with their risk and upkeep, and the catalogue of large equipment by its editions. */
import type { NewClass } from '../../src/assets/class-commands.ts';
import type { RuleValue } from '../../src/settings/rules.ts';

type Row = [code: string, name: string, risk: NewClass['risk'], upkeepMonths: number | null, marks: string];

/** Marks: `m` much of it under compulsory metrology, `e` for emergencies, `x` not medical. */
const ROWS: readonly Row[] = [
  ['electronic', '医用电子仪器', 'high', 6, 'm'],
  ['ultrasound', '医用超声仪器', 'medium', 6, 'm'],
  ['high_frequency', '医用高频仪器设备', 'high', 6, ''],
  ['physical_therapy', '物理治疗及体疗设备', 'medium', 12, ''],
  ['hyperbaric', '高压氧舱', 'high', 3, 'm'],
  ['chinese_medicine', '中医仪器设备', 'low', 12, ''],
  ['mri', '医用磁共振设备', 'medium', 3, ''],
  ['xray', '医用X线设备', 'high', 6, 'm'],
  ['high_energy', '高能射线设备', 'high', 3, 'm'],
  ['nuclear', '医用核素设备', 'high', 3, 'm'],
  ['laboratory', '临床检验设备', 'medium', 6, 'm'],
  ['extracorporeal', '体外循环设备', 'high', 3, ''],
  ['surgery_emergency', '手术急救设备', 'high', 3, 'me'],
  ['dental', '口腔设备', 'low', 12, ''],
  ['ward_care', '病房护理设备', 'low', 12, ''],
  ['disinfection', '消毒设备', 'high', 6, 'm'],
  ['optical', '光学仪器及窥镜', 'medium', 6, 'm'],
  ['laser', '激光仪器设备', 'high', 6, 'm'],
  ['other_special', '其他专用设备', 'medium', 12, ''],
  ['computer_office', '计算机与办公设备', 'low', null, 'x'],
  ['vehicle', '车辆', 'medium', 6, 'x'],
  ['furniture', '家具', 'low', null, 'x'],
];

export const ASSET_CLASSES: readonly NewClass[] = ROWS.map(([code, name, risk, upkeepMonths, marks]) => ({
  code,
  name,
  risk,
  upkeepMonths,
  medical: !marks.includes('x'),
  measured: marks.includes('m'),
  emergency: marks.includes('e'),
}));

/** Months between two tests by the regulations of verification (检定规程). */
const cycles: RuleValue<'metrology_cycles'> = {
  sphygmomanometer: 12,
  thermometer: 12,
  tonometer: 12,
  ecg: 12,
  eeg: 12,
  monitor: 12,
  xray: 12,
  ct: 12,
  ultrasound: 12,
  laser: 12,
  audiometer: 12,
  ph_meter: 12,
  photometer: 12,
  blood_counter: 12,
  refractor: 12,
  balance: 12,
  weights: 12,
  pressure_gauge: 6,
};

/** Years of the table of 财会〔2018〕24号; vehicles by its own line for medical units. */
const years: RuleValue<'depreciation_years'> = {
  electronic: 5,
  ultrasound: 6,
  high_frequency: 5,
  physical_therapy: 5,
  hyperbaric: 6,
  chinese_medicine: 5,
  mri: 6,
  xray: 6,
  high_energy: 8,
  nuclear: 6,
  laboratory: 5,
  extracorporeal: 5,
  surgery_emergency: 5,
  dental: 6,
  ward_care: 5,
  disinfection: 6,
  optical: 6,
  laser: 5,
  other_special: 5,
  computer_office: 6,
  vehicle: 10,
  furniture: 15,
};

/** How long equipment lasts in the books, and from when on it lies idle. */
export const ASSET_VALUE_RULES = [
  {
    code: 'depreciation_years' as const,
    value: years,
    legalBasis: '财会〔2018〕24号：医院执行政府会计制度的补充规定，固定资产折旧年限表；平均年限法，不留残值',
    effectiveFrom: '2019-01-01',
  },
  {
    code: 'metrology_cycles' as const,
    value: cycles,
    legalBasis:
      '《计量法》第九条、《强制检定的工作计量器具检定管理办法》及目录；周期按各检定规程，以目录和规程的现行版为准',
    effectiveFrom: '2000-01-01',
  },
  {
    code: 'metrology_notice' as const,
    value: { days: 30 },
    legalBasis: '《医疗器械监督管理条例》第五十条；本院规定：到期前30天安排送检',
    effectiveFrom: '2000-01-01',
  },
  {
    code: 'maintenance_cycles' as const,
    value: { high: 3, medium: 6, low: 12, selfTest: 1 },
    legalBasis:
      '《医疗器械监督管理条例》第五十条；《医疗器械临床使用管理办法》；本院规定：按风险等级安排，应急设备每月自检',
    effectiveFrom: '2000-01-01',
  },
  {
    code: 'maintenance_notice' as const,
    value: { days: 30 },
    legalBasis: '《医疗器械监督管理条例》第五十条；本院规定：到期前30天安排维护',
    effectiveFrom: '2000-01-01',
  },
  {
    code: 'idle_assets' as const,
    value: { days: 90, dayHours: 8 },
    legalBasis: '《行政事业性国有资产管理条例》第十一条、第十八条：先调剂后购置；本院规定：闲置超过90天进调剂池',
    effectiveFrom: '2020-01-01',
  },
];

/** The edition of 2018 licensed CT from 64 rows and MR from 1.5 T; that of 2023 no longer does. */
const of2018: RuleValue<'large_equipment'> = {
  ion_therapy: 'a',
  high_end_radiotherapy: 'a',
  pet_mr: 'a',
  pet_ct: 'b',
  endoscopic_robot: 'b',
  radiotherapy: 'b',
  ct_64: 'b',
  mr_15: 'b',
};
const of2023: RuleValue<'large_equipment'> = { ...of2018, pet_mr: 'b', ct_64: 'none', mr_15: 'none' };

export const LARGE_EQUIPMENT = [
  {
    code: 'large_equipment' as const,
    value: of2018,
    legalBasis: '国卫规划发〔2018〕5号：大型医用设备配置许可管理目录（2018年）',
    effectiveFrom: '2018-03-29',
  },
  {
    code: 'large_equipment' as const,
    value: of2023,
    legalBasis: '国卫财务发〔2023〕7号：大型医用设备配置许可管理目录（2023年）',
    effectiveFrom: '2023-03-20',
  },
];
