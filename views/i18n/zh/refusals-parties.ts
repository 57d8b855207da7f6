/** Why an act on suppliers, makers and kept files was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';
import { parties } from './parties.ts';

const licence = (kind: unknown): string => (parties.licenceKinds as Record<string, string>)[String(kind)] ?? '';
const goods = (kind: unknown): string => (parties.goods as Record<string, string>)[String(kind)] ?? '';
const RENEW = '质量管理员登记新证后即可下单';

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
    `${party}的许可范围没有${goods(kind)}，不能订${item}。可选范围内的供应商，或由质量管理员登记含此范围的许可证。`,
  file_empty: '文件是空的，请换一个。',
  file_too_large: ({ mebibytes }) => `文件超过${mebibytes}MB，没有保存。可压缩或拆成几个文件再上传。`,
  file_format: '只收PDF、JPG、PNG、XLSX、CSV、OFD，按内容判断；这个文件都不是，没有保存。',
} satisfies Record<string, RefusalSentence>;
