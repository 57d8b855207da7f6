/** Draws a layout over goods that nobody has, to show it before it counts and to refuse what cannot be drawn. */
import type { Db } from '../../db/database.ts';
import { type Words, wordsOf } from '../../views/i18n/index.ts';
import { fullMoment } from '../../views/ui/format.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { spokenCode } from './check-code.ts';
import { type Design, designedColumns, designedTable } from './design.ts';
import { designOf } from './layout-queries.ts';
import { drawPapers, type PaperBody } from './paper.ts';
import { PrintRefusal } from './refusal.ts';
import { kindRules, type PaperKind, type PaperLayout } from './rules.ts';
import { SAMPLE_GOODS, sampleLine } from './sample-goods.ts';

export type Refused = Refusal;

const NUMBER = 'PS-20260101-0001';
const CODE = 'ABCDE23456';
const AT = Date.parse('2026-01-01T09:00:00+08:00');

/** What stands in the cells of a sample, by the name of the column. */
function sampleCells(
  keys: readonly string[],
  index: number,
): Record<string, { size: number; weight: 'regular'; text: string }[]> {
  const goods = SAMPLE_GOODS[index % SAMPLE_GOODS.length];
  const texts: Record<string, string> = {
    no: String(index + 1),
    item: `${goods?.name} ${goods?.strength} ${goods?.maker}`,
    lot: `${goods?.lot} ${goods?.expires}`,
    price: '27.9600 1,118.40',
    amount: '1,118.40',
    position: String(index + 1),
    member: `示例分院${index + 1}`,
    planned: '08:30',
    dispatches: `${NUMBER} 12行 2箱`,
    temperature: '',
    signature: '',
    tick: '',
    store: '常温库',
    sort: `示例分院1 6${goods?.packUnit}\n示例分院2 6${goods?.packUnit}`,
  };
  const known = (key: string) => texts[key] ?? `${goods?.packs}${goods?.packUnit}`;
  return Object.fromEntries(keys.map((key) => [key, [{ size: 8, weight: 'regular' as const, text: known(key) }]]));
}

function sampleBody(t: Words, kind: PaperKind, design: Design | undefined): PaperBody {
  const words = t.papers;
  const lines = SAMPLE_GOODS.map((_, index) => sampleLine(index));
  const url = `https://example.cn/check/${NUMBER}/${CODE}`;
  const checked = { checkUrl: url, checkCode: spokenCode(CODE) };
  const base = {
    issuer: words.sample.issuer,
    number: NUMBER,
    printedAt: AT,
    printedBy: words.sample.person,
    ...checked,
  };
  if (kind === 'dispatch_slip') {
    const from = { organisation: words.sample.from, store: words.sample.store };
    const to = { organisation: words.sample.to, store: '' };
    return { form: 'slip', slip: { ...base, from, to, version: 3, postedAt: AT, printCount: 2, lines } };
  }
  if (kind === 'pick_list') {
    const places = { to: words.sample.to, store: words.sample.store, due: '' };
    const picked = lines.map((line) => ({ ...line, shelf: 'A-01-02', leftBase: null }));
    return { form: 'pick', list: { ...base, ...places, copy: 2, version: 3, lines: picked } };
  }
  const columns = designedColumns(kind, design, words.heads[kind]);
  const keys = kindRules(kind).columns.map(({ key }) => key);
  const rows = lines.map((_, index) => sampleCells(keys, index));
  const facts: [string, string][] = [
    [words.sample.fact, words.sample.to],
    [words.sample.fact, words.sample.from],
  ];
  return {
    form: 'report',
    report: {
      issuer: words.sample.issuer,
      title: words.kinds[kind],
      number: NUMBER,
      blocks: [{ kind: 'facts', facts }, designedTable(columns, rows)],
      signatures: words.defaultSigns[kind],
      printed: words.printed(fullMoment(AT), 2, 3, words.sample.person),
      printedAt: AT,
      check: { url, label: spokenCode(CODE) },
      reprint: words.reprint(2),
    },
  };
}

/** A sample of the kind in that layout; null draws the house's own. Throws PrintRefusal. */
export async function drawSample(
  db: Db,
  t: Words,
  kind: PaperKind,
  layout: PaperLayout | null,
  logo?: Buffer,
): Promise<Buffer> {
  const found = layout === null ? undefined : await designOf(db, layout, t.papers.sample.version);
  const design = found === undefined || logo === undefined ? found : { ...found, logo };
  const body = sampleBody(t, kind, design);
  const size = layout?.size ?? 'a4';
  const paper = { language: t.language, size, layout, layoutVersion: '', body };
  return drawPapers(t, [{ paper, design }]);
}

/** Refuses a layout whose sample cannot be drawn: columns too narrow for a quantity, characters without a shape. */
export async function tryLayout(db: Db, kind: PaperKind, layout: PaperLayout, logo?: Buffer): Promise<Result<true>> {
  try {
    await drawSample(db, wordsOf('zh'), kind, layout, logo);
    return ok(true);
  } catch (error) {
    if (error instanceof PrintRefusal) return refuse(error.reason, error.detail, 'columns');
    // The picture is the only thing in it that a stranger made
    if (layout.logoId !== null || logo !== undefined) return refuse('logo_making', {}, 'logo');
    throw error;
  }
}
