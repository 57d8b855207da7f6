/** Reads the one cell of a national list that holds every form and strength of a drug. Pure text work. */
import { isDoseForm, separateForms } from './dose-forms.ts';
import { bracketsBalance, indexOutside, splitOutside, tidyListText } from './list-text.ts';

export interface FormStrength {
  /** Salt or ester the list names before the form, such as 钾盐; empty when none. */
  salt: string;
  form: string;
  strength: string;
  /** The words of the cell. */
  source: string;
  /** The strength stood behind a semicolon without a form: it is taken to be of the form before. */
  carried?: true;
}

export interface CellRemark {
  reason: 'form_without_strength' | 'strength_without_form' | 'strength_unreadable';
  text: string;
}

export interface StrengthCell {
  items: FormStrength[];
  remarks: CellRemark[];
}

/**
 * Every (salt, form, strength) of a cell; what cannot become one is a remark, so that nothing is lost.
 * Undefined when brackets do not pair: then nothing of the cell can be trusted.
 */
export function readStrengthCell(text: string): StrengthCell | undefined {
  const tidy = tidyListText(text);
  if (!bracketsBalance(tidy)) return undefined;
  const cell: StrengthCell = { items: [], remarks: [] };
  let forms: SaltForm[] = [];
  for (const group of splitOutside(separateForms(tidy), '；;')) forms = readGroup(group, cell, forms);
  return cell;
}

/** `片剂、胶囊：0.1g、0.2g` or forms alone. */
function readGroup(group: string, cell: StrengthCell, before: SaltForm[]): SaltForm[] {
  const colon = indexOutside(group, '：:');
  if (before.length > 0 && STARTS_STRENGTH.test(group)) {
    addItems(cell, before, readStrengths(group), true);
    return before;
  }
  if (colon === -1) {
    readGroupWithoutColon(group, cell);
    return [];
  }
  const [, alone, rest] = RUN_TOGETHER.exec(group.slice(0, colon)) ?? [];
  if (alone !== undefined) cell.remarks.push({ reason: 'form_without_strength', text: alone });
  const forms = readForms(rest ?? group.slice(0, colon));
  const strengths = readStrengths(group.slice(colon + 1));
  for (const strength of strengths.filter((each) => !/\d/.test(each))) {
    cell.remarks.push({
      reason: isDoseForm(strength) ? 'form_without_strength' : 'strength_unreadable',
      text: strength,
    });
  }
  const readable = strengths.filter((each) => /\d/.test(each));
  if (readable.length === 0) cell.remarks.push({ reason: 'form_without_strength', text: group.slice(0, colon) });
  addItems(cell, forms, readable, false);
  return readable.length > 0 ? forms : [];
}

/** `片剂胶囊：每粒装0.4g`: a form that stood alone on its line, run together with the next; the strength is not its. */
const RUN_TOGETHER = /^(片剂|颗粒剂|丸剂|散剂|胶囊)(胶囊|软胶囊|片剂|颗粒剂|滴丸剂|丸剂|散剂|合剂|注射液)$/;

/** `0.2mg`, `每瓶200揿`: no form begins so. */
const STARTS_STRENGTH = /^(?:\d|每[^：:]*\d)/;

function addItems(cell: StrengthCell, forms: SaltForm[], strengths: string[], carried: boolean): void {
  for (const form of forms) {
    for (const strength of strengths) {
      const source = `${sourceOf(form)}：${strength}`;
      cell.items.push({ ...form, strength, source, ...(carried && { carried: true as const }) });
    }
  }
}

function readGroupWithoutColon(group: string, cell: StrengthCell): void {
  for (const part of splitOutside(group, '、，,')) {
    const reason = /\d/.test(part.replace(/（[^）]*）/g, '')) ? 'strength_without_form' : 'form_without_strength';
    for (const form of reason === 'form_without_strength' ? readForms(part) : [{ salt: '', form: part }]) {
      cell.remarks.push({ reason, text: sourceOf(form) });
    }
  }
}

interface SaltForm {
  salt: string;
  form: string;
}

function sourceOf(form: SaltForm): string {
  return form.salt === '' ? form.form : `（${form.salt}）${form.form}`;
}

/** `（盐酸盐）片剂、肠溶（片剂、胶囊）`: a salt counts until the next one; a bracket that holds forms is spread out. */
function readForms(text: string): SaltForm[] {
  const forms: SaltForm[] = [];
  let salt = '';
  for (const part of splitOutside(text, '、，,')) {
    const leading = /^（([^（）]+)）(.+)$/.exec(part);
    if (leading !== null) salt = leading[1] ?? '';
    const rest = leading === null ? part : (leading[2] ?? '');
    const spread = /^([^（）]+)（([^（）]+)）$/.exec(rest);
    const inner = spread === null ? [] : splitOutside(spread[2] ?? '', '、，,');
    if (spread !== null && inner.length > 0 && inner.every(isDoseForm)) {
      for (const each of inner) forms.push({ salt, form: `${spread[1]}${each}` });
    } else {
      forms.push({ salt, form: rest });
    }
  }
  return forms;
}

/** `每瓶100揿`, `每瓶装0.1g`: what follows a count of puffs belongs to it. */
const COUNT_ONLY = /^(?:每[瓶支盒]\d+[揿吸喷]|\d+[揿吸喷])$/;
/** `含硫酸亚铁20mg`, `200吸/支`: the rest of what stood before. */
const CONTINUES = /^(?:含|其中含|内含|\d+[揿吸喷]\/[支瓶])/;
/** `每粒含甲12.5mg`, then `乙7mg`: a sentence that names one substance after the other. */
const NAMES_CONTENTS = /(?:^|，)(?:每.{1,4})?含\p{Script=Han}+[\d.]/u;
/** `1.34mg/ml`, then `3ml`: how strong it is, and how much of it comes together. */
const CONCENTRATION = /^[\d.]+\p{Script=Latin}*(?:μg|单位)?\/ml$/u;
const VOLUME = /^[\d.]+ml/;

/** Puts back together what commas took apart inside one strength. */
function wholeStrengths(text: string): string[] {
  const whole: string[] = [];
  for (const part of splitOutside(text, '、，,')) {
    const last = whole.at(-1);
    const named =
      last !== undefined &&
      NAMES_CONTENTS.test(last) &&
      /^\p{Script=Han}[^：]*\d/u.test(part) &&
      !part.startsWith('每');
    const filled = last !== undefined && CONCENTRATION.test(last) && VOLUME.test(part);
    if (last !== undefined && (named || filled || COUNT_ONLY.test(last) || CONTINUES.test(part))) {
      whole[whole.length - 1] = `${last}${named ? '、' : '，'}${part}`;
    } else whole.push(part);
  }
  return whole;
}

/** `5%（100ml、250ml）` is a solution in bottles of several sizes: each is a strength of its own. */
function eachVolume(strength: string): string[] {
  const [, percent = '', volumes = ''] = /^([\d.]+%)（((?:[\d.]+ml[、，]?){2,})）$/.exec(strength) ?? [];
  return volumes === '' ? [strength] : splitOutside(volumes, '、，').map((volume) => `${percent}（${volume}）`);
}

/**
 * `甲∶乙=2∶1、4∶1` means that all are ratios of 甲 to 乙: the words before the equals sign go with each. So do
 * those of `每袋装6g、9g`.
 */
function readStrengths(text: string): string[] {
  let ratioOf = '';
  let pack = '';
  return wholeStrengths(text)
    .flatMap(eachVolume)
    .map((part) => {
      pack = /^每[支袋瓶粒片丸贴张枚](?:（[支瓶袋]）)?(?:装|净?重)/.exec(part)?.[0] ?? pack;
      if (pack !== '' && /^[\d.]+(?:[mk]?g|ml)/.test(part)) return `${pack}${part}`;
      const named = /^([^=\d（）]+=)/.exec(part);
      if (named !== null) {
        ratioOf = named[1] ?? '';
        return part;
      }
      return ratioOf !== '' && /^\d+(?:\.\d+)?∶\d/.test(part) ? ratioOf + part : part;
    });
}
