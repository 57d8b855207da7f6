/** Makes the texts that find a name: as written, in pinyin and by initials, also without the salt before it. */
import { normaliseQuery, spellingsOf } from '../../kernel/search-key.ts';
import { foldPinyin } from '../../kernel/search-spelling.ts';
import { LATER, type NameText, START } from './match.ts';

/** Words before the name proper, which people leave out. */
const BEFORE = new RegExp(
  `^(?:${[
    '注射用|复方|小儿|外用|吸入用|重组人?',
    '盐酸|硫酸|磷酸|醋酸|硝酸|乳酸|枸橼酸|马来酸|酒石酸|重酒石酸|富马酸|氢溴酸|琥珀酸|门冬氨酸|葡萄糖酸',
    '苯磺酸|甲磺酸|对甲苯磺酸|丙酸|丁二酸|盐酸盐',
  ].join('|')})+(?=..)`,
);

/** A maker's place, which people leave out too. */
const PLACE = new RegExp(
  `^(?:${[
    '北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州',
    '云南|西藏|陕西|甘肃|青海|宁夏|内蒙古|新疆|台湾|香港|澳门|华润|国药集团|中国',
  ].join('|')})(?:省|市)?(?=..)`,
);

/** The name with its dose form, unless it ends with it already: `阿莫西林` and `胶囊剂`, `阿司匹林肠溶片` and `片剂`. */
function withForm(name: string, form: string): string {
  const short = form.replace(/剂$/, '');
  return form === '' || name.endsWith(form) || (short !== '' && name.endsWith(short)) ? name : name + form;
}

/** What finds a maker, holder or brand. */
export function makerText(name: string): NameText {
  return textOf([name], '', PLACE);
}

/** What finds a generic name or its aliases, each with the form that belongs to it. */
export function nameText(names: readonly string[], form: string): NameText {
  return textOf(names, form, BEFORE);
}

function textOf(names: readonly string[], form: string, before: RegExp): NameText {
  const plain = new Set<string>();
  const full = new Set<string>();
  const initials = new Set<string>();
  const add = (name: string, mark: string) => {
    for (const spelling of spellingsOf(name)) {
      plain.add(mark + spelling.plain);
      for (const word of spelling.full) full.add(mark + word);
      for (const word of spelling.initials) initials.add(mark + word);
    }
  };
  for (const name of names) {
    const written = normaliseQuery(name);
    const isSplit = /[()]/.test(written);
    if (isSplit) plain.add(START + written);
    const spelled = isSplit ? spellingsOf(name).map((spelling) => spelling.plain) : [written];
    for (const one of spelled) {
      const own = /\p{Script=Han}/u.test(one) ? form : '';
      add(withForm(one, own), START);
      const rest = one.replace(before, '');
      if (rest !== one) add(withForm(rest, own), LATER);
    }
  }
  const folded = new Set([...full].map((word) => word.charAt(0) + foldPinyin(word.slice(1))));
  const written = flat(plain);
  return {
    plain: written,
    hasLetters: /[a-z]/.test(written),
    full: flat(full),
    initials: flat(initials),
    folded: flat(folded),
  };
}

/** One flat string: pieces glued together would be searched piece by piece. */
function flat(words: ReadonlySet<string>): string {
  return words.size === 0 ? '' : `${[...words].join('')}${START}`;
}
