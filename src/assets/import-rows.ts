/** A sheet of equipment: one row a card; read and judged as the form of a card is. Pure. */
import { nextTurn, ROWS_A_TURN } from '../imports/pace.ts';
import { ok, type Result } from '../kernel/result.ts';
import { type Cells, cellsOf } from '../spreadsheets/cells.ts';
import { hasError, problem, type RowProblem } from '../spreadsheets/problem.ts';
import type { Sheet } from '../spreadsheets/sheet.ts';
import { type Column, readTable, type Table } from '../spreadsheets/table.ts';
import { type AssetInput, type AssetValues, type AssetWorld, judgeAsset, serialKey } from './card-rules.ts';
import type { LargeKind, PurchaseMethod } from './rules.ts';

const TITLES = {
  name: ['名称', '设备名称', 'name'],
  class: ['类别', '设备类别', 'class'],
  category: ['分类编码', 'category'],
  registration: ['注册证编号', '注册证号', '备案号', 'registration'],
  udi: ['UDI', 'UDI-DI'],
  serial: ['序列号', '出厂编号', 'serial number'],
  brand: ['品牌', 'brand'],
  model: ['型号', '规格型号', 'model'],
  maker: ['生产企业', '生产厂家', 'maker'],
  supplier: ['供应商', 'supplier'],
  method: ['采购方式', 'way of purchase'],
  contract: ['合同号', 'contract'],
  price: ['原值', '原值（元）', 'price'],
  fiscal: ['财政资金', 'treasury'],
  science: ['科教资金', 'research'],
  own: ['自筹资金', 'own means'],
  donated: ['捐赠', 'donated'],
  acquired: ['取得日期', '购置日期', 'acquired'],
  accepted: ['验收日期', 'accepted'],
  firstUsed: ['启用日期', 'first used'],
  warranty: ['保修到期', 'warranty until'],
  owner: ['产权单位', 'owner'],
  user: ['使用单位', 'user'],
  keeper: ['保管单位', 'keeper'],
  room: ['存放地点', 'room'],
  custodian: ['保管人', 'custodian'],
  large: ['大型设备目录', 'large equipment'],
  licence: ['配置许可证号', 'licence'],
  former: ['原编号', '资产编号', 'former number'],
  note: ['备注', 'note'],
} as const;
export type AssetKey = keyof typeof TITLES;

const REQUIRED: ReadonlySet<AssetKey> = new Set(['name', 'class', 'price', 'acquired', 'owner']);

export const ASSET_COLUMNS: readonly Column<AssetKey>[] = (Object.keys(TITLES) as AssetKey[]).map((key) => ({
  key,
  titles: TITLES[key],
  required: REQUIRED.has(key),
}));

const METHODS: Record<string, PurchaseMethod> = {
  公开招标: 'tender',
  竞争性谈判: 'negotiation',
  单一来源: 'single_source',
  询价: 'inquiry',
  框架协议: 'framework',
  直接采购: 'direct',
  接受捐赠: 'donation',
  调拨划入: 'allocation',
};

const LARGE: Record<string, LargeKind> = {
  重离子质子放射治疗系统: 'ion_therapy',
  高端放射治疗类设备: 'high_end_radiotherapy',
  'pet/mr': 'pet_mr',
  'pet/ct': 'pet_ct',
  腹腔内窥镜手术系统: 'endoscopic_robot',
  常规放射治疗类设备: 'radiotherapy',
  '64排及以上ct': 'ct_64',
  '1.5t及以上磁共振': 'mr_15',
};

/** The column that a refusal's field belongs to. */
const FIELDS: Record<string, AssetKey> = {
  classCode: 'class',
  categoryCode: 'category',
  registrationNumber: 'registration',
  udi: 'udi',
  serialNumber: 'serial',
  supplier: 'supplier',
  price: 'price',
  'fund.fiscal': 'fiscal',
  'fund.science': 'science',
  'fund.own': 'own',
  'fund.donated': 'donated',
  acquiredOn: 'acquired',
  acceptedOn: 'accepted',
  firstUsedOn: 'firstUsed',
  warrantyUntil: 'warranty',
  owner: 'owner',
  user: 'user',
  keeper: 'keeper',
  custodian: 'custodian',
  licenceNumber: 'licence',
};

export const ASSET_VERDICTS = ['added', 'known', 'refused'] as const;
export type AssetVerdict = (typeof ASSET_VERDICTS)[number];

export interface ParsedAsset {
  row: number;
  source: string;
  input: AssetInput | null;
  problems: RowProblem[];
}

export interface AssetEntry extends ParsedAsset {
  verdict: AssetVerdict;
  /** Of the card that the row made. */
  number: string | null;
}

export interface ParsedAssets {
  headerRow: number;
  ignoredColumns: string[];
  places: Table<AssetKey>['places'];
  entries: ParsedAsset[];
}

export interface AssetSummary {
  headerRow: number;
  ignoredColumns: string[];
  rows: number;
  counts: Record<AssetVerdict, number>;
  places: ParsedAssets['places'];
}

function inputIn(cells: Cells<AssetKey>): AssetInput {
  const optional = (key: AssetKey, longest: number) => cells.text(key, longest) || null;
  const fen = (key: AssetKey) => cells.decimal(key, 2, 0);
  const acquiredOn = cells.day('acquired') ?? '';
  if (acquiredOn === '' && cells.text('acquired', 40) === '') cells.refuse('acquired', 'cell_empty');
  return {
    name: cells.required('name', 80),
    classCode: cells.required('class', 40),
    categoryCode: optional('category', 6),
    registrationNumber: optional('registration', 40),
    udi: optional('udi', 200),
    serialNumber: optional('serial', 60),
    brand: cells.text('brand', 40),
    model: cells.text('model', 60),
    maker: cells.text('maker', 80),
    supplier: optional('supplier', 80),
    purchaseMethod: cells.choice<PurchaseMethod>('method', METHODS, 'direct'),
    contractNumber: optional('contract', 40),
    priceFen: cells.required('price', 20) === '' ? 0 : fen('price'),
    funds: { fiscal: fen('fiscal'), science: fen('science'), own: fen('own'), donated: fen('donated') },
    acquiredOn,
    acceptedOn: cells.day('accepted'),
    firstUsedOn: cells.day('firstUsed'),
    warrantyUntil: cells.day('warranty'),
    owner: cells.required('owner', 40),
    user: optional('user', 40),
    keeper: optional('keeper', 40),
    room: cells.text('room', 60),
    custodian: optional('custodian', 40),
    largeKind: cells.choice<LargeKind | null>('large', LARGE, null),
    licenceNumber: optional('licence', 60),
    formerNumber: optional('former', 40),
    note: cells.text('note', 200),
  };
}

/** The rows of a sheet as inputs of cards. Refuses a header that lacks columns. */
export function parseAssets(sheet: Sheet): Result<ParsedAssets> {
  const table = readTable(sheet, ASSET_COLUMNS);
  if (!table.ok) return table;
  const { places, rows, headerRow, ignored } = table.value;
  const entries = rows.map((row): ParsedAsset => {
    const cells = cellsOf(row, places);
    if (row.merged !== null) cells.refuse('name', 'merged_cells', { ref: row.merged });
    const input = inputIn(cells);
    const source = [row.values.name, row.values.model, row.values.serial].filter((each) => each !== '').join(' ');
    return { row: row.number, source, input: hasError(cells.problems) ? null : input, problems: cells.problems };
  });
  return ok({ headerRow, ignoredColumns: ignored, places, entries });
}

export interface JudgedAsset {
  entry: AssetEntry;
  values: AssetValues | null;
}

/** Verdict of each row: known where that row of this file has its card already; two rows of one thing are refused. */
export async function judgeAssets(
  upload: Pick<ParsedAssets, 'entries' | 'places'>,
  world: AssetWorld,
  known: ReadonlyMap<number, string>,
): Promise<JudgedAsset[]> {
  const serials = new Map(world.serials);
  const here = { ...world, serials };
  const judged: JudgedAsset[] = [];
  for (const [nth, parsed] of upload.entries.entries()) {
    if (nth % ROWS_A_TURN === 0) await nextTurn();
    const number = known.get(parsed.row);
    if (number !== undefined) {
      judged.push({ entry: { ...parsed, problems: [], verdict: 'known', number }, values: null });
      continue;
    }
    const read = parsed.input === null ? undefined : judgeAsset(parsed.input, here);
    if (read?.ok === true) {
      const key = serialKey(read.value.row);
      if (key !== null) serials.set(key, `#${parsed.row}`);
      judged.push({ entry: { ...parsed, verdict: 'added', number: null }, values: read.value });
      continue;
    }
    const at = read === undefined ? undefined : upload.places[FIELDS[read.field ?? ''] ?? 'name'];
    const why = read === undefined ? [] : [problem('error', read.reason, at, read.detail)];
    const problems = [...parsed.problems, ...why];
    judged.push({ entry: { ...parsed, problems, verdict: 'refused', number: null }, values: null });
  }
  return judged;
}

export function summariseAssets(upload: ParsedAssets, entries: readonly AssetEntry[]): AssetSummary {
  const counts: Record<AssetVerdict, number> = { added: 0, known: 0, refused: 0 };
  for (const entry of entries) counts[entry.verdict] += 1;
  const { headerRow, ignoredColumns, places } = upload;
  return { headerRow, ignoredColumns, places, rows: entries.length, counts };
}
