/** Who agrees to buying, moving and disposing of equipment, by its amount, in every installation. */
const FROM = '2020-01-01';

export const EQUIPMENT_RULES = {
  acquisition_tiers: {
    value: { office: 50_000, meeting: 500_000 },
    legalBasis: '本院设备购置制度：5万元以下机构负责人批准，5万元起资产办，50万元起集体决策后由分管院长批准',
    effectiveFrom: FROM,
  },
  asset_transfer_tiers: {
    value: { office: 0, finance: 500_000, fiscal: 100_000 },
    legalBasis: '行政事业性国有资产管理条例；本县规定：资产办审核，50万元起总会计师，10万元起无偿调拨报财政批复',
    effectiveFrom: FROM,
  },
  disposal_tiers: {
    value: { office: 0, finance: 100_000, meeting: 500_000 },
    legalBasis: '行政事业性国有资产管理条例第十九条；本县规定：资产办审核，10万元起总会计师，50万元起集体决策',
    effectiveFrom: FROM,
  },
} as const;
