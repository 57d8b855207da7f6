/** What the trail calls acts on suppliers and kept files, and their facts, in Chinese. */

export const partyActs = {
  'party.add': '新增供应商',
  'party.change': '修改供应商',
  'party.retire': '停用供应商',
  'party.reinstate': '恢复供应商',
  'party.record_licence': '登记证照',
  'party.end_licence': '终止证照',
  'party.add_contact': '添加联系人',
  'party.remove_contact': '移除联系人',
  'party.propose_bank': '提出账户变更',
  'party.confirm_bank': '确认账户变更',
  'party.refuse_bank': '拒绝账户变更',
  'attachment.add': '上传附件',
  'attachment.withdraw': '撤下附件',
};

export const partyFacts = {
  memberCode: '成员机构',
  postalAddress: '地址',
  issuedBy: '发证机关',
  scope: '许可范围',
  duty: '职务',
  phone: '电话',
  email: '邮箱',
  accountName: '户名',
  bankName: '开户行',
  accountNumber: '账号',
  fileName: '文件名',
  sha256: '文件指纹',
  party: '供应商',
};
