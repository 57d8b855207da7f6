/** The columns of our own import table: read by the importer, written by the template and by the export. */
import type { Column } from '../../spreadsheets/table.ts';

export type TemplateKey =
  | 'code'
  | 'kind'
  | 'genericName'
  | 'form'
  | 'route'
  | 'strength'
  | 'manufacturer'
  | 'holder'
  | 'brand'
  | 'therapeuticClass'
  | 'origin'
  | 'grade'
  | 'standard'
  | 'retestMonths'
  | 'consumableGrade'
  | 'packUnit'
  | 'packSize'
  | 'baseUnit'
  | 'price'
  | 'storageZone'
  | 'controlClass'
  | 'essential'
  | 'countyTier'
  | 'townshipTier'
  | 'villageTier'
  | 'approvalNumber'
  | 'registration'
  | 'gtin'
  | 'baseCode'
  | 'nhsa'
  | 'udiDi'
  | 'tracePrefix'
  | 'platform'
  | 'edition'
  | 'insurance'
  | 'vbp'
  | 'antimicrobial'
  | 'highAlert'
  | 'chronic'
  | 'keyMonitored'
  | 'ddd'
  | 'effectiveFrom'
  | 'active';

export const TEMPLATE_COLUMNS: readonly Column<TemplateKey>[] = [
  { key: 'code', titles: ['编码', '药品编码', 'code'], required: true },
  { key: 'kind', titles: ['类别', 'kind'], required: true },
  { key: 'genericName', titles: ['通用名', '药品名称', '品名', 'generic name'], required: true },
  { key: 'form', titles: ['剂型', 'form'], required: true },
  { key: 'route', titles: ['给药途径', 'route'], required: false },
  { key: 'strength', titles: ['规格', '炮制规格', 'strength'], required: true },
  { key: 'manufacturer', titles: ['生产企业', '生产厂家', '厂家', 'manufacturer'], required: true },
  { key: 'holder', titles: ['上市许可持有人', '注册人', 'holder'], required: false },
  { key: 'brand', titles: ['商品名', 'brand'], required: false },
  { key: 'therapeuticClass', titles: ['药理分类', 'therapeutic class'], required: false },
  { key: 'origin', titles: ['产地', 'origin'], required: false },
  { key: 'grade', titles: ['等级', 'grade'], required: false },
  { key: 'standard', titles: ['执行标准', 'standard'], required: false },
  { key: 'retestMonths', titles: ['复验期（月）', '复验期', 'retest months'], required: false },
  { key: 'consumableGrade', titles: ['耗材分级', 'consumable grade'], required: false },
  { key: 'packUnit', titles: ['包装单位', 'pack unit'], required: true },
  { key: 'packSize', titles: ['包装数量', '转换比', 'pack size'], required: true },
  { key: 'baseUnit', titles: ['基本单位', '最小单位', 'base unit'], required: true },
  { key: 'price', titles: ['包装价（元）', '单价（元）', 'price per pack'], required: false },
  { key: 'storageZone', titles: ['储存条件', '储存', 'storage'], required: false },
  { key: 'controlClass', titles: ['管制类别', 'control class'], required: false },
  { key: 'essential', titles: ['基本药物', '基药', 'essential'], required: false },
  { key: 'countyTier', titles: ['县级可用', 'county'], required: false },
  { key: 'townshipTier', titles: ['乡级可用', 'township'], required: false },
  { key: 'villageTier', titles: ['村级可用', 'village'], required: false },
  { key: 'approvalNumber', titles: ['批准文号', 'approval number'], required: false },
  { key: 'registration', titles: ['注册证号', '注册证编号', '备案号', 'registration number'], required: false },
  { key: 'gtin', titles: ['条码', '商品条码', 'gtin'], required: false },
  { key: 'baseCode', titles: ['本位码', 'base code'], required: false },
  { key: 'nhsa', titles: ['医保编码', '医保药品代码', '医保耗材代码', 'nhsa code'], required: false },
  { key: 'udiDi', titles: ['UDI-DI', '器械唯一标识'], required: false },
  { key: 'tracePrefix', titles: ['追溯码前7位', '药品标识码', 'trace prefix'], required: false },
  { key: 'platform', titles: ['平台编码', '挂网编码', 'platform code'], required: false },
  { key: 'edition', titles: ['基药版本', 'essential edition'], required: false },
  { key: 'insurance', titles: ['医保类别', 'insurance'], required: false },
  { key: 'vbp', titles: ['集采', '集中带量采购', 'vbp'], required: false },
  { key: 'antimicrobial', titles: ['抗菌药分级', '抗菌药物分级', 'antimicrobial'], required: false },
  { key: 'highAlert', titles: ['高警示', '高警示级别', 'high alert'], required: false },
  { key: 'chronic', titles: ['慢病', '慢病用药', 'chronic'], required: false },
  { key: 'keyMonitored', titles: ['重点监控', 'key monitored'], required: false },
  { key: 'ddd', titles: ['DDD', '限定日剂量'], required: false },
  { key: 'effectiveFrom', titles: ['生效日期', '生效日', 'effective from'], required: false },
  { key: 'active', titles: ['启用', 'active'], required: false },
];
