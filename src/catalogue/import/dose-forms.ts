/** Dose forms as the national list words them: how to recognise one, and the unit its doses are counted in. */

const FORM_ENDINGS = [
  '片剂',
  '胶囊剂',
  '胶囊',
  '颗粒剂',
  '颗粒',
  '注射液',
  '注射剂',
  '无菌粉末',
  '注射用浓溶液',
  '冻干粉针',
  '混悬液',
  '混悬剂',
  '溶液剂',
  '溶液',
  '栓剂',
  '栓',
  '贴剂',
  '贴膏',
  '贴片',
  '软膏剂',
  '软膏',
  '乳膏剂',
  '乳膏',
  '眼膏剂',
  '眼膏',
  '凝胶剂',
  '凝胶',
  '胶浆剂',
  '滴眼液',
  '滴眼剂',
  '滴耳剂',
  '滴耳液',
  '滴鼻液',
  '滴鼻剂',
  '滴剂',
  '滴丸',
  '丸剂',
  '丸',
  '散剂',
  '散',
  '糖浆剂',
  '糖浆',
  '合剂',
  '口服液',
  '口服液体剂',
  '酊剂',
  '搽剂',
  '洗剂',
  '气雾剂',
  '喷雾剂',
  '粉雾剂',
  '吸入溶液',
  '吸入剂',
  '灌肠剂',
  '植入剂',
  '膜剂',
  '煎膏',
  '膏剂',
  '酒剂',
  '茶剂',
  '乳剂',
  '干混悬剂',
  '分散片',
  '肠溶片',
  '缓释片',
  '咀嚼片',
  '舌下片',
  '泡腾片',
  '片',
  '透析液',
  '涂剂',
  '甘油剂',
  '含漱液',
  '冲洗剂',
  '胶丸',
  '软胶囊',
  '微球',
  '脂质体',
  '口溶膜',
  '粉剂',
  '膏药',
  '组合包装',
] as const;

const ENDINGS = [...FORM_ENDINGS].sort((a, b) => b.length - a.length);

/** True when the text reads as a dose form: it ends like one and holds no digit. */
export function isDoseForm(text: string): boolean {
  const bare = text.replace(/（[^（）]*）/g, '');
  const unnumbered = bare.replace(/[αβγ]\d[a-z]?/, '');
  if (unnumbered === '' || /\d/.test(unnumbered)) return false;
  return /^注射用./.test(bare) || ENDINGS.some((ending) => bare.endsWith(ending));
}

/** A salt before the form; `（甲∶乙）` and `（总氨基酸）` belong to the strength that they follow. */
const SALT = '（(?!总)[^（）\\d∶]{0,13}[盐酯醇酸胺钠钾钙镁锌]）';
const NAME = '\\p{Script=Han}{0,12}?(?:[αβγ]\\d[a-z]?)?';
/** `缓释（片剂、胶囊）`, `某某注射液（18AA-Ⅰ）` */
const BRACKET = '（[^（）]{1,20}）';
const ENDS = `(?=[：:、；（]|$)`;
const FORM_AFTER_STRENGTH = new RegExp(
  `^(?:${SALT})?(?:${NAME}(?:${ENDINGS.join('|')})(?:${BRACKET}(?=[：:]))?|[缓控]释${BRACKET}|注射用${NAME}(?=[：:]))${ENDS}`,
  'u',
);
/** Where a strength may end: at its unit, at a bracket, at a ratio, at a count of puffs. */
const STRENGTH_ENDS = /(?:[A-Za-zμ%位）]|∶\d+|[\d/][揿喷吸支丸粒片袋瓶贴])$/;

/**
 * Puts the separator that a scan lost between a strength and the next form: `0.1g（乳酸盐）注射液：…`, `2mg贴剂`.
 * Only outside brackets, and only right after a unit.
 */
export function separateForms(text: string): string {
  let depth = 0;
  let result = '';
  let formEnds = 0;
  for (let index = 0; index < text.length; index += 1) {
    const length = depth === 0 && index >= formEnds ? formLengthAt(text, index) : 0;
    if (length > 0) {
      result += '；';
      formEnds = index + length;
    }
    const character = text.charAt(index);
    if (character === '（') depth += 1;
    if (character === '）') depth -= 1;
    result += character;
  }
  return result;
}

/** Length of the form that begins here right after a strength's unit, or 0. It must end at a separator or the end. */
function formLengthAt(text: string, index: number): number {
  const before = text.slice(0, index);
  if (!STRENGTH_ENDS.test(before) || /[αβγ]\d[a-z]?$/.test(before) || !/\d[^、；：]*$/.test(before)) return 0;
  return FORM_AFTER_STRENGTH.exec(text.slice(index))?.[0].length ?? 0;
}

interface Unit {
  pattern: RegExp;
  unit: string;
}

const UNITS: readonly Unit[] = [
  { pattern: /贴|膏药/, unit: '贴' },
  { pattern: /栓/, unit: '粒' },
  { pattern: /胶囊|胶丸/, unit: '粒' },
  { pattern: /滴丸|丸/, unit: '丸' },
  { pattern: /膜/, unit: '片' },
  { pattern: /滴眼|滴耳|滴鼻|眼膏|软膏|乳膏|凝胶|胶浆|膏剂/, unit: '支' },
  { pattern: /透析液/, unit: '袋' },
  { pattern: /颗粒|干混悬|散剂|散$|茶剂/, unit: '袋' },
  { pattern: /植入/, unit: '支' },
  { pattern: /片/, unit: '片' },
  {
    pattern: /气雾|喷雾|粉雾|吸入|口服|溶液|混悬|糖浆|合剂|酊|搽|洗|滴剂|灌肠|煎膏|酒剂|乳剂|涂剂|甘油|含漱|冲洗/,
    unit: '瓶',
  },
];

const LARGE_VOLUME_ML = 50;

/** `每支装10ml`, `每瓶（支）装8ml`, `320g/听`: the strength itself says in what it comes. */
const TOLD_UNIT = /^每([支袋瓶粒片丸贴张枚])(?:（[支瓶袋]）)?(?:装|净?重|含)|\/([支瓶袋听])(?:（[^（）]*）)?$/;

/** The unit that doses of a form are counted in (片, 粒, 支, 袋 …); infusions of 50 ml and more are bottles. */
export function baseUnitOf(form: string, strength: string): { unit: string; known: boolean } {
  const told = TOLD_UNIT.exec(strength);
  const unit = told?.[1] ?? told?.[2];
  if (unit !== undefined) return { unit, known: true };
  if (/注射|粉针|微球/.test(form)) {
    const volume = /(?:^|%（)(\d+(?:\.\d+)?)ml/i.exec(strength);
    return { unit: volume !== null && Number(volume[1]) >= LARGE_VOLUME_ML ? '瓶' : '支', known: true };
  }
  const found = UNITS.find((each) => each.pattern.test(form));
  return found === undefined ? { unit: '盒', known: false } : { unit: found.unit, known: true };
}
