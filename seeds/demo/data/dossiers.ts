/** The applications of the demo: who asks for what and why, and the sentences on which reviewers rest their scores. */
import type { Tier } from '../../../src/selection/rules.ts';

export interface DemoDossier {
  /** Who applies. */
  login: string;
  /** Code of the item; null: `wish` describes what the catalogue does not have. */
  item: string | null;
  wish?: { genericName: string; form: string; strength: string; manufacturer: string; approvalNumber: string };
  indication: string;
  reason: string;
  comparison: string;
  comparators: string[];
  evidence: string;
  courseFen: number | null;
  dailyFen: number | null;
  tiers: Tier[];
}

export const NO_INTERESTS = '与生产企业、经营企业无利益关系。';

/** 沙库巴曲缬沙坦: taken up, on trial. */
export const heartFailure: DemoDossier = {
  login: 'qiuyaoshi',
  item: 'XP003',
  indication: '射血分数降低的慢性心力衰竭；原发性高血压',
  reason: '近一年心衰再住院62例次，其中41例出院时带药本品，回乡后断药。县内目录没有同类药。',
  comparison: '与缬沙坦胶囊、马来酸依那普利片比较：指南为Ⅰ类推荐优先于ACEI/ARB。',
  comparators: ['XN009', 'XN008'],
  evidence: '《中国心力衰竭诊断和治疗指南2024》Ⅰ类推荐、A级证据；PARADIGM-HF。',
  courseFen: 17040,
  dailyFen: 568,
  tiers: ['county', 'township'],
};

/** 脑苷肌肽: the committee declined it. */
export const nerveNutrition: DemoDossier = {
  login: 'xiaoyaoshi',
  item: 'XP010',
  indication: '脑血管意外后遗症的辅助治疗',
  reason: '康复科申请用于卒中后遗症患者。',
  comparison: '与注射用血塞通（冻干）比较。',
  comparators: [],
  evidence: '说明书；单中心小样本研究两项。',
  courseFen: 37520,
  dailyFen: 5360,
  tiers: ['county'],
};

/** 恩格列净: taken up, waits in the draft of the next version. */
export const sugar: DemoDossier = {
  login: 'xieyaoshi',
  item: 'XP004',
  indication: '2型糖尿病，合并动脉粥样硬化性心血管疾病或心力衰竭者优先',
  reason: '江背镇在管糖尿病患者1,126人，县医院带回本品处方的有58人，分院无药续方。',
  comparison: '与达格列净片同类：适应证相近，集采后日费用低0.2元。',
  comparators: ['DX011', 'DX010'],
  evidence: '《中国糖尿病防治指南（2024版）》；EMPA-REG OUTCOME。',
  courseFen: 2670,
  dailyFen: 89,
  tiers: ['county', 'township'],
};

/** 司美格鲁肽: scored, waits for the session. */
export const weekly: DemoDossier = {
  login: 'qiuyaoshi',
  item: 'XP005',
  indication: '口服降糖药控制不佳的2型糖尿病',
  reason: '每周一次，适合乡镇视力差、不便每日注射的老年患者；内分泌科月均处方外配37张。',
  comparison: '与利拉鲁肽注射液比较：给药次数由每日一次减为每周一次，日费用高。',
  comparators: ['DX019', 'DX018'],
  evidence: '《中国糖尿病防治指南（2024版）》；SUSTAIN 6。',
  courseFen: 47265,
  dailyFen: 1688,
  tiers: ['county'],
};

/** 乌美溴铵维兰特罗: half of the reviews are in. */
export const inhaler: DemoDossier = {
  login: 'huyaoshi',
  item: 'XP006',
  indication: '慢性阻塞性肺疾病的维持治疗',
  reason: '良村镇尘肺与慢阻肺患者多，现有噻托溴铵单药控制不佳者29人。',
  comparison: '与噻托溴铵粉雾剂、布地奈德福莫特罗吸入粉雾剂比较。',
  comparators: ['HX005', 'HX004'],
  evidence: '《慢性阻塞性肺疾病诊治指南（2021年修订版）》；GOLD 2025。',
  courseFen: 19100,
  dailyFen: 637,
  tiers: ['county', 'township'],
};

/** Not in the catalogue yet: described in words. */
export const flu: DemoDossier = {
  login: 'liaoyaoshi',
  item: null,
  wish: {
    genericName: '玛巴洛沙韦片',
    form: '片剂',
    strength: '20mg',
    manufacturer: '罗氏制药',
    approvalNumber: '国药准字HJ20210030',
  },
  indication: '5岁及以上甲型和乙型流感',
  reason: '流感季儿童服药依从性差，全程一次服药；去年冬季外配186盒。',
  comparison: '与磷酸奥司他韦颗粒比较：一次服药，费用高。',
  comparators: ['KG059'],
  evidence: '《流行性感冒诊疗方案（2025年版）》。',
  courseFen: 22290,
  dailyFen: null,
  tiers: ['county', 'township'],
};

/** Begun and not handed in. */
export const bowel: DemoDossier = {
  login: 'wenyaoshi',
  item: 'XP012',
  indication: '慢性阻塞性肺疾病的维持治疗',
  reason: '肺病科拟申请三联吸入制剂，资料收集中。',
  comparison: '',
  comparators: ['HX004'],
  evidence: '',
  courseFen: null,
  dailyFen: 730,
  tiers: ['county'],
};

/** What a score rests on, by criterion. */
export const PROOFS: Readonly<Record<string, string>> = {
  pharmacology: '说明书【药理毒理】：机制明确，临床疗效确切',
  kinetics: '说明书【药代动力学】：体内过程明确，参数完整',
  ingredients: '说明书【成份】：辅料明确，无特殊风险辅料',
  package: '规格与常用剂量相符，适合30天处方',
  dose_form: '剂型适合基层使用',
  dose: '给药剂量固定，便于掌握',
  frequency: '每日1次或每周1次，见说明书【用法用量】',
  convenience: '患者可自行使用，无需特殊设备',
  storage: '说明书【贮藏】',
  shelf_life: '说明书【有效期】',
  indication: '临床必需，适应证已获批准',
  guideline: '国内指南推荐，推荐级别见申请书所附',
  clinical: '以硬终点或公认替代终点为主要疗效终点的随机对照研究',
  adverse_moderate: '说明书【不良反应】：中度反应发生率在1%～10%',
  adverse_severe: '严重反应罕见（＜0.1%）',
  children: '说明书【儿童用药】',
  elderly: '说明书【老年用药】：无需调整剂量',
  pregnancy: '说明书【孕妇及哺乳期妇女用药】',
  lactation: '说明书【孕妇及哺乳期妇女用药】',
  liver: '轻中度肝功能不全无需调整',
  kidney: '轻中度肾功能不全可用，eGFR＜30慎用',
  interaction: '说明书【药物相互作用】：部分需调整剂量',
  reversibility: '停药后可逆',
  teratogenicity: '无人体致畸致癌证据',
  warning: '无黑框警告',
  same_generic: '同通用名比较：日均费用处于较低水平',
  alternatives: '与主要适应证可替代药品比较日均费用',
  insurance: '以目录所载医保类别为准',
  essential: '以目录所载基药版别为准',
  vbp: '以省平台中选结果为准',
  originator: '原研或通过一致性评价，见批准证明文件',
  company: '生产企业为全国医药工业百强',
  worldwide: '在中国及美国、欧洲上市',
};
