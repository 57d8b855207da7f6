/** What the trail calls acts on controlled drugs, and their facts, in Chinese. */

export const controlledActs = {
  'controlled.hand_over': '交接班',
  'controlled.close': '交接班结案',
  'controlled.ampoules': '收回空安瓿',
  'controlled.destroy': '销毁空安瓿',
  'controlled.residue': '登记残液',
  'card.record': '登记印鉴卡',
  'card.withdraw': '注销印鉴卡',
};

export const controlledFacts = {
  storeId: '库房编号',
  shift: '班次',
  differing: '不符批次',
  second: '第二人',
  pieces: '支数',
  returnedBy: '交回人',
  returns: '回收记录数',
  ids: '回收记录编号',
  lineId: '发药行编号',
  finding: '查明的情况',
  classes: '准购类别',
  buyers: '采购人员',
  validFrom: '有效期起',
  validTo: '有效期止',
  taker: '领用人',
};

export const controlledTopics = { controlled: '麻精毒药品（全部）', card: '印鉴卡（全部）' };
