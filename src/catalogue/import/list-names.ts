/** Names of a list that stand for several: `某某丸（颗粒、胶囊）` is 某某丸, 某某颗粒 and 某某胶囊, one for each form. Pure. */

/** How the name of a medicine of that form may end, as far as names of lists end so. */
const ENDINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/软胶囊/, ['软胶囊']],
  [/胶囊/, ['胶囊']],
  [/颗粒/, ['颗粒', '冲剂']],
  [/滴丸/, ['滴丸']],
  [/丸/, ['丸', '丹']],
  [/分散片/, ['分散片']],
  [/贴膏|膏药/, ['贴膏', '膏药', '膏', '贴']],
  [/膏/, ['软膏', '煎膏', '膏']],
  [/片/, ['片', '片剂']],
  [/合剂|口服溶液/, ['合剂', '口服液', '饮', '液', '露']],
  [/糖浆/, ['糖浆', '露', '液']],
  [/散/, ['散']],
  [/酊/, ['酊', '水']],
  [/酒/, ['酒']],
  [/注射/, ['注射液', '注射剂']],
  [/气雾/, ['气雾剂']],
  [/喷雾/, ['喷雾剂']],
  [/栓/, ['栓']],
  [/凝胶/, ['凝胶']],
  [/洗/, ['洗剂', '洗液']],
  [/滴眼/, ['滴眼液']],
  [/搽/, ['搽剂']],
];

const KNOWN = [...new Set(ENDINGS.flatMap(([, endings]) => endings))].sort((a, b) => b.length - a.length);

/**
 * The name that a medicine of this form goes by, when the list names it together with others; otherwise the name as
 * it stands, also where more than one of the names would do.
 */
export function nameForForm(listed: string, form: string): string {
  const [, first = '', inner = ''] = /^([^（）]+)（([^（）]+)）$/.exec(listed) ?? [];
  const others = inner.split('、');
  if (!others.every((each) => KNOWN.includes(each))) return listed;
  const own = KNOWN.find((ending) => first.endsWith(ending)) ?? '';
  const stem = first.slice(0, first.length - own.length);
  const wanted = ENDINGS.find(([pattern]) => pattern.test(form))?.[1] ?? [];
  const fitting = [own, ...others].filter((ending) => wanted.includes(ending));
  return stem === '' || fitting.length !== 1 ? listed : `${stem}${fitting[0] === '片剂' ? '片' : fitting[0]}`;
}
