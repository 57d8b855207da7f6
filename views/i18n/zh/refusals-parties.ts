/** Why an act on suppliers, makers and kept files was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';
import { parties } from './parties.ts';

const licence = (kind: unknown): string => (parties.licenceKinds as Record<string, string>)[String(kind)] ?? '';
const goods = (kind: unknown): string => (parties.goods as Record<string, string>)[String(kind)] ?? '';
const RENEW = '质量员登记新证后即可下单';

export const refusalsParties = {
  party_inactive: ({ party }) => `${party}已停用，不能下单。采购员可在供应商页恢复。`,
  party_only_makes: ({ party }) => `${party}只登记为生产企业，不供货。可选供货的企业，或把它改为兼供货。`,
  party_missing: ({ party, licence: kind }) => `${party}没有登记${licence(kind)}，不能下单。${RENEW}。`,
  party_not_yet: ({ party, licence: kind, number, from }) =>
    `${party}的${licence(kind)}${number}自${from}起才有效，在此之前不能下单。`,
  party_lapsed: ({ party, licence: kind, number, since }) =>
    `${party}的${licence(kind)}${number}自${since}起失效，不能下单。${RENEW}。`,
  party_revoked: ({ party, licence: kind, number, since }) =>
    `${party}的${licence(kind)}${number}自${since}起被终止，不能下单。${RENEW}。`,
  party_scope: ({ party, goods: kind, item }) =>
    `${party}的许可范围没有${goods(kind)}，不能订${item}。可选范围内的供应商，或由质量员登记含此范围的许可证。`,
  file_empty: '文件是空的，请换一个。',
  file_too_many: ({ most }) =>
    `这里已有${most}个附件（撤下的也算），没有保存。请把几页合成一个PDF，或放到对应的另一张单据里。`,
  file_too_large: ({ mebibytes }) => `文件超过${mebibytes}MB，没有保存。可压缩或拆成几个文件再上传。`,
  file_format: '只收PDF、JPG、PNG、XLSX、CSV、OFD，按内容判断；这个文件都不是，没有保存。',
  party_code_form: '代码要字母开头，字母和数字共2到9位，至少一个数字，如S012。',
  party_code_used: ({ code }) => `代码${code}已经用过，请换一个。`,
  party_credit_missing: '供货的企业必须填统一社会信用代码；只有境外生产企业可以不填。',
  party_credit_used: ({ code, name }) => `这个统一社会信用代码已登记为${name}（${code}），请打开那一家修改。`,
  party_member_used: ({ code, name }) => `这个成员机构已登记为${name}（${code}）。`,
  party_member_unknown: '没有这个成员机构，请从列表里选。',
  party_has_logins: '它已有县域之外的登录机构，不能再改成成员机构。需要时停用它，另建一家。',
  party_active: ({ party }) => `${party}本来就在用。`,
  party_retired: ({ party }) => `${party}已经停用。`,
  party_unknown: ({ code }) => `没有代码为${code}的供应商。代码在供应商页上。`,
  licence_span: '截止日不能早于起始日。',
  licence_over: ({ day }) => `截止日${day}已过，过期的证照不用登记。`,
  licence_scope_foreign: ({ licence: kind, goods: one }) => `${licence(kind)}不含${goods(one)}，请去掉。`,
  licence_scope_missing: '请勾选许可范围；没有范围的许可证不能据以下单。',
  licence_known: ({ number }) => `${number}已登记到同样或更晚的日期。续期请填新的截止日。`,
  licence_ended: ({ reason }) => `这张证照已经终止：${reason}。`,
  contact_unreachable: '电话和邮箱至少填一项。',
  contact_known: ({ name }) => `${name}已在联系人里。`,
  account_number_form: '账号要8到30位数字，不能全是同一个数字。',
  account_name: ({ name }) => `户名要与企业全称一致：${name}。付到别人名下的账户不收。`,
  bank_same: '这就是现用账户，不用变更。',
  bank_waiting: '已有一份变更待确认。先确认或拒绝它，再提新的。',
  bank_own_proposal: '这是您自己提出的变更，须由另一位有确认权的人核实确认。',
  bank_decided: '这份变更已经有人决定了，请刷新看结果。',
  attachment_withdrawn: ({ reason }) => `这个附件已经撤下：${reason}。`,
} satisfies Record<string, RefusalSentence>;
