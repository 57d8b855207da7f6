/** What the trail calls acts of transfers and redistribution proposals, and their facts, in Chinese. */

export const transferActs = {
  'transfer.open': '申请或提供调剂',
  'transfer.set_lines': '改调剂药品',
  'transfer.remove_line': '去掉调剂药品',
  'transfer.accept': '答复要货',
  'transfer.decline': '答复不要',
  'transfer.grant': '同意调出',
  'transfer.refuse': '不同意调出',
  'transfer.withdraw': '撤回调剂',
  'proposal.make': '计算调剂建议',
  'proposal.change': '改调剂建议数量',
  'proposal.accept': '接受调剂建议',
  'proposal.decline': '不接受调剂建议',
  'proposal.close': '办完调剂建议',
  'proposal.set_point': '设置机构坐标',
  'proposal.import_points': '导入机构坐标',
};

export const transferFacts = {
  otherCode: '对方机构',
  removed: '去掉',
  origin: '来源',
};

export const transferTopics = {
  transfer: '成员调剂（全部）',
  proposal: '调剂建议（全部）',
};
