/** Chinese words of suppliers and makers. */

export const parties = {
  title: '供应商',
  licenceKinds: {
    business: '营业执照',
    drug_distribution: '药品经营许可证',
    drug_production: '药品生产许可证',
    device_distribution: '医疗器械经营许可证（备案）',
    device_production: '医疗器械生产许可证（备案）',
    authorisation: '厂家授权书',
    salesperson: '销售人员授权书',
    quality_agreement: '质量保证协议',
  },
  goods: {
    drug: '药品（常温、阴凉）',
    biological: '生物制品和冷链药品',
    narcotic: '麻精（第一类）、毒性等特殊管理药品',
    psychotropic_2: '第二类精神药品',
    decoction_piece: '中药饮片',
    preparation: '医院制剂',
    consumable_2: '第二类医用耗材',
    consumable_3: '第三类医用耗材',
    reagent: '体外诊断试剂',
    device: '医疗设备',
  },
};
